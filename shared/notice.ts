import { z } from "zod";
import { alertRule } from "./alert-rule.ts";
import { bulkJob } from "./bulk.ts";
import { resourceRef } from "./model.ts";

export const subject = resourceRef.extend({ name: z.string() });
export type Subject = z.infer<typeof subject>;

/** What happened, without words: the window has them in its language. */
export const happening = z.discriminatedUnion("type", [
  z.object({
    type: z.enum(["alert", "resolved"]),
    rule: alertRule,
    /** The first few of them. */
    subjects: z.array(subject),
    /** How many there were. */
    count: z.number(),
  }),
  z.object({ type: z.enum(["engine-crashed", "engine-failed", "engine-back"]), problem: z.string().exactOptional() }),
  /** A rule cannot be followed. */
  z.object({ type: z.literal("rule-failed"), rule: alertRule, problem: z.string() }),
  z.object({ type: z.literal("metrics-failed"), problem: z.string() }),
  z.object({ type: z.literal("import"), created: z.number(), changed: z.number(), problems: z.number() }),
  /** An action on many has ended. */
  z.object({ type: z.literal("bulk"), job: bulkJob }),
]);
export type Happening = z.infer<typeof happening>;

export const notice = z.object({
  id: z.number(),
  /** ms since the epoch. */
  at: z.number(),
  read: z.boolean(),
  happening,
});
export type Notice = z.infer<typeof notice>;
