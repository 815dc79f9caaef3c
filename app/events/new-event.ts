import { randomUUID } from "node:crypto";
import { CloudEvent } from "cloudevents";
import { EngineError } from "../errors.ts";
import { isoTime } from "../iso-time.ts";
import { quote } from "../quote.ts";
import { validateKind, validateUid } from "../resource/identifiers.ts";
import { checkedOnce } from "./checked-once.ts";
import { validateEventType } from "./event-type.ts";

export interface EventOptions {
  /** When it happened, in ms since the epoch; now by default. */
  time?: number;
  /** The id of the event that led to this one: the extension `causationid`. */
  causationId?: string | undefined;
  /** Shared by all events of one chain of causes: the extension `correlationid`. */
  correlationId?: string | undefined;
  /** More extension attributes, under names of lower-case letters and digits. */
  extensions?: Readonly<Record<string, string | number | boolean>> | undefined;
}

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
  event.id = randomUUID();
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
 * A CloudEvents 1.0 event about `source` (a URI reference), with an id of its own and the time.
 * @throws {EngineError} `Invalid`, naming the field, when an attribute breaks the specification.
 */
export function newEvent<T>(type: string, source: string, data?: T, options?: EventOptions): CloudEvent<T> {
  validateEventType(type);
  validateSource(source);
  validateData(data);
  validateOptions(options);
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
  validateOptions(options);
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

function validateOptions(options: EventOptions | undefined): void {
  if (options === undefined) return;
  validateTime(options.time);
  validateExtension("causationid", options.causationId);
  validateExtension("correlationid", options.correlationId);
  for (const name in options.extensions) validateExtensionName(name);
}

const ATTRIBUTES = new Set(["id", "time", "type", "source", "specversion", "subject", "data", "datacontenttype"]);

const validateExtensionName = checkedOnce((name) => {
  if (/^[a-z0-9]{1,20}$/.test(name) && !ATTRIBUTES.has(name)) return;
  throw new EngineError(
    "Invalid",
    `Event extension ${quote(name)} is not 1 to 20 lower-case letters and digits, or is an attribute of every event`,
    { field: name },
  );
});

function validateTime(time: number | undefined): void {
  if (time === undefined || !Number.isNaN(new Date(time).getTime())) return;
  throw new EngineError("Invalid", `Event time ${quote(time)} is not a time in ms since the epoch`, { field: "time" });
}

function validateExtension(name: string, value: string | undefined): void {
  if (value === undefined || (typeof value === "string" && value !== "")) return;
  throw new EngineError("Invalid", `Event extension ${name} is ${quote(value)}; give a string that is not empty`, {
    field: name,
  });
}
