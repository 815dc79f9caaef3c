import { CloudEvent } from "cloudevents";
import { EngineError, messageOf } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { quote } from "../quote.ts";

/**
 * The event itself, if it is a CloudEvent with all that the specification demands; one made of it, if it is a plain object
 * with the same attributes (as it comes out of JSON, or out of another copy of the SDK).
 * @throws {EngineError} `Invalid`, naming what is wrong.
 */
export function toCloudEvent(event: unknown): CloudEvent<unknown> {
  if (event instanceof CloudEvent) {
    // Not the SDK's own check, which takes longer than all the rest of a delivery.
    requireText("id", event.id);
    requireText("type", event.type);
    requireText("source", event.source);
    if (event.specversion !== "1.0") throw invalid("specversion", `is ${quote(event.specversion)}; it must be "1.0"`);
    return event;
  }
  if (!isRecord(event)) throw invalid("event", `is ${quote(event)}; make one with newEvent or newResourceEvent`);
  try {
    return new CloudEvent<unknown>(event);
  } catch (cause) {
    throw invalid("event", `is no CloudEvent: ${messageOf(cause)}`, cause);
  }
}

function requireText(field: string, value: unknown): void {
  if (typeof value !== "string" || value === "")
    throw invalid(field, `is ${quote(value)}; it must be a string that is not empty`);
}

function invalid(field: string, problem: string, cause?: unknown): EngineError {
  const subject = field === "event" ? "The event" : `The event's ${field}`;
  return new EngineError("Invalid", `${subject} ${problem}`, { field, cause });
}
