import type { Condition, FleetEvent } from "../../../shared/model.ts";
import { condition as conditionSchema } from "../../../shared/model.ts";

/** For how long a condition was as it was. Times in ms since the epoch. */
export interface ConditionSpan {
  status: Condition["status"];
  reason: string;
  message: string;
  from: number;
  /** Undefined while it still is. */
  to: number | undefined;
}

/** What one condition was, oldest first. */
export interface ConditionHistory {
  type: string;
  spans: readonly ConditionSpan[];
}

/**
 * What conditions were, from the events that told of their changes (in any order) and what they are now. Where the events of
 * the last change are not kept any more, or not written yet, what it is now tells of it.
 */
export function conditionHistory(events: readonly FleetEvent[], now: readonly Condition[]): ConditionHistory[] {
  const changes = new Map<string, Condition[]>(now.map((current) => [current.type, [current]]));
  for (const { data } of events) {
    const read = conditionSchema.safeParse(data);
    if (read.success) changes.set(read.data.type, [...(changes.get(read.data.type) ?? []), read.data]);
  }
  return [...changes].map(([type, told]) => ({ type, spans: spansOf(told) }));
}

function spansOf(told: readonly Condition[]): ConditionSpan[] {
  const spans: ConditionSpan[] = [];
  const inOrder = told.toSorted((a, b) => atOf(a) - atOf(b));
  for (const condition of inOrder) {
    const { status, reason, message } = condition;
    const from = atOf(condition);
    const before = spans.at(-1);
    // What is now, and the event that told of it, are the same change; what is now has the newer words.
    if (before?.from === from || before?.status === status) continue;
    if (before !== undefined) before.to = from;
    spans.push({ status, reason, message, from, to: undefined });
  }
  return spans;
}

function atOf({ lastTransitionTime }: Condition): number {
  return Date.parse(lastTransitionTime);
}
