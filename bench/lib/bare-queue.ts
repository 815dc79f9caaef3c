const READY = 0;
const PROCESSING = 1;
const DIRTY = 2;

/** The baseline: the least that a work queue by key has to do, with a Map of what is known of each key and an array in order. */
export class BareQueue {
  readonly #states = new Map<string, number>();
  #ready: string[] = [];
  #head = 0;

  add(key: string): void {
    const state = this.#states.get(key);
    if (state === undefined) {
      this.#states.set(key, READY);
      this.#ready.push(key);
    } else if (state === PROCESSING) {
      this.#states.set(key, DIRTY);
    }
  }

  get(): string | undefined {
    const key = this.#ready[this.#head];
    if (key === undefined) return undefined;
    this.#head++;
    if (this.#head * 2 > this.#ready.length) {
      this.#ready = this.#ready.slice(this.#head);
      this.#head = 0;
    }
    this.#states.set(key, PROCESSING);
    return key;
  }

  done(key: string): void {
    if (this.#states.get(key) === DIRTY) {
      this.#states.set(key, READY);
      this.#ready.push(key);
    } else {
      this.#states.delete(key);
    }
  }
}
