import { CloudEvent } from "cloudevents";
import { isoTime } from "../iso-time.ts";
import type { ChangeNotice } from "./change-notice.ts";

/**
 * The event of a change. Its data is copied whenever somebody looks at it: of most events nobody does, and what one subscriber
 * does to its copy is no other's concern. In all else it is
 * what `newResourceEvent` makes of the same; the tests hold the two equal. The type, the kind and the uid must be valid.
 */
export function changeEvent(notice: ChangeNotice): CloudEvent<unknown> {
  const event: unknown = new ChangeEvent(notice);
  if (event instanceof CloudEvent) return event;
  throw new TypeError("a ChangeEvent inherits from the SDK's CloudEvent");
}

class ChangeEvent {
  [attribute: string]: unknown;
  readonly #notice: ChangeNotice;

  constructor(notice: ChangeNotice) {
    const { kind, uid, origin } = notice;
    this.#notice = notice;
    this["id"] = notice.id;
    this["time"] = isoTime(notice.timeMs);
    this["type"] = notice.type;
    this["source"] = `/resources/${kind}/${uid}`;
    this["specversion"] = "1.0";
    this["datacontenttype"] = "application/json";
    Object.defineProperty(this, "data", ChangeEvent.#DATA);
    this["resourcekind"] = kind;
    this["resourceuid"] = uid;
    if (origin.causationId !== undefined) this["causationid"] = origin.causationId;
    if (origin.correlationId !== undefined) this["correlationid"] = origin.correlationId;
    this["reconcile"] = notice.reconcile;
    if (notice.plannedBy !== undefined) this["plannedby"] = notice.plannedBy;
    if (origin.actor !== undefined) this["actor"] = origin.actor;
    Object.freeze(this);
  }

  /** A property of the event's own, as in any other, so that a spread and `JSON.stringify` find it. */
  static readonly #DATA: PropertyDescriptor = {
    enumerable: true,
    get(this: ChangeEvent) {
      return this.#notice.copyOfData();
    },
  };
}
// Without running the SDK's constructor, which takes longer than all else here.
Object.setPrototypeOf(ChangeEvent.prototype, CloudEvent.prototype);
