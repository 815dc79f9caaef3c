/** The baseline: what a careful engineer writes in ten minutes, with the least that a work queue by key has to do. */
export class BareQueue {
  readonly #dirty = new Set<string>();
  readonly #processing = new Set<string>();
  #ready: string[] = [];
  #head = 0;

  add(key: string): void {
    if (this.#dirty.has(key)) return;
    this.#dirty.add(key);
    if (!this.#processing.has(key)) this.#ready.push(key);
  }

  get(): string | undefined {
    const key = this.#ready[this.#head];
    if (key === undefined) return undefined;
    this.#head++;
    if (this.#head * 2 > this.#ready.length) {
      this.#ready = this.#ready.slice(this.#head);
      this.#head = 0;
    }
    this.#processing.add(key);
    this.#dirty.delete(key);
    return key;
  }

  done(key: string): void {
    this.#processing.delete(key);
    if (this.#dirty.has(key)) this.#ready.push(key);
  }
}
