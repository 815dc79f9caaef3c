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

  next(entry: E): E | undefined {
    return entry.next;
  }

  join(before: E, after: E): void {
    before.next = after;
    after.previous = before;
  }

  endBefore(entry: E): void {
    entry.previous = undefined;
  }

  endAfter(entry: E): void {
    entry.next = undefined;
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
    if (this.#last === undefined) this.#first = entry;
    else this.#links.join(this.#last, entry);
    this.#last = entry;
    this.#length++;
  }

  unshift(entry: E): void {
    if (this.#first === undefined) this.#last = entry;
    else this.#links.join(entry, this.#first);
    this.#first = entry;
    this.#length++;
  }

  /** Takes the first entry out. */
  shift(): E | undefined {
    const entry = this.#first;
    if (entry === undefined) return undefined;
    const links = this.#links;
    const next = links.next(entry);
    this.#length--;
    this.#first = next;
    if (next === undefined) {
      this.#last = undefined;
    } else {
      links.endBefore(next);
      links.endAfter(entry);
    }
    return entry;
  }

  /** The entry must be in this list. It keeps no neighbours, which it would keep alive. */
  remove(entry: E): void {
    const links = this.#links;
    const previous = links.previous(entry);
    const next = links.next(entry);
    this.#length--;
    if (previous === undefined) this.#first = next;
    else links.endAfter(previous);
    if (next === undefined) this.#last = previous;
    else links.endBefore(next);
    if (previous !== undefined && next !== undefined) links.join(previous, next);
    links.endBefore(entry);
    links.endAfter(entry);
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
