import { IndexedHeap, type HeapItem } from "../indexed-heap.ts";
import { NONE, type QueueTable } from "./queue-table.ts";
import { RowList } from "./row-list.ts";

/** The rows of one priority, first come, first served. In the heap while it has any. */
class Level implements HeapItem {
  readonly priority: number;
  readonly rows: RowList;
  readonly rank: number;
  readonly order = 0;
  heapIndex = -1;

  constructor(table: QueueTable, priority: number) {
    this.rows = new RowList(table);
    this.priority = priority;
    this.rank = -priority;
  }
}

/** Programs use a few priorities again and again: so many levels outlive their last row. */
const KEPT_LEVELS = 16;

/** The rows that are ready: higher priority first, then first come. O(1) with few priorities, O(log n) with many. */
export class ReadyLine implements Iterable<number> {
  readonly #table: QueueTable;
  readonly #levels = new Map<number, Level>();
  readonly #occupied = new IndexedHeap<Level>();
  #lastUsed: Level;
  #length = 0;

  constructor(table: QueueTable) {
    this.#table = table;
    this.#lastUsed = this.#newLevel(0);
  }

  get length(): number {
    return this.#length;
  }

  get highestPriority(): number | undefined {
    return this.#occupied.peek()?.priority;
  }

  /** To the end of the level of its priority. */
  push(row: number): void {
    const level = this.#levelOf(row);
    level.rows.push(row);
    this.#entered(level);
  }

  /** To the front of the level of its priority. */
  unshift(row: number): void {
    const level = this.#levelOf(row);
    level.rows.unshift(row);
    this.#entered(level);
  }

  /** `NONE` if the line is empty. */
  shift(): number {
    const level = this.#occupied.peek();
    if (level === undefined) return NONE;
    const row = level.rows.first;
    this.#leave(level, row);
    return row;
  }

  /** The row must be in the line, and have the priority with which it came. */
  remove(row: number): void {
    this.#leave(this.#levelOf(row), row);
  }

  /** Before the table moves its rows. */
  renumber(newRows: Int32Array): void {
    for (const level of this.#occupied) level.rows.renumber(newRows);
  }

  /** In the order in which they will be taken; the line must not change meanwhile. */
  *[Symbol.iterator](): Generator<number, void, undefined> {
    const levels = [...this.#occupied].toSorted((a, b) => a.rank - b.rank);
    for (const level of levels) yield* level.rows;
  }

  #levelOf(row: number): Level {
    return this.#level(this.#table.priority[row] ?? 0);
  }

  #level(priority: number): Level {
    if (this.#lastUsed.priority === priority) return this.#lastUsed;
    this.#lastUsed = this.#levels.get(priority) ?? this.#newLevel(priority);
    return this.#lastUsed;
  }

  #newLevel(priority: number): Level {
    const level = new Level(this.#table, priority);
    this.#levels.set(priority, level);
    return level;
  }

  #entered(level: Level): void {
    if (level.heapIndex < 0) this.#occupied.push(level);
    this.#length++;
  }

  #leave(level: Level, row: number): void {
    level.rows.remove(row);
    this.#length--;
    if (level.rows.length > 0) return;
    this.#occupied.remove(level);
    if (this.#levels.size > KEPT_LEVELS) this.#forget(level);
  }

  #forget(level: Level): void {
    this.#levels.delete(level.priority);
    // It would be found by its priority and filled again, beside a new one in the map.
    if (this.#lastUsed === level) this.#lastUsed = this.#level(0);
  }
}
