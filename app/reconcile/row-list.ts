import { NONE, type QueueTable } from "./queue-table.ts";

/**
 * A doubly linked list of a table's rows, linked in the table: adding, taking and removing from the middle are O(1) and
 * allocate nothing. A row is in one list at a time.
 */
export class RowList implements Iterable<number> {
  readonly #table: QueueTable;
  #first = NONE;
  #last = NONE;
  #length = 0;

  constructor(table: QueueTable) {
    this.#table = table;
  }

  get length(): number {
    return this.#length;
  }

  /** `NONE` if there is none. */
  get first(): number {
    return this.#first;
  }

  push(row: number): void {
    const { next, previous } = this.#table;
    next[row] = NONE;
    previous[row] = this.#last;
    if (this.#last === NONE) this.#first = row;
    else next[this.#last] = row;
    this.#last = row;
    this.#length++;
  }

  unshift(row: number): void {
    const { next, previous } = this.#table;
    next[row] = this.#first;
    previous[row] = NONE;
    if (this.#first === NONE) this.#last = row;
    else previous[this.#first] = row;
    this.#first = row;
    this.#length++;
  }

  /** The row must be in this list. */
  remove(row: number): void {
    const { next, previous } = this.#table;
    const [before, after] = [previous[row] ?? NONE, next[row] ?? NONE];
    if (before === NONE) this.#first = after;
    else next[before] = after;
    if (after === NONE) this.#last = before;
    else previous[after] = before;
    this.#length--;
  }

  /** Before the table moves its rows. */
  renumber(newRows: Int32Array): void {
    this.#first = newRows[this.#first] ?? NONE;
    this.#last = newRows[this.#last] ?? NONE;
  }

  /** From first to last; the list must not change meanwhile. */
  *[Symbol.iterator](): Generator<number, void, undefined> {
    for (let row = this.#first; row !== NONE; row = this.#table.next[row] ?? NONE) yield row;
  }
}
