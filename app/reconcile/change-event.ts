import { CloudEvent } from "cloudevents";
import { isoTime } from "../iso-time.ts";
import { timeOrderedUuid } from "../time-ordered-uuid.ts";
import type { WriteOrigin } from "./write-origin.ts";

/**
 * Extension attributes that only the engine's own events about changes of resources carry. They survive any bus, and tell
 * a controller what the event alone could not.
 */
export interface ChangeMarks {
  /** Whether the change calls for a reconcile of the resource itself: its spec is new, or its being deleted. */
  reconcile: boolean;
  /** The id of the `WorkPlanner` that has planned the work already. */
  plannedBy: string | undefined;
}

/** What an event tells of: it never changes, and whoever looks gets a copy. */
export interface Told<T> {
  data: T;
  copy: (data: T) => T;
}

/**
 * The event of a change. Its data is copied when somebody first looks at it: of most events nobody does. In all else it is
 * what `newResourceEvent` makes of the same; the tests hold the two equal. The type, the kind and the uid must be valid.
 */
export function changeEvent<T>(
  type: string,
  kind: string,
  uid: string,
  told: Told<T>,
  timeMs: number,
  origin: WriteOrigin,
  marks: ChangeMarks,
): CloudEvent<T> {
  const event: unknown = new ChangeEvent(type, kind, uid, told, timeMs, origin, marks);
  if (event instanceof CloudEvent) return event;
  throw new TypeError("a ChangeEvent inherits from the SDK's CloudEvent");
}

class ChangeEvent<T> {
  [attribute: string]: unknown;
  readonly #told: Told<T>;
  #data: T | undefined;

  constructor(
    type: string,
    kind: string,
    uid: string,
    told: Told<T>,
    timeMs: number,
    origin: WriteOrigin,
    { reconcile, plannedBy }: ChangeMarks,
  ) {
    this.#told = told;
    this["id"] = timeOrderedUuid();
    this["time"] = isoTime(timeMs);
    this["type"] = type;
    this["source"] = `/resources/${kind}/${uid}`;
    this["specversion"] = "1.0";
    this["datacontenttype"] = "application/json";
    Object.defineProperty(this, "data", ChangeEvent.#DATA);
    this["resourcekind"] = kind;
    this["resourceuid"] = uid;
    if (origin.causationId !== undefined) this["causationid"] = origin.causationId;
    if (origin.correlationId !== undefined) this["correlationid"] = origin.correlationId;
    this["reconcile"] = reconcile;
    if (plannedBy !== undefined) this["plannedby"] = plannedBy;
    if (origin.actor !== undefined) this["actor"] = origin.actor;
    Object.freeze(this);
  }

  /** A property of the event's own, as in any other, so that a spread and `JSON.stringify` find it. */
  static readonly #DATA: PropertyDescriptor = {
    enumerable: true,
    get(this: ChangeEvent<unknown>) {
      return (this.#data ??= this.#told.copy(this.#told.data));
    },
  };
}
// Without running the SDK's constructor, which takes longer than all else here.
Object.setPrototypeOf(ChangeEvent.prototype, CloudEvent.prototype);
