import { DurationHistogram } from "./duration-histogram.ts";

/** How reconciles end, in the words of controller-runtime. */
export type ReconcileResult = "success" | "error" | "requeue" | "requeue_after";

/** What is counted of one kind's reconciles, for whoever reads it later. */
export class ReconcileCounters {
  readonly results: Record<ReconcileResult, number> = { success: 0, error: 0, requeue: 0, requeue_after: 0 };
  /** Of the errors, those that are not tried again. */
  terminalErrors = 0;
  /** Of the errors, those that went past their time. */
  timeouts = 0;
  /** In flight now. */
  active = 0;
  readonly duration = new DurationHistogram();
}

/** What all reconciles together came to; all of it only ever rises. */
export interface ReconcileTotals {
  reconciled: number;
  /** Of those, the ones that ended in an error. */
  failed: number;
  durationMs: number;
}

export function totalsOf(counters: Iterable<ReconcileCounters>): ReconcileTotals {
  const totals: ReconcileTotals = { reconciled: 0, failed: 0, durationMs: 0 };
  for (const { results, duration } of counters) {
    totals.reconciled += results.success + results.error + results.requeue + results.requeue_after;
    totals.failed += results.error;
    totals.durationMs += duration.sumSeconds * 1000;
  }
  return totals;
}
