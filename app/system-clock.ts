import { setImmediate } from "node:timers";
import type { Clock } from "./clock.ts";

/** Node's timers hold a signed 32-bit number of milliseconds, some 24 days; a longer one would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** A timer of any length, made of as many of Node's as it takes. */
class LongTimer {
  readonly #fn: () => void;
  #remainingMs: number;
  #timer: NodeJS.Timeout | undefined;

  constructor(fn: () => void, ms: number) {
    this.#fn = fn;
    this.#remainingMs = ms;
    this.#arm();
  }

  clear(): void {
    clearTimeout(this.#timer);
  }

  #arm(): void {
    const step = Math.min(this.#remainingMs, LONGEST_TIMER_MS);
    this.#remainingMs -= step;
    this.#timer = setTimeout(() => {
      if (this.#remainingMs > 0) this.#arm();
      else this.#fn();
    }, step);
  }
}

/** Reading the machine's clock costs more than all else that a queue does with an item: one reading serves so many times. */
const USES_OF_A_READING = 16;

let reading = 0;
let usesLeft = 0;
let expiryIsSet = false;

function now(): number {
  reading = Date.now();
  return reading;
}

function coarseNow(): number {
  if (usesLeft > 0) {
    usesLeft--;
    return reading;
  }
  usesLeft = USES_OF_A_READING - 1;
  if (!expiryIsSet) {
    expiryIsSet = true;
    setImmediate(expire);
  }
  return now();
}

/** In the next turn of the event loop time may have passed with nobody there to see it. */
function expire(): void {
  usesLeft = 0;
  expiryIsSet = false;
}

/** The machine's clock. Its timers keep the process alive, and are not disturbed when the time of day is set. */
export const systemClock = {
  now,
  coarseNow,
  setTimeout: (fn, ms) => new LongTimer(fn, ms),
  clearTimeout(handle) {
    if (handle instanceof LongTimer) handle.clear();
  },
} as const satisfies Clock;
