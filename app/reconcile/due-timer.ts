import { readCoarsely, type Clock, type TimerHandle } from "../clock.ts";

/** A timer is looked at again after so long: what a clock that was set back hides from us is no longer than this. */
const LONGEST_WAIT_MS = 60_000;
/** A timer may be so late because the program was busy. Later than that, the clock was set forward or the machine slept. */
const LONGEST_DELAY_MS = 5_000;

/**
 * Wakes its owner when the earliest due time has come: one timer, however much waits.
 *
 * Due times are on a time scale of its own, which counts the milliseconds that the program was awake. The time of day
 * would not do: set back by an hour, all that waits would wait an hour longer; set forward, or after a night's sleep of
 * a laptop, all would fall due at once and fall upon the machines together. Awake time has neither fault: what had
 * three minutes to go has three minutes to go. (So it is in client-go: Go's timers stand still with the machine.)
 *
 * The scale needs nothing but a `Clock`. It follows `now()`, but never back; it reaches the moment for which the timer
 * was set when the timer runs, if the clock was set back meanwhile; and it goes at most a few seconds past that moment,
 * if the clock was set forward or stood still with the machine.
 */
export class DueTimer {
  readonly #clock: Clock;
  readonly #onDue: () => void;
  #awakeMs = 0;
  #readAt: number;
  #timer: TimerHandle;
  #armed = false;
  /** For when the timer is set. */
  #alarmMs = 0;

  constructor(clock: Clock, onDue: () => void) {
    this.#clock = clock;
    this.#onDue = onDue;
    this.#readAt = readCoarsely(clock);
  }

  /** Milliseconds awake, as of a moment ago at most. */
  now(): number {
    return this.#awakeAt(readCoarsely(this.#clock));
  }

  /** Milliseconds awake, to the millisecond: for what is reckoned from now on. */
  preciseNow(): number {
    return this.#awakeAt(this.#clock.now());
  }

  #awakeAt(readAt: number): number {
    if (readAt === this.#readAt) return this.#awakeMs;
    const step = readAt - this.#readAt;
    this.#readAt = readAt;
    if (step > 0) {
      const awakeMs = this.#awakeMs + step;
      this.#awakeMs = this.#armed ? Math.min(awakeMs, this.#alarmMs + LONGEST_DELAY_MS) : awakeMs;
    }
    return this.#awakeMs;
  }

  /** The time of day (ms since the epoch) at which `dueMs` will come, if the clock is not set and the machine stays awake. */
  timeOfDay(dueMs: number): number {
    const awakeMs = this.now();
    return this.#readAt + (dueMs - awakeMs);
  }

  /** Wakes the owner at `dueMs` or sooner: it looks what is due, and sets the timer again. Without it, not at all. */
  set(dueMs = Infinity): void {
    if (dueMs === Infinity) {
      this.#disarm();
    } else if (!this.#armed || dueMs < this.#alarmMs) {
      this.#disarm();
      this.#arm(dueMs);
    }
  }

  #arm(dueMs: number): void {
    const now = this.now();
    this.#alarmMs = Math.min(Math.max(dueMs, now), now + LONGEST_WAIT_MS);
    this.#armed = true;
    this.#timer = this.#clock.setTimeout(this.#ring, Math.ceil(this.#alarmMs - now));
  }

  #disarm(): void {
    if (!this.#armed) return;
    this.#armed = false;
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  readonly #ring = (): void => {
    // Read while armed: the step since the last reading is bounded by the alarm.
    this.#awakeMs = Math.max(this.now(), this.#alarmMs);
    this.#armed = false;
    this.#timer = undefined;
    this.#onDue();
  };
}
