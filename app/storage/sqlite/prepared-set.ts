import type { Clock } from "../../clock.ts";

/**
 * What was used within this time is not given up for something else: two that need more than there is room for would
 * otherwise make each other anew for ever.
 */
const IN_USE_MS = 10_000;

/** What is prepared for those who ask again: a bounded number of keys, of which the one that was not used for longest leaves first. */
export class PreparedSet {
  /** When each was used last, ms since the epoch, the one used last at the end. */
  readonly #usedAt: Map<string, number>;
  readonly #most: number;
  readonly #clock: Pick<Clock, "now">;

  /** @param keys what is prepared already, and was not used yet */
  constructor(most: number, clock: Pick<Clock, "now">, keys: readonly string[] = []) {
    this.#most = most;
    this.#clock = clock;
    this.#usedAt = new Map(keys.map((key) => [key, Number.NEGATIVE_INFINITY]));
  }

  has(key: string): boolean {
    return this.#usedAt.has(key);
  }

  /** Whether one more may be added now. */
  hasRoom(): boolean {
    const [oldest] = this.#usedAt.values();
    return this.#usedAt.size < this.#most || oldest === undefined || this.#clock.now() - oldest >= IN_USE_MS;
  }

  /** Adds it, or notes that it was used. @returns those that had to leave for it */
  use(key: string): string[] {
    this.#usedAt.delete(key);
    this.#usedAt.set(key, this.#clock.now());
    const leaving = [...this.#usedAt.keys()].slice(0, -this.#most);
    for (const each of leaving) this.#usedAt.delete(each);
    return leaving;
  }
}
