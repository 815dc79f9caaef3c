import type { ExportFormat } from "../fleet/export.ts";
import type { Propagation } from "../storage/storage.ts";

/** What can be done to many resources at once. */
export type BulkAction =
  | { do: "enqueue"; priority: number; delayMs: number }
  /** Sets a field of the spec, such as `desiredPower`. */
  | { do: "set"; field: string; value: string }
  | { do: "label"; key: string; value: string }
  | { do: "unlabel"; key: string }
  | { do: "pause"; reason: string }
  | { do: "resume" }
  | { do: "delete"; propagation: Propagation }
  | { do: "export"; format: ExportFormat }
  /** To what waits in the queue, as `Controller` has it. */
  | { do: "retryNow" | "forgetBackoff" | "moveToFront" | "cancel" };

/** One of many, as the preview saw it. */
export interface BulkItem {
  kind: string;
  uid: string;
  name: string;
  /** What the action is to change, as it was then; undefined where nothing was set, and of actions that change no value. */
  before?: unknown;
}

/** Where the writes come from: all events of one action belong to one chain, which has the action's id. */
export interface BulkOrigin {
  actor: string;
  correlationId: string;
}

/** What came of one: `skipped` where there was nothing to do, or where it is not what the preview saw any more. */
export interface Settled {
  outcome: "done" | "skipped" | "failed";
  /** Why it was skipped or failed, to be read after the name: "is on already". */
  message?: string;
}

/** What an action would do to one. */
export type Look = { skip: string } | { before?: unknown; after?: unknown };

export const DONE: Settled = { outcome: "done" };
export const GONE = skipped("is gone");

export function skipped(message: string): Settled {
  return { outcome: "skipped", message };
}
