import { checkNumber } from "../check-number.ts";
import type { RateLimiter } from "./rate-limiter.ts";
import { WorkQueue, type AddOptions, type WorkQueueOptions } from "./work-queue.ts";

/**
 * A `WorkQueue` that asks a limiter how long what failed should wait. `done` gives a key back; `forget` ends its backoff:
 * a worker calls both once an item is done with, and `addRateLimited` and `done` when it is to be tried again.
 *
 * Tries are counted by the queue's idea of identity: with a `key` option the limiter is given the same item for one key
 * (the first that failed) until it is forgotten, so that limiters need not know the key.
 */
export class RateLimitedWorkQueue<T> extends WorkQueue<T> {
  readonly #limiter: RateLimiter<T>;
  readonly #key: ((item: T) => string) | undefined;
  /** By key, what the limiter knows it by. */
  readonly #representatives = new Map<string, T>();

  constructor(limiter: RateLimiter<T>, options: WorkQueueOptions<T> = {}) {
    super(options);
    this.#limiter = limiter;
    this.#key = options.key;
  }

  /**
   * Adds an item after the delay that the limiter names. The priority, unless given, is that with which a worker took
   * it, if one has it: a retry is no less urgent than the first try.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the priority is not a finite number, or the limiter's delay not one of at least 0
   */
  addRateLimited(item: T, { priority = this.takenPriority(item) ?? 0 }: AddOptions = {}): boolean {
    checkNumber("priority", priority);
    const known = this.#knownAs(item);
    if (this.#key !== undefined) this.#representatives.set(this.#key(item), known);
    return this.addAfter(item, this.#limiter.when(known), { priority });
  }

  /** Ends the item's backoff. */
  forget(item: T): void {
    this.#limiter.forget(this.#knownAs(item));
    if (this.#key !== undefined) this.#representatives.delete(this.#key(item));
  }

  /** How often the item was added rate-limited since it was forgotten. */
  numRequeues(item: T): number {
    return this.#limiter.numRequeues(this.#knownAs(item));
  }

  #knownAs(item: T): T {
    return this.#key === undefined ? item : (this.#representatives.get(this.#key(item)) ?? item);
  }
}
