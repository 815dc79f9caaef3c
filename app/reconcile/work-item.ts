import type { Reason } from "./reason.ts";

export type WorkState = "ready" | "processing" | "delayed" | "backoff" | "paused";

/** One resource's place in the queue. Times in ms since the epoch. */
export interface WorkItem {
  resourceKind: string;
  resourceUid: string;
  state: WorkState;
  reasons: Reason[];
  /** How many reconciles in a row have failed. */
  attempts: number;
  /** How often in a row it came back rate-limited, where that is more: its reconciler asked for it. */
  requeues?: number;
  priority: number;
  since: number;
  /** When a delayed or backing-off item falls due. */
  notBefore?: number;
  /** The error of the last attempt, where it failed. */
  lastError?: string;
  /** Since when a reconcile that was told to stop, and does not, has been in the way. */
  stuckSince?: number;
}

export type WorkCounts = Record<WorkState, number>;

/** Which part of the queue a caller wants to see. */
export interface WorkQuery {
  state?: WorkState;
  kind?: string;
  matches?: (kind: string, uid: string) => boolean;
  /** Skips so many of what matches. */
  offset?: number;
  limit?: number;
}

/** What one of the controller's workers does. Times in ms since the epoch. */
export interface WorkerStatus {
  slot: number;
  /** What it reconciles; undefined when it waits for work. */
  item?: { kind: string; uid: string };
  since: number;
}

export interface ReconcileRequest {
  resourceKind: string;
  resourceUid: string;
  reason: string;
  /** Higher first; 0 by default. */
  priority?: number;
  /** `manual` by default. */
  cause?: Reason["cause"];
  /** Who asks, where a person does. */
  actor?: string;
}
