import type { Links } from "./entry-facts.ts";

/** An object with room for its neighbours in the one list that holds it. Written by the list only. */
export interface Linked<E> {
  previous: E | undefined;
  next: E | undefined;
}

/** The links of objects that hold their own. */
export class OwnLinks<E extends Linked<E>> implements Links<E> {
  previous(entry: E): E | undefined {
    return entry.previous;
  }

  setPrevious(entry: E, previous: E | undefined): void {
    entry.previous = previous;
  }

  next(entry: E): E | undefined {
    return entry.next;
  }

  setNext(entry: E, next: E | undefined): void {
    entry.next = next;
  }
}

/**
 * A doubly linked list whose links live with the items: adding, taking and removing from the middle are O(1) and allocate
 * nothing, and an empty list holds no memory. An item is in one list at a time.
 */
export class EntryList<E> implements Iterable<E> {
  readonly #links: Links<E>;
  #first: E | undefined;
  #last: E | undefined;
  #length = 0;

  constructor(links: Links<E>) {
    this.#links = links;
  }

  get length(): number {
    return this.#length;
  }

  get first(): E | undefined {
    return this.#first;
  }

  push(entry: E): void {
    const last = this.#last;
    this.#links.setPrevious(entry, last);
    if (last === undefined) this.#first = entry;
    else this.#links.setNext(last, entry);
    this.#last = entry;
    this.#length++;
  }

  unshift(entry: E): void {
    const first = this.#first;
    this.#links.setNext(entry, first);
    if (first === undefined) this.#last = entry;
    else this.#links.setPrevious(first, entry);
    this.#first = entry;
    this.#length++;
  }

  /** The entry must be in this list. */
  remove(entry: E): void {
    const links = this.#links;
    const [previous, next] = [links.previous(entry), links.next(entry)];
    if (previous === undefined) this.#first = next;
    else links.setNext(previous, next);
    if (next === undefined) this.#last = previous;
    else links.setPrevious(next, previous);
    // Links kept by an entry that has left would keep its old neighbours alive.
    links.setPrevious(entry, undefined);
    links.setNext(entry, undefined);
    this.#length--;
  }

  /** When its entries have got other names. */
  rename(newName: (entry: E) => E): void {
    if (this.#first !== undefined) this.#first = newName(this.#first);
    if (this.#last !== undefined) this.#last = newName(this.#last);
  }

  /** From first to last; the list must not change meanwhile. */
  *[Symbol.iterator](): Generator<E, void, undefined> {
    for (let entry = this.#first; entry !== undefined; entry = this.#links.next(entry)) yield entry;
  }
}
