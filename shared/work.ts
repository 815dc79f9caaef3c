import { z } from "zod";

/** What a person may ask for about work, for one resource as for many. */

/** Higher first. */
export const priority = z.number().int().min(-1_000).max(1_000);
/** ms; a month at most. */
export const delayMs = z
  .number()
  .int()
  .min(0)
  .max(30 * 24 * 3_600_000);
export const pauseReason = z.string().trim().min(1).max(1_000);
