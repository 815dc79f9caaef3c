/** First in, first out, in amortised constant time however many wait. */
export class Fifo<T> {
  #in: T[] = [];
  #out: T[] = [];

  get length(): number {
    return this.#in.length + this.#out.length;
  }

  push(item: T): void {
    this.#in.push(item);
  }

  shift(): T | undefined {
    if (this.#out.length === 0) {
      this.#out = this.#in.toReversed();
      this.#in = [];
    }
    return this.#out.pop();
  }
}
