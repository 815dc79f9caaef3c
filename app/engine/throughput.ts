import type { Clock, TimerHandle } from "../clock.ts";

/** One second's worth of the engine's doings. */
export interface ThroughputSample {
  /** The second's end, ms since the epoch. */
  at: number;
  /** Waiting for a worker then: not what waits for its time. */
  queued: number;
  reconciled: number;
  failed: number;
  /** Mean duration of the second's reconciles, ms; 0 when there were none. */
  meanMs: number;
}

/** What there is to sample; all but `queued` only ever rise. */
export interface ThroughputTotals {
  queued: number;
  reconciled: number;
  failed: number;
  /** Of all that was reconciled together. */
  durationMs: number;
}

const INTERVAL_MS = 1_000;
/** Five minutes. */
const MOST_SAMPLES = 300;

/** Looks at the totals once a second and remembers what each of the last seconds brought. */
export class ThroughputSampler {
  readonly #read: () => ThroughputTotals;
  readonly #clock: Clock;
  readonly #samples: ThroughputSample[] = [];
  #before: ThroughputTotals | undefined;
  #timer: TimerHandle;

  constructor(read: () => ThroughputTotals, clock: Clock) {
    this.#read = read;
    this.#clock = clock;
  }

  start(): void {
    this.#before = this.#read();
    this.#wait();
  }

  stop(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  /** The last five minutes, oldest first. */
  samples(): readonly ThroughputSample[] {
    return this.#samples;
  }

  #wait(): void {
    this.#timer = this.#clock.setTimeout(() => {
      this.#sample();
      this.#wait();
    }, INTERVAL_MS);
  }

  #sample(): void {
    const now = this.#read();
    const before = this.#before ?? now;
    const reconciled = now.reconciled - before.reconciled;
    this.#samples.push({
      at: this.#clock.now(),
      queued: now.queued,
      reconciled,
      failed: now.failed - before.failed,
      meanMs: reconciled === 0 ? 0 : (now.durationMs - before.durationMs) / reconciled,
    });
    if (this.#samples.length > MOST_SAMPLES) this.#samples.shift();
    this.#before = now;
  }
}
