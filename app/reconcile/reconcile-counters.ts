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
