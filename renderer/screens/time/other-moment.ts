import { rangeLengths } from "../../components/time-range.ts";

/** What a moment is compared with by name: that long before it, or now, which goes on. */
export const comparisons = ["quarter", "hour", "day", "now"] as const;
export type Comparison = (typeof comparisons)[number];

export function isComparison(text: string | null): text is Comparison {
  return comparisons.some((each) => each === text);
}

/** The moment that a route's `other` means, never one before the oldest that is kept. All in ms since the epoch. */
export function otherMoment(compared: string, { at, since, now }: { at: number; since: number; now: number }): number {
  if (!isComparison(compared)) return Number(compared);
  return compared === "now" ? now : Math.max(since, at - rangeLengths[compared]);
}
