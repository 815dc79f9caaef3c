import { checkNumber } from "../check-number.ts";
import type { Clock } from "../clock.ts";
import { EngineError } from "../errors.ts";
import { EntryQueue } from "./entry-queue.ts";
import { QueueEntry } from "./queue-entry.ts";
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

/** One key's place in the queue. */
class KeyEntry<T> extends QueueEntry<KeyEntry<T>> {
  /** The item that waits; if none does, the one that a worker has. */
  item: T;

  constructor(item: T) {
    super();
    this.item = item;
  }

  /** Whether nothing is asked of it and no worker has it. */
  get isIdle(): boolean {
    return this.place === "idle" && !this.processing;
  }
}

/**
 * A queue of work by key, as client-go's: a key that waits already is not queued again; at most one worker has a key,
 * and one that is added meanwhile comes back once after `done`; higher priority first, then ready time, then first come;
 * of several delays the earliest counts. Adding, taking and finishing are O(1), or O(log n) in what is delayed.
 */
export class WorkQueue<T> implements MeasuredQueue {
  readonly #queue: EntryQueue<KeyEntry<T>>;
  #entries = new Map<unknown, KeyEntry<T>>();
  #idle = 0;
  readonly #key: ((item: T) => string) | undefined;
  readonly #merge: ((held: T, added: T) => T) | undefined;

  constructor(options: WorkQueueOptions<T> = {}) {
    this.#queue = new EntryQueue(options.clock);
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
  add(item: T, { priority = 0 }: AddOptions = {}): boolean {
    checkNumber("priority", priority);
    return !this.#queue.isShutDown && this.#queue.add(this.#entryFor(item), priority);
  }

  /**
   * Makes an item ready after a delay, unless its key is to be ready sooner anyway.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the item is undefined, the delay not a finite number of at least 0, or the
   * priority not a finite number
   */
  addAfter(item: T, delayMs: number, { priority = 0 }: AddOptions = {}): boolean {
    checkNumber("delayMs", delayMs, 0);
    checkNumber("priority", priority);
    return !this.#queue.isShutDown && this.#queue.addAfter(this.#entryFor(item), delayMs, priority);
  }

  /**
   * Takes the next item as soon as one is ready; callers are served in the order in which they came. Whoever has it calls
   * `done` in the end. Resolves with undefined once the queue is shut down and nothing is ready.
   */
  get(): Promise<T | undefined> {
    const entry = this.#queue.tryGet();
    if (entry !== undefined) return Promise.resolve(entry.item);
    return new Promise((resolve) => {
      this.#queue.take((entry) => resolve(entry?.item));
    });
  }

  /** Takes the next item if one is ready. `queue.tryGet() ?? (await queue.get())` waits only where there is a need to. */
  tryGet(): T | undefined {
    return this.#queue.tryGet()?.item;
  }

  /** Gives the item's key back; does nothing if no worker has it. */
  done(item: T): void {
    const entry = this.#entryTaken(item);
    if (entry === undefined) return;
    this.#queue.done(entry);
    if (!entry.isIdle) return;
    this.#idle++;
    this.#forgetIdle();
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
    const waiting = this.#queue.shutDownNow();
    for (const entry of waiting) if (entry.isIdle) this.#idle++;
    this.#forgetIdle();
    return waiting.map((entry) => entry.item);
  }

  /** The priority with which a worker took the item, while it has it. */
  protected takenPriority(item: T): number | undefined {
    return this.#entryTaken(item)?.takenPriority;
  }

  #identity(item: T): unknown {
    return this.#key === undefined ? item : this.#key(item);
  }

  /** The item's entry, with the item in it as one that waits. */
  #entryFor(item: T): KeyEntry<T> {
    if (item === undefined) {
      const message = "item must not be undefined: get() resolves with undefined when the queue is shut down.";
      throw new EngineError("Invalid", message, { field: "item" });
    }
    const identity = this.#identity(item);
    const entry = this.#entries.get(identity);
    if (entry === undefined) {
      const created = new KeyEntry(item);
      this.#entries.set(identity, created);
      return created;
    }
    if (entry.isIdle) this.#idle--;
    if (entry.place === "idle") entry.item = item;
    else if (this.#merge !== undefined) entry.item = this.#merge(entry.item, item);
    return entry;
  }

  #entryTaken(item: T): KeyEntry<T> | undefined {
    const identity = this.#identity(item);
    let entry = this.#queue.firstProcessing;
    for (let looked = 0; looked < FEW_WORKERS && entry !== undefined; looked++) {
      if (this.#identity(entry.item) === identity) return entry;
      entry = entry.next;
    }
    const found = this.#entries.get(identity);
    return found?.processing === true ? found : undefined;
  }

  #forgetIdle(): void {
    const busy = this.#entries.size - this.#idle;
    if (busy === 0) {
      this.#entries.clear();
      this.#idle = 0;
    } else if (this.#idle > 16384 + 3 * busy) {
      const kept = new Map<unknown, KeyEntry<T>>();
      for (const [identity, entry] of this.#entries) if (!entry.isIdle) kept.set(identity, entry);
      this.#entries = kept;
      this.#idle = 0;
    }
  }
}

const FEW_WORKERS = 8;
