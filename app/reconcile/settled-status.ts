import { isRecord } from "../is-record.ts";
import { cloneJson } from "../resource/clone-json.ts";
import { conditionsOf, nextCondition, type Condition, type Finding } from "../resource/condition.ts";
import { jsonEqual } from "../resource/json-equal.ts";
import type { Resource } from "../resource/resource.ts";
import type { Ending } from "./outcome.ts";
import type { Stall } from "./stall-detector.ts";

/** What a reconcile came to, as far as the resource's status tells it. */
export interface SettledStatus {
  /** The generation that it saw. */
  generation: number;
  /** The conditions that the reconciler set on its copy. */
  conditions: readonly Condition[];
  ending: Ending;
  stall: Stall | undefined;
}

/** The conditions that are the engine's own; all others are the reconcilers'. */
export const ENGINE_CONDITIONS: ReadonlySet<string> = new Set(["Reconciled", "Stalled"]);

const NONE: readonly Condition[] = [];

/** An error may carry pages of output; all of it is in the log. */
const LONGEST_MESSAGE = 1_000;

/**
 * The status that a resource is to have after a reconcile; undefined when that is what it has. A status that is not an
 * object is the user's own affair, and is left alone.
 * @param stored is not changed, nor shared beyond what is stored anyway.
 * @param isRestored whether something of it was put back that is to be written in any case.
 */
export function settledStatus(
  stored: Resource,
  settled: SettledStatus,
  now: number,
  isRestored = false,
): object | undefined {
  const before = stored.status ?? {};
  if (!isRecord(before)) return undefined;
  const { generation } = settled;
  const held = conditionsOf(before) ?? NONE;
  let conditions = held;
  for (const condition of settled.conditions) conditions = adopted(conditions, condition);
  // Conditions tell of the generation that was reconciled, which a new one may have followed.
  conditions = withFinding(conditions, reconciledBy(settled.ending), generation, now);
  const stalled = stalledBy(settled.stall, conditions);
  if (stalled !== undefined) conditions = withFinding(conditions, stalled, generation, now);
  if (conditions === held && !isRestored && before["observedGeneration"] === generation) return undefined;
  const said = { observedGeneration: generation, conditions };
  // A spread takes ten times as long where it has to make room for more fields, but it knows `__proto__` for a mere name.
  return Object.hasOwn(before, "__proto__") ? { ...before, ...said } : Object.assign({}, before, said);
}

/**
 * The resource with those of the engine's conditions that it had when it was loaded: a reconciler that replaces the status
 * as a whole does not mean to forget since when they are as they are.
 * @returns the resource itself where none is missing.
 */
export function withEngineConditions(stored: Resource, loaded: readonly Condition[]): Resource {
  const { status } = stored;
  if (loaded.length === 0 || !isRecord(status)) return stored;
  const conditions = conditionsOf(status) ?? [];
  const missing = loaded.filter(
    ({ type }) => ENGINE_CONDITIONS.has(type) && !conditions.some((condition) => condition.type === type),
  );
  return missing.length === 0 ? stored : { ...stored, status: { ...status, conditions: [...conditions, ...missing] } };
}

const SUCCEEDED: Finding = {
  type: "Reconciled",
  status: "True",
  reason: "ReconcileSucceeded",
  message: "The last reconcile succeeded",
};

function reconciledBy(ending: Ending): Finding {
  if (ending.type !== "failed") return SUCCEEDED;
  const reason = ending.terminal ? "TerminalError" : "ReconcileError";
  return { type: "Reconciled", status: "False", reason, message: cut(ending.error.message) };
}

function stalledBy(stall: Stall | undefined, conditions: readonly Condition[]): Finding | undefined {
  if (stall !== undefined) {
    return { type: "Stalled", status: "True", reason: stall.reason, message: cut(stall.message) };
  }
  if (!conditions.some(({ type, status }) => type === "Stalled" && status === "True")) return undefined;
  return { type: "Stalled", status: "False", reason: "Progressing", message: "It no longer runs in a loop" };
}

/** The conditions with the finding among them; the same list where they say so already. */
function withFinding(
  conditions: readonly Condition[],
  finding: Finding,
  generation: number,
  now: number,
): readonly Condition[] {
  const held = conditions.find(({ type }) => type === finding.type);
  const next = nextCondition(held, finding, generation, now);
  return next === held ? conditions : put(conditions, next);
}

function adopted(conditions: readonly Condition[], condition: Condition): readonly Condition[] {
  const held = conditions.find(({ type }) => type === condition.type);
  return held !== undefined && jsonEqual(held, condition) ? conditions : put(conditions, cloneJson(condition));
}

function put(conditions: readonly Condition[], next: Condition): readonly Condition[] {
  const index = conditions.findIndex(({ type }) => type === next.type);
  // A list that grows, as by a spread, makes room for sixteen more, and there is one for each resource; `concat` takes four
  // times as long.
  return index < 0 ? conditions.toSpliced(conditions.length, 0, next) : conditions.with(index, next);
}

function cut(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}
