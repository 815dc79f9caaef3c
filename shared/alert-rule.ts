import { z } from "zod";
import { MAX_QUERY_LENGTH } from "./query/query.ts";
import { conditionStatus, kindName } from "./model.ts";

/** The longest time that a rule may wait, ms. */
const MAX_WAIT_MS = 30 * 24 * 3_600_000;

/** Which resources a rule looks at, and for what. */
export const alertCondition = z.object({
  kind: kindName,
  /** As `parseQuery` reads it, without ages; empty for all of the kind. */
  query: z.string().max(MAX_QUERY_LENGTH),
  /** The type of a condition, such as `Ready`. A resource without it has it as `Unknown`. */
  condition: z
    .string()
    .max(100)
    .regex(/^[A-Za-z0-9]+([._/-][A-Za-z0-9]+)*$/, "must be the type of a condition, such as Ready"),
  status: z.enum([...conditionStatus.options, "NotTrue"]),
  /** For how long it must have been so, ms. */
  forMs: z.number().int().min(0).max(MAX_WAIT_MS),
});
export type AlertCondition = z.infer<typeof alertCondition>;

/** What the user wants to be told of. */
export const alertRule = alertCondition.extend({
  id: z.string().min(1).max(64),
  name: z.string().trim().min(1).max(100),
  enabled: z.boolean(),
  /** Tell it on the desktop too, also when no window is in front. */
  desktop: z.boolean(),
});
export type AlertRule = z.infer<typeof alertRule>;

/** What everybody is told of until they choose otherwise. */
export const usualRules: readonly AlertRule[] = ["Device", "Node"].map((kind) => ({
  id: `usual-${kind.toLowerCase()}`,
  name: `${kind} not ready for 10 minutes`,
  enabled: true,
  kind,
  query: "",
  condition: "Ready",
  status: "NotTrue",
  forMs: 600_000,
  desktop: false,
}));
