import { EngineError } from "../errors.ts";
import { KeyQueue, type KeyQueueOptions } from "./key-queue.ts";
import type { MeasuredQueue, QueueCounters, QueueMetricsProvider } from "./queue-metrics.ts";

export interface WorkQueueOptions<T> extends KeyQueueOptions<T> {
  /** Under which its metrics appear; `workqueue` by default. */
  name?: string;
  metrics?: QueueMetricsProvider;
}

export interface AddOptions {
  /** Higher first; 0 by default. */
  priority?: number;
}

/**
 * A queue of work by key, as client-go's: a key that waits already is not queued again; at most one worker has a key,
 * and one that is added meanwhile comes back once after `done`; higher priority first, then ready time, then first come;
 * of several delays the earliest counts. Adding, taking and finishing are O(1), or O(log n) in what is delayed.
 */
export class WorkQueue<T> implements MeasuredQueue {
  readonly #queue: KeyQueue<T>;

  constructor(options: WorkQueueOptions<T> = {}) {
    this.#queue = new KeyQueue(options);
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
    checkItem(item);
    return this.#queue.add(item, options?.priority);
  }

  /**
   * Makes an item ready after a delay, unless its key is to be ready sooner anyway.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the item is undefined, the delay not a finite number of at least 0, or the
   * priority not a finite number
   */
  addAfter(item: T, delayMs: number, options?: AddOptions): boolean {
    checkItem(item);
    return this.#queue.addAfter(item, delayMs, options?.priority);
  }

  /**
   * Takes the next item as soon as one is ready; callers are served in the order in which they came. Whoever has it calls
   * `done` in the end. Resolves with undefined once the queue is shut down and nothing is ready.
   */
  get(): Promise<T | undefined> {
    return this.#queue.get();
  }

  /** Takes the next item if one is ready. `queue.tryGet() ?? (await queue.get())` waits only where there is a need to. */
  tryGet(): T | undefined {
    return this.#queue.tryGet();
  }

  /** Gives the item's key back; does nothing if no worker has it. */
  done(item: T): void {
    this.#queue.done(item);
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
    return this.#queue.shutDownNow();
  }

  /** The priority with which a worker took the item, while it has it. */
  protected takenPriority(item: T): number | undefined {
    return this.#queue.takenPriority(item);
  }
}

function checkItem(item: unknown): void {
  if (item !== undefined) return;
  const message = "item must not be undefined: get() resolves with undefined when the queue is shut down.";
  throw new EngineError("Invalid", message, { field: "item" });
}
