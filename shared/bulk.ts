import { z } from "zod";
import { kindName, uid } from "./model.ts";
import { delayMs, pauseReason, priority } from "./work.ts";

/** Actions on many resources at once, as they cross between the window and the engine. */

const count = z.number().int().min(0);
const text = z.string().max(1_000);

export const bulkAction = z.discriminatedUnion("do", [
  z.object({
    do: z.literal("enqueue"),
    priority: priority.default(0),
    delayMs: delayMs.default(0),
  }),
  /** Sets a field of the spec, such as `desiredPower`. */
  z.object({ do: z.literal("set"), field: z.string().regex(/^[A-Za-z][A-Za-z0-9]{0,62}$/), value: text }),
  z.object({ do: z.literal("label"), key: text, value: text }),
  z.object({ do: z.literal("unlabel"), key: text }),
  z.object({ do: z.literal("pause"), reason: pauseReason }),
  z.object({ do: z.literal("resume") }),
  z.object({ do: z.literal("delete"), propagation: z.enum(["background", "foreground", "orphan"]) }),
  z.object({ do: z.literal("export"), format: z.enum(["yaml", "json"]) }),
  /** To what waits in the queue. */
  z.object({ do: z.enum(["retryNow", "forgetBackoff", "moveToFront", "cancel"]) }),
]);
/** As a window writes it; what has a default may be left out. */
export type BulkAction = z.input<typeof bulkAction>;

/** What a deletion takes along: whose owners all go. Those that have an owner left stay. */
export const deletionReach = z.object({ going: count, names: z.array(z.string()), staying: count });

export const bulkPreview = z.object({
  /** Names this preview when it is started. */
  id: z.string(),
  /** That were looked at. */
  total: count,
  /** That it would be done to; has to be said again to start it. */
  affected: count,
  /** The first of those. */
  names: z.array(z.string()),
  changes: z.array(z.object({ from: z.string(), to: z.string(), count })),
  reach: deletionReach.exactOptional(),
  /** Why others are left as they are, to be read after "so many". */
  skipped: z.array(z.object({ reason: z.string(), count })),
});
export type BulkPreview = z.infer<typeof bulkPreview>;

export const bulkOutcome = z.enum(["waiting", "done", "skipped", "failed"]);
export type BulkOutcome = z.infer<typeof bulkOutcome>;

export const bulkResult = z.object({
  kind: kindName,
  uid,
  name: z.string(),
  outcome: bulkOutcome,
  /** Why it was skipped or failed, to be read after the name. */
  message: z.string().exactOptional(),
});
export type BulkResult = z.infer<typeof bulkResult>;

/** Times in ms since the epoch. */
export const bulkJob = z.object({
  id: z.string(),
  action: bulkAction,
  actor: z.string(),
  /** Of its resources, where all are of one. */
  kind: kindName.exactOptional(),
  /** `interrupted`: the engine ended while it ran; what each came to is not known any more. */
  state: z.enum(["running", "stopping", "done", "stopped", "failed", "interrupted"]),
  total: count,
  done: count,
  skipped: count,
  failed: count,
  startedAt: z.number(),
  endedAt: z.number().exactOptional(),
  /** Whether it takes another one back. */
  isUndo: z.boolean(),
  isUndone: z.boolean(),
  undoable: z.boolean(),
  /** The first that failed. */
  failures: z.array(bulkResult),
  /** Why it could not go on. */
  problem: z.string().exactOptional(),
  /** What an export wrote. */
  file: z.string().exactOptional(),
});
export type BulkJob = z.output<typeof bulkJob>;
