import type { FreshnessMeter } from "./freshness-meter.ts";

/** The engine and every view speak at least once a second; a little longer may be the machine. */
export const patienceMs = 2_500;

interface Engine {
  isRunning: boolean;
  meter: Pick<FreshnessMeter, "trueUntil">;
  /** Since when the window is seen, ms since the epoch: until then it asked for nothing. */
  shownAt: number;
}

/** Until when what a view shows was true; undefined while it is true, or may be. `sequence`: what it has painted, if anything. */
export function staleSince(
  sequence: number | undefined,
  { isRunning, meter, shownAt }: Engine,
  now: number,
): number | undefined {
  const until = sequence === undefined ? undefined : meter.trueUntil(sequence);
  if (until === undefined) return undefined;
  return isRunning && now - Math.max(until, shownAt) <= patienceMs ? undefined : until;
}
