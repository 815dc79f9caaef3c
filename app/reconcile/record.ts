import type { Reason } from "./reason.ts";

export type ReconcileOutcome = "succeeded" | "requeued" | "failed" | "terminal" | "aborted" | "gone";

/** What one reconcile did and why it ran: the lasting answer to "why was this reconciled?". Times in ms since the epoch. */
export interface ReconcileRecord {
  resourceKind: string;
  resourceUid: string;
  startedAt: number;
  durationMs: number;
  attempt: number;
  reasons: readonly Reason[];
  outcome: ReconcileOutcome;
  /** The generation that it saw. */
  generation?: number;
  /** What it did, a short sentence each, as the reconciler told through `ReconcileContext.logger` or its events. */
  actions: readonly string[];
  /** The error's message, where it failed. */
  error?: string;
  /** When it comes back by itself. */
  nextAt?: number;
  /** So many checks in a row that found nothing are kept as this one, the last; `firstStartedAt` is when the first began. */
  repeats?: number;
  firstStartedAt?: number;
}
