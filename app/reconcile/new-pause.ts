import { EngineError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { quote } from "../quote.ts";
import { validateKind, validateUid } from "../resource/identifiers.ts";
import type { Pause, PauseScope } from "../storage/storage.ts";

/** Why something is paused, and who paused it. */
export type PauseReason = Pick<Pause, "reason" | "actor">;

/**
 * A pause that begins now. The kind need not have a reconciler: it may get one.
 * @param now ms since the epoch
 * @throws {EngineError} `Invalid`, naming the field.
 */
export function newPause(scope: PauseScope, why: PauseReason, now: number): Pause {
  const { kind, uid } = requireScope(scope);
  if (kind !== undefined || uid !== undefined) validateKind(kind);
  if (uid !== undefined) validateUid(uid, "uid");
  const given: unknown = why;
  if (!isRecord(given)) throw invalid("why", why, "an object with a reason and an actor");
  requireText("reason", given["reason"]);
  requireText("actor", given["actor"]);
  return { ...scopeOf(scope), reason: why.reason, actor: why.actor, since: now };
}

/** @throws {EngineError} `Invalid` for what is no object. */
export function requireScope(scope: PauseScope): PauseScope {
  if (isRecord(scope)) return scope;
  throw invalid("scope", scope, "an object: {} for everything, a kind, or a kind and a uid");
}

/** The scope alone, of what may say more. */
export function scopeOf({ kind, uid }: PauseScope): PauseScope {
  return { ...(kind !== undefined && { kind }), ...(uid !== undefined && { uid }) };
}

function requireText(field: string, value: unknown): void {
  if (typeof value !== "string") throw invalid(field, value, "a text");
}

function invalid(field: string, value: unknown, wanted: string): EngineError {
  return new EngineError("Invalid", `The ${field} of a pause is ${quote(value)}, but must be ${wanted}`, { field });
}
