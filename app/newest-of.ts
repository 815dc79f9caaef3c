/** Values by key, of which only so many are kept: those that were set last. */
export class NewestOf<T> {
  readonly #limit: number;
  /** Oldest first. */
  readonly #kept = new Map<string, T>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  get(key: string): T | undefined {
    return this.#kept.get(key);
  }

  /** Set once more it is the newest again. */
  set(key: string, value: T): void {
    this.#kept.delete(key);
    this.#kept.set(key, value);
    for (const oldest of this.#kept.keys()) {
      if (this.#kept.size <= this.#limit) break;
      this.#kept.delete(oldest);
    }
  }

  delete(key: string): void {
    this.#kept.delete(key);
  }
}
