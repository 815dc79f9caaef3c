import { checkedOnce } from "../checked-once.ts";
import { EngineError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { isoTime } from "../iso-time.ts";
import { quote } from "../quote.ts";
import type { Resource } from "./resource.ts";

export type ConditionStatus = "True" | "False" | "Unknown";

/** One observation about a resource, after the Kubernetes API conventions. */
export interface Condition {
  type: string;
  status: ConditionStatus;
  /** A CamelCase word for programs. */
  reason: string;
  /** A sentence for people. */
  message: string;
  /** ISO 8601; moves only when `status` changes. */
  lastTransitionTime: string;
  observedGeneration?: number;
}

/** Words joined by single `.`, `/`, `_` or `-`: it becomes part of an event type. */
export const CONDITION_TYPE = /^[A-Za-z0-9]+([._/-][A-Za-z0-9]+)*$/;
const STATUSES: ReadonlySet<string> = new Set(["True", "False", "Unknown"]);

/**
 * Sets the condition in `resource.status.conditions`, as the Kubernetes helper `meta.SetStatusCondition` does:
 * `lastTransitionTime` moves to `now` (ms since the epoch) only when `status` changes, everything else always follows.
 * @returns whether anything changed.
 * @throws {EngineError} `Invalid` for an unknown status, a malformed type, or a resource whose status is not an object.
 */
export function setCondition(
  resource: Resource,
  type: string,
  status: ConditionStatus,
  reason: string,
  message: string,
  now: number = Date.now(),
): boolean {
  validateCondition(type, status, reason, message);
  const written = statusToWrite(resource);
  const conditions = conditionsOf(written);
  const index = conditions === undefined ? -1 : indexOf(conditions, type);
  const held = conditions?.[index];
  const generation: unknown = resource.metadata?.generation;
  const finding: Finding = { type, status, reason, message };
  const next = nextCondition(held, finding, typeof generation === "number" ? generation : undefined, now);
  if (conditions === undefined) written["conditions"] = [next];
  else if (held === undefined) conditions.push(next);
  else conditions[index] = next;
  return next !== held;
}

/** What is to be said, but not yet since when it is so. */
export type Finding = Pick<Condition, "type" | "status" | "reason" | "message">;

/** What a finding makes of a condition; `held` itself where that says the same. @param now ms since the epoch */
export function nextCondition(
  held: Condition | undefined,
  { type, status, reason, message }: Finding,
  observedGeneration: number | undefined,
  now: number,
): Condition {
  if (
    held?.status === status &&
    held.reason === reason &&
    held.message === message &&
    held.observedGeneration === observedGeneration
  ) {
    return held;
  }
  const lastTransitionTime = held?.status === status ? held.lastTransitionTime : isoTime(now);
  // Not a conditional spread: what is added to a literal takes several times as long, and more memory.
  return observedGeneration === undefined
    ? { type, status, reason, message, lastTransitionTime }
    : { type, status, reason, message, lastTransitionTime, observedGeneration };
}

function indexOf(conditions: readonly Condition[], type: string): number {
  for (let index = 0; index < conditions.length; index++) if (conditions[index]?.type === type) return index;
  return -1;
}

export function findCondition(resource: Resource, type: string): Condition | undefined {
  const conditions = conditionsOf(resource.status) ?? [];
  return conditions[indexOf(conditions, type)];
}

export function isConditionTrue(resource: Resource, type: string): boolean {
  return findCondition(resource, type)?.status === "True";
}

/** A status may hold anything: what is no condition is left out of what is then a list of its own. */
export function conditionsOf(status: unknown): Condition[] | undefined {
  if (!isRecord(status) || !Array.isArray(status["conditions"])) return undefined;
  const conditions: unknown[] = status["conditions"];
  return areConditions(conditions) ? conditions : conditions.filter(isCondition);
}

function areConditions(values: unknown[]): values is Condition[] {
  for (let index = 0; index < values.length; index++) if (!isCondition(values[index])) return false;
  return true;
}

function isCondition(value: unknown): value is Condition {
  return typeof value === "object" && value !== null && "type" in value && typeof value.type === "string";
}

function statusToWrite(resource: Resource): Record<string, unknown> {
  resource.status ??= {};
  if (!isRecord(resource.status)) {
    throw new EngineError("Invalid", `status is ${quote(resource.status)}; conditions need an object there`, {
      field: "status",
    });
  }
  return resource.status;
}

/** @throws {EngineError} `Invalid` unless it is of the form of `CONDITION_TYPE`. */
export const validateConditionType = checkedOnce((type) => {
  if (typeof type === "string" && CONDITION_TYPE.test(type)) return;
  throw invalid("type", type, 'letters and digits, joined by single ".", "/", "_" or "-", as in Ready');
});

function validateCondition(type: string, status: string, reason: string, message: string): void {
  validateConditionType(type);
  if (!STATUSES.has(status)) throw invalid("status", status, '"True", "False" or "Unknown"');
  if (typeof reason !== "string") throw invalid("reason", reason, "a string");
  if (typeof message !== "string") throw invalid("message", message, "a string");
}

function invalid(field: string, value: unknown, wanted: string): EngineError {
  return new EngineError("Invalid", `The condition's ${field} is ${quote(value)}; it must be ${wanted}`, { field });
}
