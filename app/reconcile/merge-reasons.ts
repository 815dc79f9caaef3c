import type { Reason } from "./reason.ts";

/** So that a resource that nobody gets round to never grows without bound, whatever happens to it. */
export const MAX_DISTINCT_REASONS = 20;
export const OTHER_REASONS = "and other reasons";

/**
 * Adds a reason to those held: an equal one (same cause, message and actor) counts up and keeps the latest event; past
 * `MAX_DISTINCT_REASONS` whatever is new is counted in one last reason. `held` is changed, `added` is not.
 */
export function addReason(held: Reason[], added: Reason): void {
  for (const reason of held) {
    if (reason.message === added.message && reason.cause === added.cause && reason.actor === added.actor) {
      absorb(reason, added);
      return;
    }
  }
  if (held.length < MAX_DISTINCT_REASONS) {
    held.push({ ...added });
    return;
  }
  const last = held.at(-1);
  if (held.length > MAX_DISTINCT_REASONS && last !== undefined) absorb(last, added);
  else held.push({ ...added, message: OTHER_REASONS });
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
