/** What a list needs of its items: room for their neighbours. */
export interface Linked<E> {
  /** The neighbours in the one list that holds it. Written by the list only. */
  previous: E | undefined;
  next: E | undefined;
}

/**
 * A doubly linked list whose links live in the items: adding, taking and removing from the middle are O(1) and allocate
 * nothing, and an empty list holds no memory. An item is in one list at a time.
 */
export class EntryList<E extends Linked<E>> implements Iterable<E> {
  #first: E | undefined;
  #last: E | undefined;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  get first(): E | undefined {
    return this.#first;
  }

  push(entry: E): void {
    const last = this.#last;
    entry.previous = last;
    if (last === undefined) this.#first = entry;
    else last.next = entry;
    this.#last = entry;
    this.#length++;
  }

  unshift(entry: E): void {
    const first = this.#first;
    entry.next = first;
    if (first === undefined) this.#last = entry;
    else first.previous = entry;
    this.#first = entry;
    this.#length++;
  }

  /** The entry must be in this list. */
  remove(entry: E): void {
    const { previous, next } = entry;
    if (previous === undefined) this.#first = next;
    else previous.next = next;
    if (next === undefined) this.#last = previous;
    else next.previous = previous;
    // Links kept by an entry that has left would keep its old neighbours alive.
    entry.previous = undefined;
    entry.next = undefined;
    this.#length--;
  }

  /** From first to last; the list must not change meanwhile. */
  *[Symbol.iterator](): Generator<E, void, undefined> {
    for (let entry = this.#first; entry !== undefined; entry = entry.next) yield entry;
  }
}
