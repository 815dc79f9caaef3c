import type { Clock, TimerHandle } from "../clock.ts";
import { quantileMs } from "../reconcile/duration-histogram.ts";

/** One second's worth of the engine's doings. */
export interface ThroughputSample {
  /** The second's end, ms since the epoch. */
  at: number;
  /** Waiting for a worker then: not what waits for its time. */
  queued: number;
  /** Came into the queue. */
  added: number;
  reconciled: number;
  failed: number;
  /** Mean duration of the second's reconciles, ms; 0 when there were none. */
  meanMs: number;
  /** How long half, and 95 of 100, of what workers took had been ready for at the most, ms; 0 when they took nothing. */
  waitP50Ms: number;
  waitP95Ms: number;
}

/** What there is to sample; all but `queued` only ever rise. */
export interface ThroughputTotals {
  queued: number;
  added: number;
  reconciled: number;
  failed: number;
  /** Of all that was reconciled together. */
  durationMs: number;
  /** How long what workers took had been ready, counted as in a `DurationHistogram`. */
  waits: Float64Array;
}

const INTERVAL_MS = 1_000;
/** Five minutes. */
const MAX_SAMPLES = 300;

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
      added: now.added - before.added,
      reconciled,
      failed: now.failed - before.failed,
      meanMs: reconciled === 0 ? 0 : (now.durationMs - before.durationMs) / reconciled,
      waitP50Ms: quantileMs(now.waits, before.waits, 0.5),
      waitP95Ms: quantileMs(now.waits, before.waits, 0.95),
    });
    if (this.#samples.length > MAX_SAMPLES) this.#samples.shift();
    this.#before = now;
  }
}
