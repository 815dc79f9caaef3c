import type { Clock, TimerHandle } from "../clock.ts";

/** A handler that has not settled yet. */
export interface Watched {
  /** Set by the watchdog: when the time of this handler is up, in the watchdog's own time. */
  deadline: number;
  /** Called once when it is. */
  expire(): void;
}

/**
 * Tells which of the running handlers have run for too long, with one timer for them all. It keeps a time of its own, which
 * only its timer moves on, so that a time of day that jumps ends no handler early and holds none up.
 */
export class HandlerWatchdog {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  /** In the order in which they are due, as all have the same time. */
  readonly #watched = new Set<Watched>();
  #timer: TimerHandle | undefined;
  /** The watchdog's time when the timer was set, how long that was for, and what the clock showed. */
  #time = 0;
  #armedForMs = 0;
  #armedAt = 0;

  constructor(clock: Clock, timeoutMs: number) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
  }

  watch(handler: Watched): void {
    if (this.#timer === undefined) {
      handler.deadline = this.#time + this.#timeoutMs;
      this.#arm(this.#timeoutMs);
    } else {
      const sinceArmed = Math.min(Math.max(this.#clock.now() - this.#armedAt, 0), this.#armedForMs);
      handler.deadline = this.#time + sinceArmed + this.#timeoutMs;
    }
    this.#watched.add(handler);
  }

  unwatch(handler: Watched): void {
    if (this.#watched.delete(handler) && this.#watched.size === 0) this.#disarm();
  }

  #arm(ms: number): void {
    this.#armedForMs = ms;
    this.#armedAt = this.#clock.now();
    this.#timer = this.#clock.setTimeout(() => this.#onTimer(), ms);
  }

  #disarm(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #onTimer(): void {
    this.#timer = undefined;
    this.#time += this.#armedForMs;
    const expired: Watched[] = [];
    for (const handler of this.#watched) {
      if (handler.deadline > this.#time) {
        this.#arm(handler.deadline - this.#time);
        break;
      }
      expired.push(handler);
      this.#watched.delete(handler);
    }
    for (const handler of expired) handler.expire();
  }
}
