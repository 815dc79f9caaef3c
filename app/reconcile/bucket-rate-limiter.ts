import { checkNumber, checkPositive } from "../check-number.ts";
import type { Clock } from "../clock.ts";
import { systemClock } from "../system-clock.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/**
 * Limits the tries of all items together: a bucket holds up to `burst` tokens, gains `qps` a second, and every try takes
 * one, ahead of time if there is none. The semantics are those of `Reserve` in Go's golang.org/x/time/rate.
 */
export class BucketRateLimiter<T> implements RateLimiter<T> {
  readonly #qps: number;
  readonly #burst: number;
  readonly #clock: Clock;
  /** Below zero: so many tries wait for theirs. */
  #tokens: number;
  #filledAt: number;

  /** @throws {EngineError} `Invalid` unless `qps` is a finite number above 0 and `burst` one of at least 1 */
  constructor(qps: number, burst: number, clock: Clock = systemClock) {
    checkPositive("qps", qps);
    checkNumber("burst", burst, 1);
    this.#qps = qps;
    this.#burst = burst;
    this.#clock = clock;
    this.#tokens = burst;
    this.#filledAt = clock.now();
  }

  when(_item: T): number {
    this.#fill();
    this.#tokens--;
    return this.#tokens >= 0 ? 0 : (-this.#tokens / this.#qps) * 1000;
  }

  /** Nothing is counted by item. */
  forget(_item: T): void {}

  /** Nothing is counted by item. */
  numRequeues(_item: T): number {
    return 0;
  }

  #fill(): void {
    const now = this.#clock.now();
    // A clock that was set back gives no tokens, and takes none.
    const elapsedMs = Math.max(0, now - this.#filledAt);
    this.#filledAt = now;
    this.#tokens = Math.min(this.#burst, this.#tokens + (elapsedMs / 1000) * this.#qps);
  }
}
