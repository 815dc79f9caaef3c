/** Something costly that several use at once: made for the first, closed after the last. */
export class SharedResource<T extends { close(): void }> {
  readonly #make: () => T;
  #held: T | undefined;
  #users = 0;

  constructor(make: () => T) {
    this.#make = make;
  }

  acquire(): T {
    this.#users += 1;
    return (this.#held ??= this.#make());
  }

  release(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#held?.close();
    this.#held = undefined;
  }
}
