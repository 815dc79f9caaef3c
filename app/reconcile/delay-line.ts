import { NONE, type QueueTable } from "./queue-table.ts";

/** The rows with due times that differ from the line's floor in one certain bit first, in the order in which they came. */
class Bucket {
  earliestMs = Infinity;
  /** Three lists side by side rather than one of objects, so that what is moved is moved in order through memory. */
  readonly rows: number[] = [];
  readonly dueTimes: number[] = [];
  /** A row that has left the line has another order since, or none: its place in the bucket is void. */
  readonly orders: number[] = [];

  push(row: number, dueMs: number, order: number): void {
    this.rows.push(row);
    this.dueTimes.push(dueMs);
    this.orders.push(order);
    if (dueMs < this.earliestMs) this.earliestMs = dueMs;
  }
}

/** A due time is a safe integer: of 53 bits one is the highest in which it differs from the floor, or none. */
const BUCKETS = 54;
const TWO_TO_32 = 2 ** 32;

/** Void places are swept out when they outnumber the others, and are more than this. */
const VOID_PLACES_LEFT = 64;

/**
 * What is delayed, by when it falls due: sooner first, then first come. A radix heap (Ahuja, Mehlhorn, Orlin and Tarjan,
 * 1990): as time never goes back, nothing that is added falls due before what was taken last, the floor, and so it is
 * enough to sort by the highest bit in which due time and floor differ. Adding and removing are O(1); to be taken, a
 * row moves through a few buckets, one after the other in memory. With a million entries that is several times as
 * fast as a binary heap, in which each comparison is a cache miss.
 */
export class DelayLine implements Iterable<number> {
  readonly #table: QueueTable;
  #buckets = newBuckets();
  #floorMs = 0;
  #orders = 0;
  #length = 0;
  #voidPlaces = 0;
  #earliestMs = Infinity;

  constructor(table: QueueTable) {
    this.#table = table;
  }

  get length(): number {
    return this.#length;
  }

  /** No row falls due before this. Infinity if there is none. */
  get earliestMs(): number {
    return this.#earliestMs;
  }

  /** The row must not be in the line. The due time is rounded up to a whole millisecond, and must not be before one that was taken. */
  add(row: number, dueMs: number): void {
    const wholeMs = Math.min(Math.ceil(dueMs), Number.MAX_SAFE_INTEGER);
    const order = ++this.#orders;
    this.#table.dueMs[row] = wholeMs;
    this.#table.delayOrder[row] = order;
    this.#put(row, wholeMs, order);
    this.#length++;
  }

  /** The row must be in the line. */
  remove(row: number): void {
    this.#table.delayOrder[row] = 0;
    this.#length--;
    this.#voidPlaces++;
    if (this.#length === 0) this.#earliestMs = Infinity;
    if (this.#voidPlaces > this.#length + VOID_PLACES_LEFT) this.#sweep();
  }

  /** Takes all that is due by now out of the line, in order. `take` must not use the line. */
  takeDue(nowMs: number, take: (row: number) => void): void {
    while (this.#earliestMs <= nowMs) {
      const index = this.#buckets.findIndex(isOccupied);
      const bucket = this.#buckets[index];
      if (bucket === undefined || bucket.earliestMs > nowMs) {
        this.#earliestMs = bucket?.earliestMs ?? Infinity;
        return;
      }
      this.#buckets[index] = new Bucket();
      this.#floorMs = bucket.earliestMs;
      this.#spread(bucket, take);
    }
  }

  /** Before the table moves its rows. */
  renumber(newRows: Int32Array): void {
    this.#sweep();
    for (const { rows } of this.#buckets) for (const [place, row] of rows.entries()) rows[place] = newRows[row] ?? NONE;
  }

  /** In no particular order. The line must not change meanwhile. */
  *[Symbol.iterator](): Generator<number, void, undefined> {
    for (const { rows, orders } of this.#buckets) {
      for (const [place, row] of rows.entries()) if (this.#table.delayOrder[row] === orders[place]) yield row;
    }
  }

  #put(row: number, dueMs: number, order: number): void {
    this.#buckets[this.#bucketOf(dueMs)]?.push(row, dueMs, order);
    if (dueMs < this.#earliestMs) this.#earliestMs = dueMs;
  }

  /** Puts what was in a bucket where it belongs now that the floor has risen. What is on the floor is due, and taken. */
  #spread({ rows, dueTimes, orders }: Bucket, take: (row: number) => void): void {
    for (let place = 0; place < rows.length; place++) {
      const [row, dueMs, order] = [rows[place], dueTimes[place], orders[place]];
      if (row === undefined || dueMs === undefined || order === undefined) continue;
      if (dueMs !== this.#floorMs) {
        // Whether it is void is seen when its time comes: to look at every row that moves would cost a cache miss each.
        this.#put(row, dueMs, order);
      } else if (this.#table.delayOrder[row] === order) {
        this.#table.delayOrder[row] = 0;
        this.#length--;
        take(row);
      } else {
        this.#voidPlaces--;
      }
    }
  }

  #sweep(): void {
    const valid = [...this];
    this.#buckets = newBuckets();
    this.#earliestMs = Infinity;
    this.#voidPlaces = 0;
    const { dueMs, delayOrder } = this.#table;
    for (const row of valid) this.#put(row, dueMs[row] ?? 0, delayOrder[row] ?? 0);
  }

  /** 0 for the floor itself, else 1 + the highest bit in which the due time differs from it. */
  #bucketOf(dueMs: number): number {
    const high = Math.floor(dueMs / TWO_TO_32) ^ Math.floor(this.#floorMs / TWO_TO_32);
    return high === 0 ? 32 - Math.clz32(dueMs ^ this.#floorMs) : 64 - Math.clz32(high);
  }
}

function newBuckets(): Bucket[] {
  return Array.from({ length: BUCKETS }, () => new Bucket());
}

function isOccupied({ rows }: { rows: readonly unknown[] }): boolean {
  return rows.length > 0;
}
