const SMALLEST = 16;
/** A queue that has emptied gives its memory back if it had grown beyond this. */
const LARGEST_KEPT = 4096;

/** First in, first out, in a ring that grows: nothing is moved, and nothing allocated once it is large enough. */
export class Fifo<T> {
  /** A power of two in length, so that a mask wraps around. */
  #slots: (T | undefined)[] = emptySlots();
  #head = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  push(item: T): void {
    if (this.#length === this.#slots.length) this.#grow();
    this.#slots[(this.#head + this.#length) & (this.#slots.length - 1)] = item;
    this.#length++;
  }

  shift(): T | undefined {
    if (this.#length === 0) return undefined;
    const item = this.#slots[this.#head];
    this.#slots[this.#head] = undefined;
    this.#head = (this.#head + 1) & (this.#slots.length - 1);
    this.#length--;
    if (this.#length === 0 && this.#slots.length > LARGEST_KEPT) this.clear();
    return item;
  }

  clear(): void {
    this.#slots = emptySlots();
    this.#head = 0;
    this.#length = 0;
  }

  #grow(): void {
    const inOrder = this.#slots.slice(this.#head).concat(this.#slots.slice(0, this.#head));
    inOrder.length *= 2;
    this.#slots = inOrder;
    this.#head = 0;
  }
}

function emptySlots(): undefined[] {
  return Array.from({ length: SMALLEST });
}
