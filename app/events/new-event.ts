import { CloudEvent } from "cloudevents";
import { EngineError } from "../errors.ts";
import { isoTime } from "../iso-time.ts";
import { quote } from "../quote.ts";
import { validateKind, validateUid } from "../resource/identifiers.ts";
import { timeOrderedUuid } from "../time-ordered-uuid.ts";
import { checkedOnce } from "../checked-once.ts";
import { validateEventOptions, type EventOptions } from "./event-options.ts";
import { validateEventType } from "./event-type.ts";

/**
 * The SDK's event without the SDK's constructor, which copies and deletes its way through the attributes and so takes
 * about eight times as long as all that is done here. The fields are the same, and all methods of `CloudEvent` work on
 * them; the tests hold the two equal.
 */
function build<T>(
  type: string,
  source: string,
  data: T | undefined,
  options: EventOptions | undefined,
  kind?: string,
  uid?: string,
): CloudEvent<T> {
  const event: CloudEvent<T> = Object.create(CloudEvent.prototype);
  event.id = timeOrderedUuid();
  event.time = isoTime(options?.time ?? Date.now());
  event.type = type;
  event.source = source;
  event.specversion = "1.0";
  if (data !== undefined) {
    const isBinary = ArrayBuffer.isView(data);
    event.datacontenttype = isBinary ? "application/octet-stream" : "application/json";
    event.data = data;
    if (isBinary) event.data_base64 = Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString("base64");
  }
  if (kind !== undefined) {
    event["resourcekind"] = kind;
    event["resourceuid"] = uid;
  }
  if (options?.causationId !== undefined) event["causationid"] = options.causationId;
  if (options?.correlationId !== undefined) event["correlationid"] = options.correlationId;
  for (const name in options?.extensions) event[name] = options.extensions[name];
  return Object.freeze(event);
}

/**
 * A CloudEvents 1.0 event about `source` (a URI reference), with an id of its own and the time. It carries `data` itself, which
 * goes to every subscriber: give it a copy of what you go on changing.
 * @throws {EngineError} `Invalid`, naming the field, when an attribute breaks the specification.
 */
export function newEvent<T>(type: string, source: string, data?: T, options?: EventOptions): CloudEvent<T> {
  validateEventType(type);
  validateSource(source);
  validateData(data);
  if (options !== undefined) validateEventOptions(options);
  return build(type, source, data, options);
}

/**
 * An event about one resource: its source is `/resources/{kind}/{uid}`, and the extensions `resourcekind` and
 * `resourceuid` carry the two.
 * @throws {EngineError} `Invalid`, naming the field, when an attribute breaks the specification.
 */
export function newResourceEvent<T>(
  type: string,
  kind: string,
  uid: string,
  data?: T,
  options?: EventOptions,
): CloudEvent<T> {
  validateEventType(type);
  validateKind(kind, "resourcekind");
  validateUid(uid, "resourceuid");
  validateData(data);
  if (options !== undefined) validateEventOptions(options);
  return build(type, `/resources/${kind}/${uid}`, data, options, kind, uid);
}

/** What is a URI reference is left to the SDK, which knows the grammar. */
const validateSource = checkedOnce((source) => {
  try {
    new CloudEvent({ type: "check", source }).validate();
  } catch (cause) {
    throw new EngineError("Invalid", `Event source ${quote(source)} is not a URI reference that is not empty`, {
      field: "source",
      cause,
    });
  }
});

function validateData(data: unknown): void {
  const type = typeof data;
  if (type === "function" || type === "symbol" || type === "bigint") {
    throw new EngineError("Invalid", `Event data is a ${type}, which JSON cannot hold`, { field: "data" });
  }
}
