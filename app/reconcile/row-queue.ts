import { Fifo } from "../fifo.ts";
import { checkNumber } from "../check-number.ts";
import type { Clock } from "../clock.ts";
import { systemClock } from "../system-clock.ts";
import { DelayLine } from "./delay-line.ts";
import { DueTimer } from "./due-timer.ts";
import { QueueCounters, type MeasuredQueue } from "./queue-metrics.ts";
import { DELAYED, DIRTY, HELD, IDLE, NONE, QueueTable, READY } from "./queue-table.ts";
import { ReadyLine } from "./ready-line.ts";
import { RowList } from "./row-list.ts";

/**
 * Given the next item, or undefined once the queue is shut down. Called from within whatever made the item ready: it
 * must not throw, and should be quick.
 */
export type Waiter<T> = (item: T | undefined) => void;

/**
 * A work queue, but for how an item finds its row in the queue's table:
 * - Once: an item that waits already is not queued again. If its priority is raised, it moves to the end of its new level.
 * - One holder: an item that a worker has is not handed out. If it is added meanwhile, it is ready again after `done`.
 * - Fair: higher priority first, then the one that was ready sooner, then first come.
 * - Soonest: of several times at which an item is to be ready the earliest counts.
 *
 * Every operation is O(1), or O(log n) in what is delayed. Delays are awake time (see `DueTimer`).
 */
export abstract class RowQueue<T> implements MeasuredQueue {
  readonly counters = new QueueCounters();
  protected readonly table = new QueueTable();
  /** By row. Undefined where a row is closed. */
  protected items: (T | undefined)[] = [];
  /** What workers have, in the order in which they took it. */
  protected readonly processingRows = new RowList(this.table);
  readonly #ready = new ReadyLine(this.table);
  readonly #delayed = new DelayLine(this.table);
  readonly #dueTimer: DueTimer;
  /** What would be ready if it were not held. */
  readonly #held = new RowList(this.table);
  /** Empty whenever something is ready. */
  readonly #waiters = new Fifo<Waiter<T>>();
  /** Called once nothing is ready or with a worker. */
  readonly #drainListeners: (() => void)[] = [];
  #shutDown = false;

