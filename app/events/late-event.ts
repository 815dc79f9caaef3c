import { CloudEvent } from "cloudevents";
import { isoTime } from "../iso-time.ts";
import { timeOrderedUuid } from "../time-ordered-uuid.ts";
import type { EventOptions } from "./event-options.ts";

/**
 * The engine's own event about a resource. Its data is copied from `source`, which never changes, when somebody first
 * looks at it: of most events nobody does. In all else it is what `newResourceEvent` makes of the same, names that are
 * known to be valid; the tests hold the two equal.
 */
export function lateResourceEvent<T>(
  type: string,
  kind: string,
  uid: string,
  source: T,
  copy: (source: T) => T,
  options: EventOptions,
): CloudEvent<T> {
  const event: unknown = new LateEvent(type, kind, uid, source, copy, options);
  if (event instanceof CloudEvent) return event;
  throw new TypeError("a LateEvent inherits from the SDK's CloudEvent");
}

class LateEvent<T> {
  [attribute: string]: unknown;
  readonly #source: T;
  readonly #copy: (source: T) => T;
  #data: T | undefined;

  constructor(type: string, kind: string, uid: string, source: T, copy: (source: T) => T, options: EventOptions) {
    this.#source = source;
    this.#copy = copy;
    this["id"] = timeOrderedUuid();
    this["time"] = isoTime(options.time ?? Date.now());
    this["type"] = type;
    this["source"] = `/resources/${kind}/${uid}`;
    this["specversion"] = "1.0";
    this["datacontenttype"] = "application/json";
    Object.defineProperty(this, "data", LateEvent.#DATA);
    this["resourcekind"] = kind;
    this["resourceuid"] = uid;
    if (options.causationId !== undefined) this["causationid"] = options.causationId;
    if (options.correlationId !== undefined) this["correlationid"] = options.correlationId;
    for (const name in options.extensions) this[name] = options.extensions[name];
    Object.freeze(this);
  }

  /** A property of the event's own, as in any other, so that a spread and `JSON.stringify` find it. */
  static readonly #DATA: PropertyDescriptor = {
    enumerable: true,
    get(this: LateEvent<unknown>) {
      return (this.#data ??= this.#copy(this.#source));
    },
  };
}
// Without running the SDK's constructor, which takes longer than all else here.
Object.setPrototypeOf(LateEvent.prototype, CloudEvent.prototype);
