import type { DelayFacts } from "./entry-facts.ts";

/** The entries with due times that differ from the line's floor in one certain bit first, in the order in which they came. */
class Bucket<E> {
  earliestMs = Infinity;
  /** Three lists side by side rather than one of objects, so that what is moved is moved in order through memory. */
  readonly entries: E[] = [];
  readonly dueTimes: number[] = [];
  /** An entry that has left the line has another order since, or none: its place in the bucket is void. */
  readonly orders: number[] = [];

  push(entry: E, dueMs: number, order: number): void {
    this.entries.push(entry);
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
 * enough to sort by the highest bit in which due time and floor differ. Adding and removing are O(1); to be taken, an
 * entry moves through a few buckets, one after the other in memory. With a million entries that is several times as
 * fast as a binary heap, in which each comparison is a cache miss.
 */
export class DelayLine<E> implements Iterable<E> {
  readonly #facts: DelayFacts<E>;
  #buckets = newBuckets<E>();
  #floorMs = 0;
  #orders = 0;
  #length = 0;
  #voidPlaces = 0;
  #earliestMs = Infinity;

  constructor(facts: DelayFacts<E>) {
    this.#facts = facts;
  }

  get length(): number {
    return this.#length;
  }

  /** No entry falls due before this. Infinity if there is none. */
  get earliestMs(): number {
    return this.#earliestMs;
  }

  /** The due time is rounded up to a whole millisecond. It must not be before one that was taken. */
  add(entry: E, dueMs: number): void {
    const wholeMs = Math.min(Math.ceil(dueMs), Number.MAX_SAFE_INTEGER);
    const order = ++this.#orders;
    this.#facts.setDueMs(entry, wholeMs);
    this.#facts.setDelayOrder(entry, order);
    this.#put(entry, wholeMs, order);
    this.#length++;
  }

  /** Does nothing for an entry that is not in the line. */
  remove(entry: E): void {
    if (this.#facts.delayOrder(entry) === 0) return;
    this.#facts.setDelayOrder(entry, 0);
    this.#length--;
    this.#voidPlaces++;
    if (this.#length === 0) this.#earliestMs = Infinity;
    if (this.#voidPlaces > this.#length + VOID_PLACES_LEFT) this.#sweep();
  }

  /** Takes all that is due by now out of the line, in order. `take` must not use the line. */
  takeDue(nowMs: number, take: (entry: E) => void): void {
    while (this.#earliestMs <= nowMs) {
      const index = this.#buckets.findIndex(isOccupied);
      const bucket = this.#buckets[index];
      if (bucket === undefined || bucket.earliestMs > nowMs) {
        this.#earliestMs = bucket?.earliestMs ?? Infinity;
        return;
      }
      this.#buckets[index] = new Bucket<E>();
      this.#floorMs = bucket.earliestMs;
      this.#spread(bucket, take);
    }
  }

  /** Before its entries get other names. */
  rename(newName: (entry: E) => E): void {
    this.#sweep();
    for (const { entries } of this.#buckets) {
      for (const [place, entry] of entries.entries()) entries[place] = newName(entry);
    }
  }

  /** In no particular order. The line must not change meanwhile. */
  *[Symbol.iterator](): Generator<E, void, undefined> {
    for (const { entries, orders } of this.#buckets) {
      for (const [place, entry] of entries.entries()) if (this.#facts.delayOrder(entry) === orders[place]) yield entry;
    }
  }

  #put(entry: E, dueMs: number, order: number): void {
    this.#buckets[this.#bucketOf(dueMs)]?.push(entry, dueMs, order);
    if (dueMs < this.#earliestMs) this.#earliestMs = dueMs;
  }

  /** Puts what was in a bucket where it belongs now that the floor has risen. What is on the floor is due, and taken. */
  #spread({ entries, dueTimes, orders }: Bucket<E>, take: (entry: E) => void): void {
    for (let place = 0; place < entries.length; place++) {
      const [entry, dueMs, order] = [entries[place], dueTimes[place], orders[place]];
      if (entry === undefined || dueMs === undefined || order === undefined) continue;
      if (dueMs !== this.#floorMs) {
        // Whether it is void is seen when its time comes: to look at every entry that moves would cost a cache miss each.
        this.#put(entry, dueMs, order);
      } else if (this.#facts.delayOrder(entry) === order) {
        this.#facts.setDelayOrder(entry, 0);
        this.#length--;
        take(entry);
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
    for (const entry of valid) this.#put(entry, this.#facts.dueMs(entry), this.#facts.delayOrder(entry));
  }

  /** 0 for the floor itself, else 1 + the highest bit in which the due time differs from it. */
  #bucketOf(dueMs: number): number {
    const high = Math.floor(dueMs / TWO_TO_32) ^ Math.floor(this.#floorMs / TWO_TO_32);
    return high === 0 ? 32 - Math.clz32(dueMs ^ this.#floorMs) : 64 - Math.clz32(high);
  }
}

function newBuckets<E>(): Bucket<E>[] {
  return Array.from({ length: BUCKETS }, () => new Bucket<E>());
}

function isOccupied({ entries }: { entries: readonly unknown[] }): boolean {
  return entries.length > 0;
}
