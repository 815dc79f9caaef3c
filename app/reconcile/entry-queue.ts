import type { Clock } from "../clock.ts";
import { systemClock } from "../system-clock.ts";
import { checkNumber } from "../check-number.ts";
import { DelayLine } from "./delay-line.ts";
import { DueTimer } from "./due-timer.ts";
import { EntryList } from "./entry-list.ts";
import { Fifo } from "../fifo.ts";
import { DELAYED, DIRTY, HELD, IDLE, READY, type EntryFacts } from "./entry-facts.ts";
import { QueueCounters, type MeasuredQueue } from "./queue-metrics.ts";
import { ReadyLine } from "./ready-line.ts";

/**
 * Given the next entry, or undefined once the queue is shut down. Called from within whatever made the entry ready: it
 * must not throw, and should be quick.
 */
export type Waiter<E> = (entry: E | undefined) => void;

/**
 * A work queue whose items are entries (see `EntryFacts`):
 * - Once: an entry that waits already is not queued again. If its priority is raised, it moves to the end of its new level.
 * - One holder: an entry that a worker has is not handed out. If it is added meanwhile, it is ready again after `done`.
 * - Fair: higher priority first, then the one that was ready sooner, then first come.
 * - Soonest: of several times at which an entry is to be ready the earliest counts.
 *
 * Every operation is O(1), or O(log n) in what is delayed. Delays are awake time (see `DueTimer`).
 */
export class EntryQueue<E> implements MeasuredQueue {
  readonly counters = new QueueCounters();
  readonly #facts: EntryFacts<E>;
  readonly #ready: ReadyLine<E>;
  readonly #delayed: DelayLine<E>;
  readonly #dueTimer: DueTimer;
  readonly #processing: EntryList<E>;
  /** What would be ready if it were not held. */
  readonly #held: ReadyLine<E>;
  /** Empty whenever something is ready. */
  readonly #waiters = new Fifo<Waiter<E>>();
  /** Called once nothing is ready or with a worker. */
  readonly #drainListeners: (() => void)[] = [];
  #shutDown = false;

