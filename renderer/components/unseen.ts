import type { KindSummary } from "../../shared/model.ts";

/** Of how many it is not known how they are, though a reconcile has looked: what does not answer. */
export function unseenIn({ unknown, unobserved }: Pick<KindSummary, "unknown" | "unobserved">): number {
  return Math.max(0, unknown - unobserved);
}
