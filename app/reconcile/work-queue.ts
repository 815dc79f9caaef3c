import { checkNumber } from "../check-number.ts";
import type { Clock } from "../clock.ts";
import { EngineError } from "../errors.ts";
import { IDLE } from "./entry-facts.ts";
import { EntryQueue } from "./entry-queue.ts";
import { EntryTable } from "./entry-table.ts";
import type { MeasuredQueue, QueueCounters, QueueMetricsProvider } from "./queue-metrics.ts";

export interface WorkQueueOptions<T> {
  /** What makes two items the same piece of work. By default an item is its own identity, as in a `Map`. */
  key?: (item: T) => string;
  /**
   * Makes one item of the one that waits (ready, delayed, or behind one that a worker has) and one that is added. Must
   * keep the key. By default the one that waits stays as it is.
   */
  merge?: (held: T, added: T) => T;
  clock?: Clock;
  /** Under which its metrics appear; `workqueue` by default. */
  name?: string;
  metrics?: QueueMetricsProvider;
}

export interface AddOptions {
  /** Higher first; 0 by default. */
  priority?: number;
}

/** So many keys with nothing to do may be remembered, and three times as many as have something to do. */
const IDLE_KEYS_KEPT = 16_384;
/** What few workers have is found again by a look at each, which costs less than one into the map. */
const FEW_WORKERS = 8;

/**
 * A queue of work by key, as client-go's: a key that waits already is not queued again; at most one worker has a key,
 * and one that is added meanwhile comes back once after `done`; higher priority first, then ready time, then first come;
 * of several delays the earliest counts. Adding, taking and finishing are O(1), or O(log n) in what is delayed.
 */
export class WorkQueue<T> implements MeasuredQueue {
  /** Its entries are rows of the table. */
  readonly #queue: EntryQueue<number>;
  readonly #table = new EntryTable();
  /** By row: the item that waits; if none does, the one that a worker has. */
  #items: T[] = [];
  /** By key. To forget a key as soon as there is nothing to do would cost more than to forget thousands at once. */
  #rows = new Map<unknown, number>();
  #idleKeys = 0;
  readonly #key: ((item: T) => string) | undefined;
  readonly #merge: ((held: T, added: T) => T) | undefined;

  constructor(options: WorkQueueOptions<T> = {}) {
    this.#queue = new EntryQueue(this.#table, options.clock);
    this.#key = options.key;
    this.#merge = options.merge;
    options.metrics?.watch(options.name ?? "workqueue", this);
  }

  /** How many keys are ready. */
  get length(): number {
    return this.#queue.length;
  }

  /** How many keys workers have. */
  get processingCount(): number {
    return this.#queue.processingCount;
  }

  get counters(): QueueCounters {
    return this.#queue.counters;
  }

  workAges(): Iterable<number> {
    return this.#queue.workAges();
  }

  /**
   * Makes an item ready; at once if its key was delayed, after `done` if a worker has it. A higher priority counts, a
   * lower one does not.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the item is undefined or the priority not a finite number
   */
  add(item: T, options?: AddOptions): boolean {
    const priority = options?.priority ?? 0;
    checkNumber("priority", priority);
    return !this.#queue.isShutDown && this.#queue.add(this.#rowFor(item), priority);
  }

  /**
   * Makes an item ready after a delay, unless its key is to be ready sooner anyway.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the item is undefined, the delay not a finite number of at least 0, or the
   * priority not a finite number
   */
  addAfter(item: T, delayMs: number, options?: AddOptions): boolean {
    const priority = options?.priority ?? 0;
    checkNumber("delayMs", delayMs, 0);
    checkNumber("priority", priority);
    return !this.#queue.isShutDown && this.#queue.addAfter(this.#rowFor(item), delayMs, priority);
  }

