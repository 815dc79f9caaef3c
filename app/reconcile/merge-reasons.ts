import type { Cause, Reason } from "./reason.ts";

/**
 * So that a resource that nobody gets round to never grows without bound, whatever happens to it: what people ask for is
 * kept in full, as good as; of errors, which may differ in every try, and of the changes of others, of which it may have
 * ten thousand, the first few tell the story.
 */
export const MAX_DISTINCT: Readonly<Record<Cause, number>> = {
  manual: 1_000,
  event: 100,
  owner: 20,
  periodic: 20,
  retry: 20,
  startup: 20,
};
export const OTHER_REASONS = "and other reasons";

/**
 * Adds a reason to those held: an equal one (same cause, message and actor) counts up and keeps the latest event; past
 * `MAX_DISTINCT` of its cause whatever is new is counted in one more. `held` is changed, `added` is not.
 */
export function addReason(held: Reason[], added: Reason): void {
  const equal = held.find(
    ({ message, cause, actor }) => message === added.message && cause === added.cause && actor === added.actor,
  );
  if (equal === undefined) addDistinct(held, added);
  else absorb(equal, added);
}

function addDistinct(held: Reason[], added: Reason): void {
  if (hasRoom(held, added)) {
    held.push({ ...added });
    return;
  }
  const others = held.find(({ cause, message }) => cause === added.cause && message === OTHER_REASONS);
  if (others !== undefined) absorb(others, added);
  else held.push({ ...added, message: OTHER_REASONS });
}

function hasRoom(held: readonly Reason[], { cause }: Reason): boolean {
  const most = MAX_DISTINCT[cause];
  return held.length < most || held.filter((reason) => reason.cause === cause).length < most;
}

export function addReasons(held: Reason[], added: readonly Reason[]): void {
  for (const reason of added) addReason(held, reason);
}

function absorb(reason: Reason, added: Reason): void {
  reason.count += added.count;
  if (added.firstAt < reason.firstAt) reason.firstAt = added.firstAt;
  if (added.lastAt > reason.lastAt) reason.lastAt = added.lastAt;
  if (added.eventId !== undefined) reason.eventId = added.eventId;
  if (added.correlationId !== undefined) reason.correlationId = added.correlationId;
}
