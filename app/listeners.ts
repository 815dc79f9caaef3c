/** Those who are to hear of something, in the order in which they came. */
export class Listeners<Args extends readonly unknown[] = []> {
  readonly #all = new Set<(...args: Args) => void>();

  /** Calls `listener` each time from now on. @returns ends that */
  add(listener: (...args: Args) => void): () => void {
    this.#all.add(listener);
    return () => void this.#all.delete(listener);
  }

  /** @throws what a listener throws; those after it do not hear of it then */
  tell(...args: Args): void {
    for (const listener of this.#all) listener(...args);
  }
}
