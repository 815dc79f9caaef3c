import { isRecord } from "../is-record.ts";
import { cloneJson } from "../resource/clone-json.ts";
import { conditionsOf, isConditionTrue, setCondition, type Condition } from "../resource/condition.ts";
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
  const conditions = conditionsOf(before)?.slice() ?? [];
  // Not a spread, which takes ten times as long where it has to make room for more fields.
  const status = Object.assign({}, before, { observedGeneration: generation, conditions });
  // Conditions tell of the generation that was reconciled, which a new one may have followed.
  const { metadata } = stored;
  const seen = {
    ...stored,
    metadata: metadata.generation === generation ? metadata : { ...metadata, generation },
    status,
  };
  let changed = isRestored || before["observedGeneration"] !== generation;
  for (const condition of settled.conditions) changed = adopt(conditions, condition) || changed;
  changed = setReconciled(seen, settled.ending, now) || changed;
  changed = setStalled(seen, settled.stall, now) || changed;
  return changed ? status : undefined;
}

/**
 * The resource with those of the engine's conditions that it had when it was loaded: a reconciler that replaces the status
 * as a whole does not mean to forget since when they are as they are.
 * @returns the resource itself where none is missing.
 */
export function withEngineConditions(stored: Resource, loaded: readonly Condition[]): Resource {
  const { status } = stored;
  if (!isRecord(status)) return stored;
  const conditions = conditionsOf(status) ?? [];
  const missing = loaded.filter(
    ({ type }) => ENGINE_CONDITIONS.has(type) && !conditions.some((condition) => condition.type === type),
  );
  return missing.length === 0 ? stored : { ...stored, status: { ...status, conditions: [...conditions, ...missing] } };
}

function setReconciled(resource: Resource, ending: Ending, now: number): boolean {
  if (ending.type !== "failed") {
    return setCondition(resource, "Reconciled", "True", "ReconcileSucceeded", "The last reconcile succeeded", now);
  }
  const reason = ending.terminal ? "TerminalError" : "ReconcileError";
  return setCondition(resource, "Reconciled", "False", reason, cut(ending.error.message), now);
}

function setStalled(resource: Resource, stall: Stall | undefined, now: number): boolean {
  if (stall !== undefined) return setCondition(resource, "Stalled", "True", stall.reason, cut(stall.message), now);
  if (!isConditionTrue(resource, "Stalled")) return false;
  return setCondition(resource, "Stalled", "False", "Progressing", "It no longer runs in a loop", now);
}

function adopt(conditions: Condition[], condition: Condition): boolean {
  const index = conditions.findIndex(({ type }) => type === condition.type);
  if (index >= 0 && jsonEqual(conditions[index], condition)) return false;
  conditions[index >= 0 ? index : conditions.length] = cloneJson(condition);
  return true;
}

function cut(message: string): string {
  return message.length > LONGEST_MESSAGE ? `${message.slice(0, LONGEST_MESSAGE)}…` : message;
}
