import { EntryList } from "./entry-list.ts";
import { IndexedHeap, type HeapItem } from "../indexed-heap.ts";
import type { EntryFacts } from "./entry-facts.ts";

/** The entries of one priority, first come, first served. In the heap while it has any. */
class Level<E> implements HeapItem {
  readonly priority: number;
  readonly entries: EntryList<E>;
  readonly rank: number;
  readonly order = 0;
  heapIndex = -1;

  constructor(facts: EntryFacts<E>, priority: number) {
    this.entries = new EntryList(facts);
    this.priority = priority;
    this.rank = -priority;
  }
}

/** Programs use a few priorities again and again: so many levels outlive their last entry. */
const KEPT_LEVELS = 16;

/** The entries that are ready: higher priority first, then first come. O(1) with few priorities, O(log n) with many. */
export class ReadyLine<E> {
  readonly #levels = new Map<number, Level<E>>();
  readonly #occupied = new IndexedHeap<Level<E>>();
  readonly #facts: EntryFacts<E>;
  #lastUsed: Level<E>;
  #length = 0;

  constructor(facts: EntryFacts<E>) {
    this.#facts = facts;
    this.#lastUsed = this.#newLevel(0);
  }

  get length(): number {
    return this.#length;
  }

  get highestPriority(): number | undefined {
    return this.#occupied.peek()?.priority;
  }

  /** To the end of the level of its priority. */
  push(entry: E): void {
    const level = this.#level(this.#facts.priority(entry));
    level.entries.push(entry);
    this.#entered(level);
  }

  /** To the front of the level of its priority. */
  unshift(entry: E): void {
    const level = this.#level(this.#facts.priority(entry));
    level.entries.unshift(entry);
    this.#entered(level);
  }

  shift(): E | undefined {
    const level = this.#occupied.peek();
    if (level === undefined) return undefined;
    const entry = level.entries.shift();
    this.#left(level);
    return entry;
  }

  /** The entry must be in the line, and have the priority with which it came. */
  remove(entry: E): void {
    const level = this.#level(this.#facts.priority(entry));
    level.entries.remove(entry);
    this.#left(level);
  }

  /** When its entries have got other names. */
  rename(newName: (entry: E) => E): void {
    for (const level of this.#occupied) level.entries.rename(newName);
  }

  /** In the order in which they will be taken; the line must not change meanwhile. */
  *[Symbol.iterator](): Generator<E, void, undefined> {
    const levels = [...this.#occupied].toSorted((a, b) => a.rank - b.rank);
    for (const level of levels) yield* level.entries;
  }

  #level(priority: number): Level<E> {
    if (this.#lastUsed.priority === priority) return this.#lastUsed;
    this.#lastUsed = this.#levels.get(priority) ?? this.#newLevel(priority);
    return this.#lastUsed;
  }

  #newLevel(priority: number): Level<E> {
    const level = new Level(this.#facts, priority);
    this.#levels.set(priority, level);
    return level;
  }

  #entered(level: Level<E>): void {
    if (level.heapIndex < 0) this.#occupied.push(level);
    this.#length++;
  }

  #left(level: Level<E>): void {
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
