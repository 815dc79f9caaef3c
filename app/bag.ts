/** An item that is in at most one bag, which alone writes its place there. */
export interface BagItem {
  bagIndex: number;
}

/**
 * Items in no order. Not a `Set`, though it does less: one that items keep coming into and going from is made anew by V8
 * every few of them, and each of its former tables holds on to the next, and so to all items that ever were in it, until
 * the next full garbage collection.
 */
export class Bag<T extends BagItem> implements Iterable<T> {
  readonly #items: T[] = [];

  get size(): number {
    return this.#items.length;
  }

  add(item: T): void {
    item.bagIndex = this.#items.length;
    this.#items.push(item);
  }

  /** Does nothing for what is not in it. */
  delete(item: T): void {
    if (this.#items[item.bagIndex] !== item) return;
    const last = this.#items.pop();
    if (last !== undefined && last !== item) {
      this.#items[item.bagIndex] = last;
      last.bagIndex = item.bagIndex;
    }
    item.bagIndex = -1;
  }

  [Symbol.iterator](): Iterator<T> {
    return this.#items.values();
  }
}
