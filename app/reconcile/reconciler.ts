import type { Logger } from "../logger.ts";
import type { Resource } from "../resource/resource.ts";
import type { Client } from "./client.ts";
import type { Reason } from "./reason.ts";

/** What a reconcile asks for when it did not fail. `requeueAfter` (ms) wins over `requeue`. */
export interface Result {
  /** Come back rate-limited. */
  requeue?: boolean;
  /** Come back after this many milliseconds. */
  requeueAfter?: number;
  priority?: number;
}

export interface ReconcileContext {
  /** Aborted on time-out and on stop. */
  signal: AbortSignal;
  /** 0 on the first try, then one more for each failure in a row. */
  attempt: number;
  reasons: readonly Reason[];
  logger: Logger;
  client: Client;
}

/** Brings resources of one kind to their desired state, one at a time. Must be idempotent. */
export interface Reconciler<R extends Resource = Resource> {
  getResourceKind(): string;
  reconcile(ctx: ReconcileContext, resource: R): Promise<Result | void>;
}
