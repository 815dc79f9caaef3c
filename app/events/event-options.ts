import { EngineError } from "../errors.ts";
import { quote } from "../quote.ts";
import { checkedOnce } from "../checked-once.ts";

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

/** Attributes that mean something already: to CloudEvents 1.0, to 0.3 (the SDK reads both), and to us. */
const TAKEN: ReadonlySet<string> = new Set(
  (
    "id time type source specversion subject data datacontenttype dataschema schemaurl datacontentencoding " +
    "resourcekind resourceuid causationid correlationid"
  ).split(" "),
);
const LATEST_MS = 8.64e15;
const LARGEST_INTEGER = 2 ** 31 - 1;

/** @throws {EngineError} `Invalid`, naming the attribute, for what CloudEvents 1.0 does not allow. */
export function validateEventOptions({ time, causationId, correlationId, extensions }: EventOptions): void {
  if (time !== undefined && !(typeof time === "number" && Math.abs(time) <= LATEST_MS)) {
    throw new EngineError("Invalid", `Event time ${quote(time)} is not a time in ms since the epoch`, {
      field: "time",
    });
  }
  if (causationId !== undefined) validateId("causationid", causationId);
  if (correlationId !== undefined) validateId("correlationid", correlationId);
  for (const name in extensions) {
    validateName(name);
    validateValue(name, extensions[name]);
  }
}

function validateId(name: string, value: unknown): void {
  if (typeof value === "string" && value !== "") return;
  throw invalid(name, `is ${quote(value)}; give a string that is not empty`);
}

const validateName = checkedOnce((name) => {
  if (!/^[a-z0-9]{1,20}$/.test(name)) throw invalid(name, "is not named by 1 to 20 lower-case letters and digits");
  if (TAKEN.has(name)) throw invalid(name, "has the name of an attribute that means something already");
});

function validateValue(name: string, value: unknown): void {
  if (typeof value === "string" || typeof value === "boolean") return;
  if (Number.isInteger(value) && Math.abs(Number(value)) <= LARGEST_INTEGER) return;
  throw invalid(name, `is ${quote(value)}; give a string, a boolean or an integer of 32 bits`);
}

function invalid(name: string, problem: string): EngineError {
  return new EngineError("Invalid", `Event extension ${quote(name)} ${problem}`, { field: name });
}
