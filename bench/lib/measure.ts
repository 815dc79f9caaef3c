/** Does the whole thing once, and says how many milliseconds the part that counts took. */
export type Contestant = () => number | Promise<number>;

export interface Compared {
  value: number;
  baseline: number;
}

/**
 * Runs both in turns, so that a slow spell of the machine meets both, and returns the median of each in milliseconds.
 * The first rounds, in which the compiler warms up, do not count. (Memory is not collected in between: a forced
 * collection throws away what the compiler has learnt, and the next round pays for it.)
 */
export async function compareTimes(ours: Contestant, baseline: Contestant, rounds = 9): Promise<Compared> {
  const times: Compared[] = [];
  for (let round = -WARM_UP_ROUNDS; round < rounds; round++) {
    const time = { baseline: await baseline(), value: await ours() };
    if (round >= 0) times.push(time);
  }
  return { value: median(times.map((time) => time.value)), baseline: median(times.map((time) => time.baseline)) };
}

/** The same, as what is done a second when each run does `count` of them. */
export async function compareRates(
  count: number,
  ours: Contestant,
  baseline: Contestant,
  rounds?: number,
): Promise<Compared> {
  const times = await compareTimes(ours, baseline, rounds);
  return { value: (count / times.value) * 1000, baseline: (count / times.baseline) * 1000 };
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? NaN;
  return (lower + upper) / 2;
}

/** Milliseconds that `work` took. */
export async function elapsed(work: () => void | Promise<void>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

const WARM_UP_ROUNDS = 2;
