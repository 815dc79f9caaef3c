import type { EntryQueue } from "./entry-queue.ts";
import { byDueTime } from "./queue-entry.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { WorkCounts, WorkItem, WorkQuery } from "./work-item.ts";
import { shownItem, stateOf } from "./work-row.ts";

export interface WorkPage {
  items: WorkItem[];
  /** How many match, on this page or not. */
  total: number;
}

/** A part of the queue: what is in processing first, then what is ready, paused, and waits for its time, each in order. */
export function workPage(queue: EntryQueue<WorkEntry>, query: WorkQuery = {}): WorkPage {
  const { offset = 0, limit = Infinity } = query;
  const items: WorkItem[] = [];
  let total = 0;
  for (const list of listsOf(queue, query)) {
    for (const entry of ordered(list, offset + limit - total)) {
      if (total >= offset && items.length < limit) {
        const item = shownItem(entry, queue);
        if (item !== undefined) items.push(item);
      }
      total++;
    }
  }
  return { items, total };
}

export function workCounts(queue: EntryQueue<WorkEntry>): WorkCounts {
  const counts: WorkCounts = {
    ready: queue.length,
    processing: queue.processingCount,
    delayed: 0,
    backoff: 0,
    paused: queue.heldCount,
  };
  for (const entry of queue.delayed()) {
    if (!entry.processing) counts[entry.backingOff ? "backoff" : "delayed"]++;
  }
  return counts;
}

function listsOf(queue: EntryQueue<WorkEntry>, query: WorkQuery): WorkEntry[][] {
  const { state, kind, matches } = query;
  const isMatch = (entry: WorkEntry): boolean =>
    (state === undefined || stateOf(entry) === state) &&
    (kind === undefined || entry.resourceKind === kind) &&
    (matches === undefined || matches(entry.resourceKind, entry.resourceUid));
  // What a worker has may wait for its next time already. It is in processing, and nowhere else.
  const delayed = [...queue.delayed()].filter((entry) => !entry.processing);
  return [[...queue.processing()], [...queue.ready()], [...queue.held()], delayed].map((list) => list.filter(isMatch));
}

/** Of what is delayed only the first `wanted` in order: nobody looks as long as it takes to sort them all. */
function ordered(list: WorkEntry[], wanted: number): WorkEntry[] {
  if (list[0]?.place !== "delayed" || list[0].processing) return list;
  if (list.length <= wanted) return list.toSorted(byDueTime);
  const last = Float64Array.from(list, dueMs).toSorted()[wanted - 1] ?? -Infinity;
  const [first, rest] = [list.filter((entry) => dueMs(entry) <= last), list.filter((entry) => dueMs(entry) > last)];
  return [...first.toSorted(byDueTime), ...rest];
}

function dueMs(entry: WorkEntry): number {
  return entry.dueMs;
}
