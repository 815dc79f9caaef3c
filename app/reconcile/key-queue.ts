import type { Clock } from "../clock.ts";
import { IDLE, NONE } from "./queue-table.ts";
import { RowQueue } from "./row-queue.ts";

/** What was taken by few workers is found again by a look at each, which costs less than one into the map. */
const FEW_WORKERS = 8;
/** So many keys with nothing to do stay in the map, and three times as many as have something to do. */
const IDLE_KEYS_KEPT = 16_384;

export interface KeyQueueOptions<T> {
  /** What makes two items the same piece of work. By default an item is its own identity, as in a `Map`. */
  key?: (item: T) => string;
  /**
   * Makes one item of the one that waits (ready, delayed, or behind one that a worker has) and one that is added. Must
   * keep the key. By default the one that waits stays as it is.
   */
  merge?: (held: T, added: T) => T;
  clock?: Clock;
}

/** A work queue whose items are told apart by keys. */
export class KeyQueue<T> extends RowQueue<T> {
  readonly #key: ((item: T) => string) | undefined;
  readonly #merge: ((held: T, added: T) => T) | undefined;
  /** By key. To forget each key as soon as it is idle would cost more than to forget thousands at once. */
  #rows = new Map<unknown, number>();
  #idleKeys = 0;

  constructor({ key, merge, clock }: KeyQueueOptions<T>) {
    super(clock);
    this.#key = key;
    this.#merge = merge;
  }

  /** The priority with which a worker took the item, while it has it. */
  takenPriority(item: T): number | undefined {
    const row = this.rowOf(item);
    return row === NONE || this.table.processing[row] === 0 ? undefined : this.table.takenPriority[row];
  }

  protected rowOf(item: T): number {
    const key = this.#keyOf(item);
    let row = this.processingRows.first;
    for (let looked = 0; looked < FEW_WORKERS && row !== NONE; looked++) {
      if (this.#isOf(row, key)) return row;
      row = this.table.next[row] ?? NONE;
    }
    return this.#rows.get(key) ?? NONE;
  }

  /** With the item in it as one that waits. */
  protected rowFor(item: T): number {
    const key = this.#keyOf(item);
    const row = this.#rows.get(key);
    if (row === undefined) {
      const opened = this.open(item);
      this.#rows.set(key, opened);
      return opened;
    }
    const held = this.items[row];
    if (held === undefined || this.table.place[row] === IDLE) {
      if (this.table.processing[row] === 0) this.#idleKeys--;
      this.items[row] = item;
    } else if (this.#merge !== undefined) {
      this.items[row] = this.#merge(held, item);
    }
    return row;
  }

  protected becameIdle(): void {
    this.#idleKeys++;
    const busyKeys = this.#rows.size - this.#idleKeys;
    if (busyKeys === 0) {
      this.#rows.clear();
      this.#idleKeys = 0;
      this.closeAll();
    } else if (this.#idleKeys > IDLE_KEYS_KEPT + 3 * busyKeys) {
      this.#forgetIdleKeys();
    }
  }

  protected renumbered(newRows: Int32Array): void {
    for (const [key, row] of this.#rows) this.#rows.set(key, newRows[row] ?? NONE);
  }

  #keyOf(item: T): unknown {
    return this.#key === undefined ? item : this.#key(item);
  }

  #isOf(row: number, key: unknown): boolean {
    const item = this.items[row];
    return item !== undefined && this.#keyOf(item) === key;
  }

  #forgetIdleKeys(): void {
    const busy = new Map<unknown, number>();
    for (const [key, row] of this.#rows) {
      if (this.table.place[row] === IDLE && this.table.processing[row] === 0) this.close(row);
      else busy.set(key, row);
    }
    this.#rows = busy;
    this.#idleKeys = 0;
  }
}
