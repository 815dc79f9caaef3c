import type { Reason } from "./reason.ts";

/** So that a resource that nobody gets round to never grows without bound, whatever happens to it. */
export const MAX_DISTINCT_REASONS = 1_000;
/** Of errors, which may differ in every try: a fleet may fail for days. */
export const MAX_DISTINCT_RETRIES = 20;
export const OTHER_REASONS = "and other reasons";

/**
 * Adds a reason to those held: an equal one (same cause, message and actor) counts up and keeps the latest event; past
 * `MAX_DISTINCT_REASONS`, or `MAX_DISTINCT_RETRIES`, whatever is new is counted in one more. `held` is changed, `added` is not.
 */
export function addReason(held: Reason[], added: Reason): void {
  for (const reason of held) {
    if (reason.message === added.message && reason.cause === added.cause && reason.actor === added.actor) {
      absorb(reason, added);
      return;
    }
  }
  if (hasRoom(held, added)) {
    held.push({ ...added });
    return;
  }
  const others = held.find(({ cause, message }) => cause === added.cause && message === OTHER_REASONS);
  if (others !== undefined) absorb(others, added);
  else held.push({ ...added, message: OTHER_REASONS });
}

function hasRoom(held: readonly Reason[], { cause }: Reason): boolean {
  if (held.length < MAX_DISTINCT_RETRIES) return true;
  if (cause !== "retry") return held.length < MAX_DISTINCT_REASONS;
  return held.filter((reason) => reason.cause === "retry").length < MAX_DISTINCT_RETRIES;
}

export function addReasons(held: Reason[], added: readonly Reason[]): void {
  for (const reason of added) addReason(held, reason);
}

function absorb(reason: Reason, added: Reason): void {
  reason.count += added.count;
  reason.firstAt = Math.min(reason.firstAt, added.firstAt);
  reason.lastAt = Math.max(reason.lastAt, added.lastAt);
  if (added.eventId !== undefined) reason.eventId = added.eventId;
  if (added.correlationId !== undefined) reason.correlationId = added.correlationId;
}
