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

/**
 * A quantile of the durations counted between two looks at a histogram, in ms: taken as spread evenly within their bucket, so
 * that it is off by half a bucket at the most. 0 where nothing was counted; above every bound it is the highest bound.
 */
export function quantileMs(counts: Float64Array, countsBefore: Float64Array, quantile: number): number {
  const between = counts.map((count, bucket) => count - (countsBefore[bucket] ?? 0));
  const wanted = between.reduce((sum, count) => sum + count, 0) * quantile;
  if (wanted === 0) return 0;
  let below = 0;
  for (const [bucket, count] of between.entries()) {
    const from = BOUNDS_MS[bucket - 1] ?? 0;
    const to = BOUNDS_MS[bucket] ?? from;
    if (below + count >= wanted) return from + ((wanted - below) / count) * (to - from);
    below += count;
  }
  return BOUNDS_MS.at(-1) ?? 0;
}
