/** Upper bounds in seconds: 1 ms to 1,000 s, each 2 to 2.5 times the one before. */
export const DURATION_BOUNDS_SECONDS: readonly number[] = [
  0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000,
];

const BOUNDS_MS = Float64Array.from(DURATION_BOUNDS_SECONDS, (seconds) => seconds * 1000);

/** How long something took, again and again. Counting costs a few nanoseconds and allocates nothing. */
export class DurationHistogram {
  /** How many fell into each bucket and none before; the last is for those above every bound. */
  readonly counts = new Float64Array(BOUNDS_MS.length + 1);
  #sumMs = 0;

  get sumSeconds(): number {
    return this.#sumMs / 1000;
  }

  get count(): number {
    return this.counts.reduce((sum, count) => sum + count, 0);
  }

  /** A duration below zero, which a clock that was set back makes, counts as none. */
  observe(durationMs: number): void {
    const duration = durationMs > 0 ? durationMs : 0;
    let bucket = 0;
    while (duration > (BOUNDS_MS[bucket] ?? Infinity)) bucket++;
    this.counts[bucket] = (this.counts[bucket] ?? 0) + 1;
    this.#sumMs += duration;
  }
}
