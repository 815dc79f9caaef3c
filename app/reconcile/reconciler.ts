import { EngineError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import type { Logger } from "../logger.ts";
import type { Resource } from "../resource/resource.ts";
import type { Client } from "./client.ts";
import type { Reason } from "./reason.ts";
import type { WriteOrigin } from "./write-origin.ts";

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
  /** What is written through it is known to come from this reconcile, and so from what caused it. */
  client: Client;
  /** What caused this reconcile, for what it writes and emits. */
  origin?: WriteOrigin;
  /** Adds a sentence to what the record of this reconcile says that it did. */
  note?(action: string): void;
}

/** Brings resources of one kind to their desired state, one at a time. Must be idempotent. */
export interface Reconciler<R extends Resource = Resource> {
  getResourceKind(): string;
  reconcile(ctx: ReconcileContext, resource: R): Promise<Result | void>;
}

/** @throws {EngineError} `Invalid`, naming what it has not got. */
export function requireReconciler(reconciler: Reconciler): void {
  const given: unknown = reconciler;
  for (const method of ["getResourceKind", "reconcile"]) {
    if (isRecord(given) && typeof given[method] === "function") continue;
    throw new EngineError("Invalid", `A reconciler needs the method ${method}`, { field: method });
  }
}