  constructor(clock: Clock = systemClock) {
    this.#dueTimer = new DueTimer(clock, () => {
      this.#makeDueReady();
      this.#setTimer();
      this.#serveWaiters();
    });
  }

  /** The row of an item; `NONE` if it has none, in which case it waits nowhere and no worker has it. */
  protected abstract rowOf(item: T): number;

  /** The row of an item that is added; opened if it has none. The queue changes only after it has returned. */
  protected abstract rowFor(item: T): number;

  /** Called when nothing is asked of a row any more and no worker has it. It may be closed. */
  protected abstract becameIdle(row: number): void;

  /** Called when rows have got other numbers. */
  protected abstract renumbered(newRows: Int32Array): void;

  /** How many are ready. */
  get length(): number {
    return this.#ready.length;
  }

  get processingCount(): number {
    return this.processingRows.length;
  }

  get delayedCount(): number {
    return this.#delayed.length;
  }

  get heldCount(): number {
    return this.#held.length;
  }

  get isShutDown(): boolean {
    return this.#shutDown;
  }

  /**
   * Makes an item ready; at once if it was delayed, after `done` if a worker has it. A higher priority counts, a lower one does not.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the priority is not a finite number
   */
  add(item: T, priority = 0): boolean {
    checkNumber("priority", priority);
    if (this.#shutDown) return false;
    this.#makeDueReady();
    this.#addRow(this.rowFor(item), priority);
    this.#serveWaiters();
    return true;
  }

  /**
   * Makes an item ready after a delay, unless it is to be ready sooner anyway.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the delay is not a finite number of at least 0, or the priority not a finite number
   */
  addAfter(item: T, delayMs: number, priority = 0): boolean {
    checkNumber("delayMs", delayMs, 0);
    checkNumber("priority", priority);
    if (this.#shutDown) return false;
    this.#makeDueReady();
    const row = this.rowFor(item);
    this.counters.retries++;
    if (delayMs === 0) this.#addRow(row, priority);
    else this.#delay(row, this.#dueTimer.now() + delayMs, priority);
    this.#serveWaiters();
    return true;
  }

  /** Takes the next item, if one is ready. Whoever has it calls `done` in the end. */
  tryGet(): T | undefined {
    this.#makeDueReady();
    this.#serveWaiters();
    return this.#take();
  }

  /** Takes the next item as soon as one is ready; waiters are served in the order in which they came. */
  take(waiter: Waiter<T>): void {
    const item = this.tryGet();
    if (item === undefined && !this.#shutDown) this.#waiters.push(waiter);
    else waiter(item);
  }

  /** Takes the next item as soon as one is ready; undefined once the queue is shut down and nothing is ready. */
  get(): Promise<T | undefined> {
    const item = this.tryGet();
    if (item !== undefined) return Promise.resolve(item);
    return new Promise((resolve) => {
      this.take(resolve);
    });
  }

  /** Gives an item back; does nothing if no worker has it. */
  done(item: T): void {
    const row = this.rowOf(item);
    const { table } = this;
    if (row === NONE || table.processing[row] === 0) return;
    table.processing[row] = 0;
    this.processingRows.remove(row);
    const now = this.#dueTimer.now();
    this.counters.workDuration.observe(now - (table.sinceMs[row] ?? now));
    table.sinceMs[row] = now;
    this.#makeDueReady();
    if (table.place[row] === DIRTY) this.#line(row);
    else if (table.place[row] === IDLE) this.becameIdle(row);
    this.#shrink();
    this.#serveWaiters();
    this.#checkDrained();
  }

  /**
   * Withdraws what was asked of an item. A worker that has it keeps it.
   * @returns whether anything was
   */
  remove(item: T): boolean {
    const row = this.#waitingRowOf(item);
    if (row === NONE) return false;
    this.#withdraw(row);
    this.#shrink();
    this.#setTimer();
    this.#checkDrained();
    return true;
  }

  /**
   * Makes an item that waits the very next one, with at least the highest priority of what is ready. If it is held or
   * dirty, that is its priority once it is ready.
   * @returns whether it waits at all
   */
  moveToFront(item: T): boolean {
    const row = this.#waitingRowOf(item);
    if (row === NONE) return false;
    const { table } = this;
    const own = table.priority[row] ?? 0;
    const priority = Math.max(own, this.#ready.highestPriority ?? own);
    if (table.processing[row] === 1 || table.held[row] === 1) {
      if (this.#shutDown) return false;
      this.#makeDueReady();
      this.#addRow(row, priority);
    } else {
      this.#leavePlace(row);
      this.#setTimer();
      if (table.place[row] === DELAYED) {
        table.sinceMs[row] = this.#dueTimer.now();
        this.counters.adds++;
      }
      table.place[row] = READY;
      table.priority[row] = priority;
      this.#ready.unshift(row);
    }
    this.#serveWaiters();
    return true;
  }

  /** What is ready is still handed out; then every `get` resolves with undefined. Ends the wait of a drain. */
  shutDown(): void {
    this.#refuseMore();
    this.#endDrain();
  }

  /** The same, and resolves when nothing is ready or with a worker, or when another shutdown ends the wait. */
  shutDownWithDrain(): Promise<void> {
    this.#refuseMore();
    return new Promise((resolve) => {
      this.#drainListeners.push(resolve);
      this.#checkDrained();
    });
  }

  /**
   * Nothing is handed out any more.
   * @returns what waited: ready in order, then dirty and held, then delayed in order of their due times
   */
  shutDownNow(): T[] {
    this.#refuseMore();
    const { place, dueMs, delayOrder } = this.table;
    const dirty = [...this.processingRows].filter((row) => place[row] === DIRTY);
    const delayed = [...this.#delayed].toSorted((a, b) => compare(dueMs, a, b) || compare(delayOrder, a, b));
    const rows = [...this.#ready, ...dirty, ...this.#held, ...delayed];
    const waiting = [...this.#itemsOf(rows)];
    for (const row of rows) this.#withdraw(row);
    this.#shrink();
    this.#endDrain();
    return waiting;
  }

  /** In the order in which they will be taken. This and the iterables below: the queue must not change meanwhile. */
  ready(): Iterable<T> {
    return this.#itemsOf(this.#ready);
  }

  /** In no particular order. A worker may have some of them. */
  delayed(): Iterable<T> {
    return this.#itemsOf(this.#delayed);
  }

  /** In the order in which they were taken. */
  processing(): Iterable<T> {
    return this.#itemsOf(this.processingRows);
  }

  /** In the order in which they would have been ready. Without those that are held but delayed or with a worker. */
  held(): Iterable<T> {
    return this.#itemsOf(this.#held);
  }

  *workAges(): Generator<number, void, undefined> {
    const now = this.#dueTimer.now();
    for (const row of this.processingRows) yield now - (this.table.sinceMs[row] ?? now);
  }

  protected timeOfDay(queueMs: number): number {
    return this.#dueTimer.timeOfDay(queueMs);
  }

  /** Keeps what is asked of a row from the workers. One that has it finishes. */
  protected holdRow(row: number): void {
    this.table.held[row] = 1;
    if (this.table.place[row] !== READY) return;
    this.#ready.remove(row);
    this.#line(row);
    this.#checkDrained();
  }

  protected releaseRow(row: number): void {
    this.table.held[row] = 0;
    if (this.table.place[row] !== HELD) return;
    this.#makeDueReady();
    this.#held.remove(row);
    this.table.sinceMs[row] = this.#dueTimer.now();
    this.#line(row);
    this.#serveWaiters();
  }

  protected open(item: T): number {
    const row = this.table.open();
    this.items[row] = item;
    return row;
  }

  /** The row must be idle. */
  protected close(row: number): void {
    this.items[row] = undefined;
    this.table.close(row);
  }

  /** All rows must be idle. */
  protected closeAll(): void {
    this.items = [];
    this.table.closeAll();
  }

  #addRow(row: number, priority: number): void {
    const { table } = this;
    switch (table.place[row]) {
      case IDLE:
        table.priority[row] = priority;
        this.#makeReady(row);
        break;
      case DELAYED:
        this.#delayed.remove(row);
        this.#setTimer();
        this.#raise(row, priority);
        this.#makeReady(row);
        break;
      default:
        this.#raise(row, priority);
    }
  }

  #delay(row: number, dueMs: number, priority: number): void {
    const { table } = this;
    if (table.place[row] === IDLE) {
      table.place[row] = DELAYED;
      table.priority[row] = priority;
      if (table.processing[row] === 0) table.sinceMs[row] = this.#dueTimer.now();
    } else {
      this.#raise(row, priority);
      if (table.place[row] !== DELAYED || dueMs >= (table.dueMs[row] ?? 0)) return;
      this.#delayed.remove(row);
    }
    this.#delayed.add(row, dueMs);
    this.#setTimer();
  }

  #take(): T | undefined {
    const row = this.#ready.shift();
    if (row === NONE) return undefined;
    const { table } = this;
    table.place[row] = IDLE;
    table.processing[row] = 1;
    table.takenPriority[row] = table.priority[row] ?? 0;
    const now = this.#dueTimer.now();
    this.counters.queueDuration.observe(now - (table.sinceMs[row] ?? now));
    table.sinceMs[row] = now;
    this.processingRows.push(row);
    return this.items[row];
  }

  /** The row waits nowhere. */
  readonly #makeReady = (row: number): void => {
    this.counters.adds++;
    if (this.table.processing[row] === 1) {
      this.table.place[row] = DIRTY;
    } else {
      this.table.sinceMs[row] = this.#dueTimer.now();
      this.#line(row);
    }
  };

  #line(row: number): void {
    if (this.table.held[row] === 1) {
      this.table.place[row] = HELD;
      this.#held.push(row);
    } else {
      this.table.place[row] = READY;
      this.#ready.push(row);
    }
  }

  #raise(row: number, priority: number): void {
    const { table } = this;
    if (priority <= (table.priority[row] ?? 0)) return;
    const isReady = table.place[row] === READY;
    if (isReady) this.#ready.remove(row);
    table.priority[row] = priority;
    if (isReady) this.#ready.push(row);
  }

  /**
   * Done before anything else becomes ready or is taken: what fell due before comes before, however late the timer is.
   * Serves no waiters: whoever is called from here could change what the caller is about to change.
   */
  #makeDueReady(): void {
    const { earliestMs } = this.#delayed;
    if (earliestMs === Infinity || this.#shutDown) return;
    const now = this.#dueTimer.now();
    if (earliestMs <= now) this.#delayed.takeDue(now, this.#makeReady);
  }

  #setTimer(): void {
    this.#dueTimer.set(this.#shutDown ? Infinity : this.#delayed.earliestMs);
  }

  #serveWaiters(): void {
    while (this.#waiters.length > 0 && this.#ready.length > 0) this.#waiters.shift()?.(this.#take());
  }

  /** `NONE` if nothing is asked of the item. */
  #waitingRowOf(item: T): number {
    const row = this.rowOf(item);
    return row === NONE || this.table.place[row] === IDLE ? NONE : row;
  }

  #leavePlace(row: number): void {
    const place = this.table.place[row];
    if (place === READY) this.#ready.remove(row);
    else if (place === HELD) this.#held.remove(row);
    else if (place === DELAYED) this.#delayed.remove(row);
  }

  #withdraw(row: number): void {
    this.#leavePlace(row);
    this.table.place[row] = IDLE;
    if (this.table.processing[row] === 0) this.becameIdle(row);
  }

  /** Moves the open rows together if they have become few, so that a queue that was long once gives its memory back. */
  #shrink(): void {
    if (!this.table.isSparse) return;
    const newRows = new Int32Array(this.items.length).fill(NONE);
    const items: T[] = [];
    for (const [row, item] of this.items.entries()) {
      if (item !== undefined) newRows[row] = items.push(item) - 1;
    }
    for (const part of [this.processingRows, this.#held, this.#ready, this.#delayed, this.table]) part.renumber(newRows);
    this.items = items;
    this.renumbered(newRows);
  }

  *#itemsOf(rows: Iterable<number>): Generator<T, void, undefined> {
    for (const row of rows) {
      const item = this.items[row];
      if (item !== undefined) yield item;
    }
  }

  #refuseMore(): void {
    // What is due by now was ready before the shutdown, even if the timer is late.
    this.#makeDueReady();
    this.#serveWaiters();
    this.#shutDown = true;
    this.#setTimer();
    while (this.#waiters.length > 0) this.#waiters.shift()?.(undefined);
  }

  #checkDrained(): void {
    if (this.#shutDown && this.#ready.length === 0 && this.processingRows.length === 0) this.#endDrain();
  }

  #endDrain(): void {
    for (const listener of this.#drainListeners.splice(0)) listener();
  }
}

function compare(column: Float64Array, a: number, b: number): number {
  return (column[a] ?? 0) - (column[b] ?? 0);
}
