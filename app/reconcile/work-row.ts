import type { EntryQueue } from "./entry-queue.ts";
import { addReasons } from "./merge-reasons.ts";
import type { Reason } from "./reason.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { WorkItem, WorkState } from "./work-item.ts";

/** An entry as it is shown; undefined when there is nothing to do. */
export function shownItem(entry: WorkEntry, queue: EntryQueue<WorkEntry>): WorkItem | undefined {
  const state = stateOf(entry);
  if (state === undefined) return undefined;
  return item(entry, state, [entry.run?.causes, entry.reasons], queue);
}

/**
 * An entry as it is kept for a restart, undefined when there is nothing to keep. What a worker has counts as ready: after
 * a crash it is to be done again. What writes that are not committed yet will add is there already, because whatever ends
 * before they commit must not take their work away.
 */
export function keptItem(entry: WorkEntry, queue: EntryQueue<WorkEntry>): WorkItem | undefined {
  const running = entry.run !== undefined && !entry.run.ended ? entry.run : undefined;
  const reasons = [running?.causes, entry.reasons, entry.uncommitted];
  if (running !== undefined || entry.uncommitted.length > 0) return item(entry, "ready", reasons, queue);
  if (entry.place === "idle") return undefined;
  return item(entry, entry.place === "delayed" ? delayedState(entry) : "ready", reasons, queue);
}

export function stateOf(entry: WorkEntry): WorkState | undefined {
  if (entry.processing) return "processing";
  switch (entry.place) {
    case "ready":
    case "dirty":
      return "ready";
    case "held":
      return "paused";
    case "delayed":
      return delayedState(entry);
    case "idle":
      return undefined;
  }
}

function delayedState(entry: WorkEntry): "backoff" | "delayed" {
  return entry.backingOff ? "backoff" : "delayed";
}

function item(
  entry: WorkEntry,
  state: WorkState,
  reasonLists: readonly (readonly Reason[] | undefined)[],
  queue: EntryQueue<WorkEntry>,
): WorkItem {
  const reasons: Reason[] = [];
  for (const list of reasonLists) if (list !== undefined) addReasons(reasons, list);
  const item: WorkItem = {
    resourceKind: entry.resourceKind,
    resourceUid: entry.resourceUid,
    state,
    reasons,
    attempts: entry.attempts,
    priority: entry.place === "idle" ? entry.takenPriority : entry.priority,
    since: queue.since(entry),
  };
  if (state === "delayed" || state === "backoff") {
    const notBefore = queue.dueAt(entry);
    if (notBefore !== undefined) item.notBefore = notBefore;
  }
  if (entry.requeues > entry.attempts) item.requeues = entry.requeues;
  if (entry.lastError !== undefined) item.lastError = entry.lastError;
  const stuckSince = entry.run?.timedOutAt;
  if (stuckSince !== undefined) item.stuckSince = stuckSince;
  return item;
}
