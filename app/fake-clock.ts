import { setImmediate } from "node:timers";
import type { Clock, TimerHandle } from "./clock.ts";
import { checkNumber } from "./check-number.ts";
import { IndexedHeap, type HeapItem } from "./indexed-heap.ts";

class FakeTimer implements HeapItem {
  readonly rank: number;
  readonly order: number;
  readonly run: () => void;
  heapIndex = -1;

  constructor(dueMs: number, order: number, run: () => void) {
    this.rank = dueMs;
    this.order = order;
    this.run = run;
  }
}

/**
 * So many turns of the event loop are promises given to settle, microtasks to the end in each. Storage commits in a turn
 * of its own, so work may go on over as many commits, one after the other, before time moves.
 */
const SETTLE_TURNS = 32;

/** A clock for tests, which stands still until it is advanced. */
export class FakeClock implements Clock {
  readonly #timers = new IndexedHeap<FakeTimer>();
  /** What the timers go by: milliseconds advanced. */
  #elapsedMs = 0;
  /** The time of day when nothing had elapsed. */
  #startMs: number;
  #timersSoFar = 0;
  #lastAdvance: Promise<void> = Promise.resolve();

  constructor(startMs = 0) {
    checkNumber("startMs", startMs);
    this.#startMs = startMs;
  }

  now(): number {
    return Math.floor(this.#startMs + this.#elapsedMs);
  }

  /** As in Node, a delay that is negative or no number is none. */
  setTimeout(fn: () => void, ms: number): TimerHandle {
    const timer = new FakeTimer(this.#elapsedMs + (ms > 0 ? ms : 0), this.#timersSoFar++, fn);
    this.#timers.push(timer);
    return timer;
  }

  clearTimeout(handle: TimerHandle): void {
    if (handle instanceof FakeTimer) this.#timers.remove(handle);
  }

  /**
   * Sets the time of day, as a person or a time server does. Timers are not disturbed.
   * @throws {EngineError} `Invalid` if it is not a finite number
   */
  setTime(nowMs: number): void {
    checkNumber("nowMs", nowMs);
    this.#startMs = nowMs - this.#elapsedMs;
  }

  /**
   * Moves time on by `ms` milliseconds and runs what falls due on the way, timers set on the way included: in order of
   * due time, then first set, each at its own time. Promises settle before, between and after. Calls that overlap happen
   * one after the other.
   * @throws {EngineError} `Invalid` if `ms` is not a finite number of at least 0; also whatever a timer throws
   */
  async advance(ms: number): Promise<void> {
    checkNumber("ms", ms, 0);
    const advance = this.#lastAdvance.then(() => this.#advanceTo(this.#elapsedMs + ms));
    this.#lastAdvance = advance.catch(() => {});
    await advance;
  }

  async #advanceTo(end: number): Promise<void> {
    await settle();
    for (let next = this.#timers.peek(); next !== undefined && next.rank <= end; next = this.#timers.peek()) {
      this.#timers.remove(next);
      this.#elapsedMs = next.rank;
      next.run();
      await settle();
    }
    this.#elapsedMs = end;
  }
}

async function settle(): Promise<void> {
  for (let turn = 0; turn < SETTLE_TURNS; turn++) {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
  }
}
