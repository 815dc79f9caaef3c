import { checkNumber } from "../check-number.ts";
import type { RateLimiter } from "./rate-limiter.ts";

/** Beyond this exponent, 2 to its power is no longer a finite number, and 0 times it no longer 0. */
const LARGEST_EXPONENT = 1023;

/** Doubles the delay with every failure of an item: base, 2 × base, 4 × base ... up to the maximum. Items are told apart as in a `Map`. */
export class ExponentialBackoffRateLimiter<T> implements RateLimiter<T> {
  readonly #baseDelayMs: number;
  readonly #maxDelayMs: number;
  readonly #failures = new Map<T, number>();

  /** @throws {EngineError} `Invalid` unless both are finite numbers of at least 0 */
  constructor(baseDelayMs: number, maxDelayMs: number) {
    checkNumber("baseDelayMs", baseDelayMs, 0);
    checkNumber("maxDelayMs", maxDelayMs, 0);
    this.#baseDelayMs = baseDelayMs;
    this.#maxDelayMs = maxDelayMs;
  }

  when(item: T): number {
    const failures = this.numRequeues(item);
    this.#failures.set(item, failures + 1);
    return Math.min(this.#baseDelayMs * 2 ** Math.min(failures, LARGEST_EXPONENT), this.#maxDelayMs);
  }

  forget(item: T): void {
    this.#failures.delete(item);
  }

  numRequeues(item: T): number {
    return this.#failures.get(item) ?? 0;
  }

  restore(item: T, requeues: number): void {
    this.#failures.set(item, requeues);
  }
}
