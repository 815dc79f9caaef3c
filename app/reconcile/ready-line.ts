import { EntryList } from "./entry-list.ts";
import { IndexedHeap, type HeapItem } from "../indexed-heap.ts";
import type { QueueEntry } from "./queue-entry.ts";

/** The entries of one priority, first come, first served. In the heap while it has any. */
class Level<E extends QueueEntry<E>> implements HeapItem {
  readonly priority: number;
  readonly entries = new EntryList<E>();
  readonly rank: number;
  readonly order = 0;
  heapIndex = -1;

  constructor(priority: number) {
    this.priority = priority;
    this.rank = -priority;
  }
}

/** Programs use a few priorities again and again: so many levels outlive their last entry. */
const KEPT_LEVELS = 16;

/** The entries that are ready: higher priority first, then first come. O(1) with few priorities, O(log n) with many. */
export class ReadyLine<E extends QueueEntry<E>> {
  readonly #levels = new Map<number, Level<E>>();
  readonly #occupied = new IndexedHeap<Level<E>>();
  #lastUsed = new Level<E>(0);
  #length = 0;

  constructor() {
    this.#levels.set(0, this.#lastUsed);
  }

  get length(): number {
    return this.#length;
  }

  get highestPriority(): number | undefined {
    return this.#occupied.peek()?.priority;
  }

  /** To the end of the level of its priority. */
  push(entry: E): void {
    const level = this.#level(entry.priority);
    level.entries.push(entry);
    this.#entered(level);
  }

  /** To the front of the level of its priority. */
  unshift(entry: E): void {
    const level = this.#level(entry.priority);
    level.entries.unshift(entry);
    this.#entered(level);
  }

  shift(): E | undefined {
    const level = this.#occupied.peek();
    const entry = level?.entries.first;
    if (level !== undefined && entry !== undefined) this.#leave(level, entry);
    return entry;
  }

  /** The entry must be in the line, and have the priority with which it came. */
  remove(entry: E): void {
    this.#leave(this.#level(entry.priority), entry);
  }

  /** In the order in which they will be taken; the line must not change meanwhile. */
  *[Symbol.iterator](): Generator<E, void, undefined> {
    const levels = [...this.#occupied].toSorted((a, b) => a.rank - b.rank);
    for (const level of levels) yield* level.entries;
  }

  #level(priority: number): Level<E> {
    if (this.#lastUsed.priority === priority) return this.#lastUsed;
    let level = this.#levels.get(priority);
    if (level === undefined) {
      level = new Level<E>(priority);
      this.#levels.set(priority, level);
    }
    this.#lastUsed = level;
    return level;
  }

  #entered(level: Level<E>): void {
    if (level.heapIndex < 0) this.#occupied.push(level);
    this.#length++;
  }

  #leave(level: Level<E>, entry: E): void {
    level.entries.remove(entry);
    this.#length--;
    if (level.entries.length > 0) return;
    this.#occupied.remove(level);
    if (this.#levels.size > KEPT_LEVELS) this.#forget(level);
  }

  #forget(level: Level<E>): void {
    this.#levels.delete(level.priority);
    // It would be found by its priority and filled again, beside a new one in the map.
    if (this.#lastUsed === level) this.#lastUsed = this.#level(0);
  }
}
