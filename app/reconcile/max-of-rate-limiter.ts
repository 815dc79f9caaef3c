import type { RateLimiter } from "./rate-limiter.ts";

/** The strictest of several limiters: each counts every try, and the longest delay holds. */
export class MaxOfRateLimiter<T> implements RateLimiter<T> {
  readonly #limiters: readonly RateLimiter<T>[];

  constructor(...limiters: RateLimiter<T>[]) {
    this.#limiters = limiters;
  }

  when(item: T): number {
    return Math.max(0, ...this.#limiters.map((limiter) => limiter.when(item)));
  }

  forget(item: T): void {
    for (const limiter of this.#limiters) limiter.forget(item);
  }

  numRequeues(item: T): number {
    return Math.max(0, ...this.#limiters.map((limiter) => limiter.numRequeues(item)));
  }

  restore(item: T, requeues: number): void {
    for (const limiter of this.#limiters) limiter.restore?.(item, requeues);
  }
}