  /**
   * Takes the next item as soon as one is ready; callers are served in the order in which they came. Whoever has it calls
   * `done` in the end. Resolves with undefined once the queue is shut down and nothing is ready.
   */
  get(): Promise<T | undefined> {
    const row = this.#queue.tryGet();
    if (row !== undefined) return Promise.resolve(this.#items[row]);
    return new Promise((resolve) => {
      this.#queue.take((row) => resolve(row === undefined ? undefined : this.#items[row]));
    });
  }

  /** Takes the next item if one is ready. `queue.tryGet() ?? (await queue.get())` waits only where there is a need to. */
  tryGet(): T | undefined {
    const row = this.#queue.tryGet();
    return row === undefined ? undefined : this.#items[row];
  }

  /** Gives the item's key back; does nothing if no worker has it. */
  done(item: T): void {
    const row = this.#rowTaken(item);
    if (row === undefined) return;
    this.#queue.done(row);
    if (!this.#isIdle(row)) return;
    this.#idleKeys++;
    this.#forgetIfAllIdle();
  }

  /** What is ready is still handed out; then every `get` resolves with undefined. Ends the wait of a drain. */
  shutDown(): void {
    this.#queue.shutDown();
  }

  /** The same, and resolves when nothing is ready or with a worker, or when another shutdown ends the wait. */
  shutDownWithDrain(): Promise<void> {
    return this.#queue.shutDownWithDrain();
  }

  /**
   * Every `get` resolves with undefined at once.
   * @returns what waited: what was ready, in order; what was added while a worker had its key; what was delayed, by due time
   */
  shutDownNow(): T[] {
    const rows = this.#queue.shutDownNow();
    const waiting: T[] = [];
    for (const row of rows) {
      const item = this.#items[row];
      if (item !== undefined) waiting.push(item);
      if (this.#isIdle(row)) this.#idleKeys++;
    }
    this.#forgetIfAllIdle();
    return waiting;
  }

  /** The priority with which a worker took the item, while it has it. */
  protected takenPriority(item: T): number | undefined {
    const row = this.#rowTaken(item);
    return row === undefined ? undefined : this.#table.takenPriority(row);
  }

  #identity(item: T): unknown {
    return this.#key === undefined ? item : this.#key(item);
  }

  #isIdle(row: number): boolean {
    return this.#table.place(row) === IDLE && !this.#table.isProcessing(row);
  }

  /** The item's row, with the item in it as one that waits. */
  #rowFor(item: T): number {
    if (item === undefined) {
      const message = "item must not be undefined: get() resolves with undefined when the queue is shut down.";
      throw new EngineError("Invalid", message, { field: "item" });
    }
    const identity = this.#identity(item);
    const row = this.#rows.get(identity);
    if (row === undefined) return this.#open(identity, item);
    const held = this.#items[row];
    if (held === undefined || this.#table.place(row) === IDLE) {
      if (!this.#table.isProcessing(row)) this.#idleKeys--;
      this.#items[row] = item;
    } else if (this.#merge !== undefined) {
      this.#items[row] = this.#merge(held, item);
    }
    return row;
  }

  #open(identity: unknown, item: T): number {
    if (this.#idleKeys > IDLE_KEYS_KEPT + 3 * (this.#rows.size - this.#idleKeys)) this.#forgetIdle();
    const row = this.#table.open();
    this.#items[row] = item;
    this.#rows.set(identity, row);
    return row;
  }

  #rowTaken(item: T): number | undefined {
    const first = this.#queue.firstProcessing;
    if (first !== undefined && this.#items[first] === item) return first;
    const identity = this.#identity(item);
    let row = first;
    for (let looked = 0; looked < FEW_WORKERS && row !== undefined; looked++) {
      const taken = this.#items[row];
      if (taken === item || (taken !== undefined && this.#identity(taken) === identity)) return row;
      row = this.#table.next(row);
    }
    const found = this.#rows.get(identity);
    return found !== undefined && this.#table.isProcessing(found) ? found : undefined;
  }

  #forgetIfAllIdle(): void {
    if (this.#idleKeys < this.#rows.size) return;
    this.#rows = new Map();
    this.#idleKeys = 0;
    this.#items = [];
    this.#table.clear();
  }

  #forgetIdle(): void {
    const newRows = new Int32Array(this.#items.length).fill(-1);
    const rows = new Map<unknown, number>();
    const items: T[] = [];
    for (const [identity, row] of this.#rows) {
      const item = this.#items[row];
      if (item === undefined || this.#isIdle(row)) continue;
      newRows[row] = items.length;
      rows.set(identity, items.length);
      items.push(item);
    }
    this.#queue.rename((row) => newRows[row] ?? row);
    this.#table.move(newRows);
    this.#rows = rows;
    this.#items = items;
    this.#idleKeys = 0;
  }
}
