import { copyInto } from "./column.ts";
import { IDLE, type EntryFacts } from "./entry-facts.ts";
import { SeldomColumn } from "./seldom-column.ts";

const FEWEST_ROWS = 256;
/** A table keeps room for so many rows, so that a queue that fills and empties does not make it grow anew each time. */
const MAX_ROWS_KEPT = 4_096;

/**
 * A row for each entry of a queue, a column for each fact: for queues whose entries are not objects anyway.
 *
 * A queue may hold a million entries. As a million objects they keep the garbage collector busy for longer than all else
 * that is done with them; as columns they are a few arrays into which it need not look.
 */
export class EntryTable implements EntryFacts<number> {
  /** By row, as are all columns. */
  #places = new Uint8Array(FEWEST_ROWS);
  #processing = new Uint8Array(FEWEST_ROWS);
  #held = new Uint8Array(FEWEST_ROWS);
  #sinceMs = new Float64Array(FEWEST_ROWS);
  /** Neighbours: a row and one more, 0 where there is none. */
  #previous = new Int32Array(FEWEST_ROWS);
  #next = new Int32Array(FEWEST_ROWS);
  readonly #priorities = new SeldomColumn();
  readonly #takenPriorities = new SeldomColumn();
  readonly #dueMs = new SeldomColumn();
  readonly #delayOrders = new SeldomColumn();
  #length = 0;

  /**
   * Adds a row after all others: idle, with no worker, not held. Nothing is written to make it so, because columns begin as
   * zeros and whoever gives up a row has set it back.
   */
  open(): number {
    if (this.#length === this.#places.length) this.#resize(this.#length * 2);
    return this.#length++;
  }

  /** All rows must be as when they were opened. */
  clear(): void {
    this.#length = 0;
    if (this.#places.length > MAX_ROWS_KEPT) this.#resize(FEWEST_ROWS);
  }

  /**
   * Drops rows, which must be in no list, and moves the others together.
   * @param newRows for each row where it goes to, in order and without gaps; -1 where it is dropped
   */
  move(newRows: Int32Array): void {
    const columns = [this.#places, this.#processing, this.#held, this.#sinceMs, this.#previous, this.#next];
    const seldom = this.#seldomColumns();
    this.#length = 0;
    for (const [row, newRow] of newRows.entries()) {
      if (newRow < 0) continue;
      this.#length++;
      for (const column of columns) column[newRow] = column[row] ?? 0;
      for (const column of seldom) column.set(newRow, column.get(row), this.#places.length);
      for (const links of [this.#previous, this.#next]) {
        links[newRow] = 1 + (newRows[(links[newRow] ?? 0) - 1] ?? -1);
      }
    }
    this.#resize(Math.max(FEWEST_ROWS, 2 ** Math.ceil(Math.log2(this.#length))));
  }

  place(row: number): number {
    return this.#places[row] ?? IDLE;
  }

  setPlace(row: number, place: number): void {
    this.#places[row] = place;
  }

  isProcessing(row: number): boolean {
    return this.#processing[row] === 1;
  }

  isHeld(row: number): boolean {
    return this.#held[row] === 1;
  }

  setHeld(row: number, isHeld: boolean): void {
    this.#held[row] = isHeld ? 1 : 0;
  }

  priority(row: number): number {
    return this.#priorities.get(row);
  }

  setPriority(row: number, priority: number): void {
    this.#priorities.set(row, priority, this.#places.length);
  }

  takenPriority(row: number): number {
    return this.#takenPriorities.get(row);
  }

  sinceMs(row: number): number {
    return this.#sinceMs[row] ?? 0;
  }

  setSinceMs(row: number, sinceMs: number): void {
    this.#sinceMs[row] = sinceMs;
  }

  take(row: number, nowMs: number): void {
    this.#places[row] = IDLE;
    this.#processing[row] = 1;
    this.#takenPriorities.set(row, this.priority(row), this.#places.length);
    this.#sinceMs[row] = nowMs;
  }

  finish(row: number, nowMs: number): void {
    this.#processing[row] = 0;
    this.#sinceMs[row] = nowMs;
  }

  dueMs(row: number): number {
    return this.#dueMs.get(row);
  }

  setDueMs(row: number, dueMs: number): void {
    this.#dueMs.set(row, dueMs, this.#places.length);
  }

  delayOrder(row: number): number {
    return this.#delayOrders.get(row);
  }

  setDelayOrder(row: number, delayOrder: number): void {
    this.#delayOrders.set(row, delayOrder, this.#places.length);
  }

  previous(row: number): number | undefined {
    return asRow(this.#previous[row]);
  }

  next(row: number): number | undefined {
    return asRow(this.#next[row]);
  }

  join(before: number, after: number): void {
    this.#next[before] = after + 1;
    this.#previous[after] = before + 1;
  }

  endBefore(row: number): void {
    this.#previous[row] = 0;
  }

  endAfter(row: number): void {
    this.#next[row] = 0;
  }

  #seldomColumns(): SeldomColumn[] {
    return [this.#priorities, this.#takenPriorities, this.#dueMs, this.#delayOrders];
  }

  #resize(rows: number): void {
    this.#places = copyInto(new Uint8Array(rows), this.#places, this.#length);
    this.#processing = copyInto(new Uint8Array(rows), this.#processing, this.#length);
    this.#held = copyInto(new Uint8Array(rows), this.#held, this.#length);
    this.#sinceMs = copyInto(new Float64Array(rows), this.#sinceMs, this.#length);
    this.#previous = copyInto(new Int32Array(rows), this.#previous, this.#length);
    this.#next = copyInto(new Int32Array(rows), this.#next, this.#length);
    for (const column of this.#seldomColumns()) column.resize(rows, this.#length);
  }
}

function asRow(link = 0): number | undefined {
  return link === 0 ? undefined : link - 1;
}
