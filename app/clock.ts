/** Opaque to callers; each clock knows its own. */
export type TimerHandle = unknown;

/** Every timer and every reading of the time in the engine goes through one of these. */
export interface Clock {
  /** Whole milliseconds since the epoch, as the user's clock shows it: it may jump, in either direction. */
  now(): number;
  /**
   * The same as of a moment ago, for what asks very often: no older than this turn of the event loop, nor than the last
   * call of `now()` or a few of this one. `now()` where it is missing.
   */
  coarseNow?(): number;
  /** Calls `fn` once, no sooner than `ms` milliseconds from now, however the time of day jumps meanwhile. */
  setTimeout(fn: () => void, ms: number): TimerHandle;
  /** Does nothing for a timer that has run or was cleared. */
  clearTimeout(handle: TimerHandle): void;
}

/** One that is read and sets no timers. */
export type ReadableClock = Pick<Clock, "now" | "coarseNow">;

/** `clock.coarseNow()`, or `clock.now()` where it is missing. */
export function readCoarsely(clock: ReadableClock): number {
  return clock.coarseNow === undefined ? clock.now() : clock.coarseNow();
}
