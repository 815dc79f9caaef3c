import type { CloudEvent } from "cloudevents";
import type { Condition } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import { copyResource } from "../storage/copy-resource.ts";
import { timeOrderedUuid } from "../time-ordered-uuid.ts";
import { changeEvent } from "./change-event.ts";
import type { WriteOrigin } from "./write-origin.ts";

/** What an event about a change tells. It is the storage's and never changes; who hears of it gets a copy. */
export type Told = { resource: Resource } | { condition: Condition } | undefined;

/**
 * What there is to say of a change. Its event is made when somebody wants it: where there is no log and nobody listens,
 * nobody does.
 */
export class ChangeNotice {
  readonly type: string;
  readonly kind: string;
  readonly uid: string;
  /** When it happened, in ms since the epoch. */
  readonly timeMs: number;
  readonly origin: WriteOrigin;
  /**
   * Whether the change calls for a reconcile of the resource itself: its spec is new, or its being deleted. An extension
   * attribute of the event, as is `plannedBy`: they survive any bus, and tell a controller what the event alone could not.
   */
  readonly reconcile: boolean;
  /** The id of the `WorkPlanner` that has planned the work already. */
  readonly plannedBy: string | undefined;
  readonly #told: Told;
  #id: string | undefined;
  #event: CloudEvent<unknown> | undefined;

  constructor(
    type: string,
    kind: string,
    uid: string,
    told: Told,
    timeMs: number,
    origin: WriteOrigin,
    reconcile: boolean,
    plannedBy: string | undefined,
  ) {
    this.type = type;
    this.kind = kind;
    this.uid = uid;
    this.timeMs = timeMs;
    this.origin = origin;
    this.reconcile = reconcile;
    this.plannedBy = plannedBy;
    this.#told = told;
  }

  /** Of the event. */
  get id(): string {
    return (this.#id ??= timeOrderedUuid());
  }

  event(): CloudEvent<unknown> {
    return (this.#event ??= changeEvent(this));
  }

  /** What the event carries. */
  copyOfData(): unknown {
    if (this.#told === undefined) return undefined;
    return "resource" in this.#told ? copyResource(this.#told.resource) : { ...this.#told.condition };
  }
}
