import type { FreshnessMeter } from "./freshness-meter.ts";

/** The engine and every view speak at least once a second; a little longer may be the machine. */
export const patienceMs = 2_500;

interface Engine {
  isRunning: boolean;
  meter: Pick<FreshnessMeter, "trueUntil">;
}

/** Until when what a view shows was true; undefined while it is true, or may be. `sequence`: what it has painted, if anything. */
export function staleSince(
  sequence: number | undefined,
  { isRunning, meter }: Engine,
  now: number,
): number | undefined {
  const until = sequence === undefined ? undefined : meter.trueUntil(sequence);
  if (until === undefined) return undefined;
  return isRunning && now - until <= patienceMs ? undefined : until;
}
