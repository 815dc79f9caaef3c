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
  priority: number;
  since: number;
  /** When a delayed or backing-off item falls due. */
  notBefore?: number;
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