  constructor(facts: EntryFacts<E>, clock: Clock = systemClock) {
    this.#facts = facts;
    this.#ready = new ReadyLine(facts);
    this.#delayed = new DelayLine(facts);
    this.#processing = new EntryList(facts);
    this.#held = new ReadyLine(facts);
    this.#dueTimer = new DueTimer(clock, () => {
      this.#makeDueReady();
      this.#setTimer();
      this.#serveWaiters();
    });
  }

  /** How many are ready. */
  get length(): number {
    return this.#ready.length;
  }

  get processingCount(): number {
    return this.#processing.length;
  }

  /** The one that was taken first; the others follow by `next`. */
  get firstProcessing(): E | undefined {
    return this.#processing.first;
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
   * Makes an entry ready; at once if it was delayed, after `done` if a worker has it. A higher priority counts, a lower one does not.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the priority is not a finite number
   */
  add(entry: E, priority = 0): boolean {
    checkNumber("priority", priority);
    this.#makeDueReady();
    if (this.#shutDown) return false;
    switch (this.#facts.place(entry)) {
      case IDLE:
        this.#facts.setPriority(entry, priority);
        this.#makeReady(entry);
        break;
      case DELAYED:
        this.#delayed.remove(entry);
        this.#setTimer();
        if (priority > this.#facts.priority(entry)) this.#facts.setPriority(entry, priority);
        this.#makeReady(entry);
        break;
      default:
        this.#raise(entry, priority);
    }
    this.#serveWaiters();
    return true;
  }

  /**
   * Makes an entry ready after a delay, unless it is to be ready sooner anyway.
   * @returns whether it was accepted; nothing is after a shutdown
   * @throws {EngineError} `Invalid` if the delay is not a finite number of at least 0, or the priority not a finite number
   */
  addAfter(entry: E, delayMs: number, priority = 0): boolean {
    checkNumber("delayMs", delayMs, 0);
    checkNumber("priority", priority);
    this.#makeDueReady();
    if (this.#shutDown) return false;
    this.counters.retries++;
    if (delayMs === 0) return this.add(entry, priority);
    const dueMs = this.#dueTimer.preciseNow() + delayMs;
    if (this.#facts.place(entry) === IDLE) {
      this.#facts.setPlace(entry, DELAYED);
      this.#facts.setPriority(entry, priority);
      if (!this.#facts.isProcessing(entry)) this.#facts.setSinceMs(entry, this.#dueTimer.now());
      this.#schedule(entry, dueMs);
    } else {
      this.#raise(entry, priority);
      if (this.#facts.place(entry) === DELAYED && dueMs < this.#facts.dueMs(entry)) {
        this.#delayed.remove(entry);
        this.#schedule(entry, dueMs);
      }
    }
    this.#serveWaiters();
    return true;
  }

  /** Takes the next entry, if one is ready. Whoever has it calls `done` in the end. */
  tryGet(): E | undefined {
    this.#makeDueReady();
    this.#serveWaiters();
    return this.#take();
  }

  /** Takes the next entry as soon as one is ready; waiters are served in the order in which they came. */
  take(waiter: Waiter<E>): void {
    const entry = this.tryGet();
    if (entry === undefined && !this.#shutDown) this.#waiters.push(waiter);
    else waiter(entry);
  }

  /** Takes the next entry as soon as one is ready; undefined once the queue is shut down and nothing is ready. */
  get(): Promise<E | undefined> {
    return new Promise((resolve) => {
      this.take(resolve);
    });
  }

  /** Gives an entry back; does nothing if no worker has it. */
  done(entry: E): void {
    if (!this.#facts.isProcessing(entry)) return;
    this.#processing.remove(entry);
    const now = this.#dueTimer.now();
    this.counters.workDuration.observe(now - this.#facts.sinceMs(entry));
    this.#facts.finish(entry, now);
    this.#makeDueReady();
    if (this.#facts.place(entry) === DIRTY) this.#line(entry);
    this.#serveWaiters();
    this.#checkDrained();
  }

  /**
   * Withdraws what was asked of an entry. A worker that has it keeps it.
   * @returns whether anything was
   */
  remove(entry: E): boolean {
    if (this.#facts.place(entry) === IDLE) return false;
    this.#leavePlace(entry);
    this.#facts.setPlace(entry, IDLE);
    this.#setTimer();
    this.#checkDrained();
    return true;
  }

  /**
   * Makes an entry that waits the very next one, with at least the highest priority of what is ready. If it is held, it is
   * the very next of those as well; if it is dirty, that is its priority once it is ready.
   * @returns whether it waits at all
   */
  moveToFront(entry: E): boolean {
    if (this.#facts.place(entry) === IDLE) return false;
    const isHeld = this.#facts.isHeld(entry);
    const own = this.#facts.priority(entry);
    const highestHeld = isHeld ? (this.#held.highestPriority ?? own) : own;
    const priority = Math.max(own, highestHeld, this.#ready.highestPriority ?? own);
    if (this.#facts.isProcessing(entry) || isHeld) {
      if (!this.add(entry, priority)) return false;
      if (this.#facts.place(entry) !== HELD) return true;
      this.#held.remove(entry);
      this.#held.unshift(entry);
      return true;
    }
    this.#leavePlace(entry);
    this.#setTimer();
    if (this.#facts.place(entry) === DELAYED) {
      this.#facts.setSinceMs(entry, this.#dueTimer.now());
      this.counters.adds++;
    }
    this.#facts.setPlace(entry, READY);
    this.#facts.setPriority(entry, priority);
    this.#ready.unshift(entry);
    this.#serveWaiters();
    return true;
  }

  /** Keeps an entry from the workers until `release`. Adds collect meanwhile; a worker that has it finishes. */
  hold(entry: E): void {
    if (this.#facts.isHeld(entry)) return;
    this.#facts.setHeld(entry, true);
    if (this.#facts.place(entry) !== READY) return;
    this.#ready.remove(entry);
    this.#line(entry);
    this.#checkDrained();
  }

  /** Ends `hold`: what has collected is ready now. */
  release(entry: E): void {
    if (!this.#facts.isHeld(entry)) return;
    this.#facts.setHeld(entry, false);
    if (this.#facts.place(entry) !== HELD) return;
    this.#makeDueReady();
    this.#letGo(entry);
    this.#serveWaiters();
  }

  /** The same for many at once: they come into line in the order in which they were held, before anybody takes the first. */
  releaseAll(entries: Iterable<E>): void {
    for (const entry of entries) this.#facts.setHeld(entry, false);
    this.#makeDueReady();
    for (const entry of Array.from(this.#held)) if (!this.#facts.isHeld(entry)) this.#letGo(entry);
    this.#serveWaiters();
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
  shutDownNow(): E[] {
    this.#refuseMore();
    const dirty = [...this.#processing].filter((entry) => this.#facts.place(entry) === DIRTY);
    const delayed = [...this.#delayed].toSorted((a, b) => this.#compareDueTimes(a, b));
    const waiting = [...this.#ready, ...dirty, ...this.#held, ...delayed];
    for (const entry of waiting) {
      this.#leavePlace(entry);
      this.#facts.setPlace(entry, IDLE);
    }
    this.#endDrain();
    return waiting;
  }

  /**
   * When entries are to get other names, as rows that are moved do. Called before they have them.
   * @param newName is asked of every entry that waits or that a worker has
   */
  rename(newName: (entry: E) => E): void {
    for (const part of [this.#ready, this.#processing, this.#held, this.#delayed]) part.rename(newName);
  }

  /** When a delayed entry falls due, in ms since the epoch; undefined if it is not delayed. */
  dueAt(entry: E): number | undefined {
    return this.#facts.place(entry) === DELAYED ? this.#dueTimer.timeOfDay(this.#facts.dueMs(entry)) : undefined;
  }

  /** When an entry came to where it is: with a worker, else in its place. In ms since the epoch. */
  since(entry: E): number {
    return this.#dueTimer.timeOfDay(this.#facts.sinceMs(entry));
  }

  /** In the order in which they will be taken. This and the iterables below: the queue must not change meanwhile. */
  ready(): Iterable<E> {
    return this.#ready;
  }

  /** In no particular order. A worker may have some of them. */
  delayed(): Iterable<E> {
    return this.#delayed;
  }

  /** In the order in which they were taken. */
  processing(): Iterable<E> {
    return this.#processing;
  }

  /** In the order in which they would be taken. Without those that are held but delayed or with a worker. */
  held(): Iterable<E> {
    return this.#held;
  }

  *workAges(): Generator<number, void, undefined> {
    const now = this.#dueTimer.now();
    for (const entry of this.#processing) yield now - this.#facts.sinceMs(entry);
  }

  #compareDueTimes(a: E, b: E): number {
    return this.#facts.dueMs(a) - this.#facts.dueMs(b) || this.#facts.delayOrder(a) - this.#facts.delayOrder(b);
  }

  #take(): E | undefined {
    const entry = this.#ready.shift();
    if (entry === undefined) return undefined;
    const now = this.#dueTimer.now();
    this.counters.queueDuration.observe(now - this.#facts.sinceMs(entry));
    this.#facts.take(entry, now);
    this.#processing.push(entry);
    return entry;
  }

  /** The entry waits nowhere. */
  readonly #makeReady = (entry: E): void => {
    this.counters.adds++;
    if (this.#facts.isProcessing(entry)) {
      this.#facts.setPlace(entry, DIRTY);
    } else {
      this.#facts.setSinceMs(entry, this.#dueTimer.now());
      this.#line(entry);
    }
  };

  #line(entry: E): void {
    if (this.#facts.isHeld(entry)) {
      this.#facts.setPlace(entry, HELD);
      this.#held.push(entry);
    } else {
      this.#facts.setPlace(entry, READY);
      this.#ready.push(entry);
    }
  }

  #letGo(entry: E): void {
    this.#held.remove(entry);
    this.#facts.setSinceMs(entry, this.#dueTimer.now());
    this.#line(entry);
  }

  #raise(entry: E, priority: number): void {
    if (priority > this.#facts.priority(entry)) this.#moveUp(entry, priority);
  }

  #moveUp(entry: E, priority: number): void {
    const line = this.#lineOf(entry);
    line?.remove(entry);
    this.#facts.setPriority(entry, priority);
    line?.push(entry);
  }

  /** The one that is in order of priority, if it is in one. */
  #lineOf(entry: E): ReadyLine<E> | undefined {
    const place = this.#facts.place(entry);
    return place === READY ? this.#ready : place === HELD ? this.#held : undefined;
  }

  #schedule(entry: E, dueMs: number): void {
    this.#delayed.add(entry, dueMs);
    this.#setTimer();
  }

  /**
   * Done before anything else becomes ready or is taken: what fell due before comes before, however late the timer is.
   * Serves no waiters: whoever is called from here could change what the caller is about to change.
   */
  #makeDueReady(): void {
    if (this.#delayed.earliestMs !== Infinity) this.#takeDue();
  }

  #takeDue(): void {
    const now = this.#dueTimer.now();
    if (!this.#shutDown && this.#delayed.earliestMs <= now) this.#delayed.takeDue(now, this.#makeReady);
  }

  #setTimer(): void {
    this.#dueTimer.set(this.#shutDown ? Infinity : this.#delayed.earliestMs);
  }

  #serveWaiters(): void {
    if (this.#waiters.length > 0) this.#handOut();
  }

  #handOut(): void {
    while (this.#waiters.length > 0 && this.#ready.length > 0) this.#waiters.shift()?.(this.#take());
  }

  #leavePlace(entry: E): void {
    (this.#lineOf(entry) ?? this.#delayed).remove(entry);
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
    if (this.#shutDown && this.#ready.length === 0 && this.#processing.length === 0) this.#endDrain();
  }

  #endDrain(): void {
    for (const listener of this.#drainListeners.splice(0)) listener();
  }
}
