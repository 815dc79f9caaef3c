import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { DueTimer } from "./due-timer.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

class Waiting {
  readonly clock = new FakeClock(1_000_000 * HOUR);
  readonly timer: DueTimer;
  /** The delays of those that have been woken. */
  readonly woken: number[] = [];
  #delays: number[];

  /** All set at the same time. */
  constructor(...delays: number[]) {
    this.#delays = delays.toSorted((a, b) => a - b);
    this.timer = new DueTimer(this.clock, () => this.wake());
    this.timer.set(this.#delays[0] ?? Infinity);
  }

  /** Wakes whoever is due. */
  wake(): void {
    const now = this.timer.now();
    this.woken.push(...this.#delays.filter((delay) => delay <= now));
    this.#delays = this.#delays.filter((delay) => delay > now);
    this.timer.set(this.#delays[0] ?? Infinity);
  }
}

test("it wakes at the due time, neither before nor after", async () => {
  const waiting = new Waiting(20, 10, 5 * MINUTE);
  await waiting.clock.advance(9);
  expect(waiting.woken).toEqual([]);
  await waiting.clock.advance(1);
  expect(waiting.woken).toEqual([10]);
  await waiting.clock.advance(5 * MINUTE - 11);
  expect(waiting.woken).toEqual([10, 20]);
  await waiting.clock.advance(1);
  expect(waiting.woken).toEqual([10, 20, 5 * MINUTE]);
});

test("an earlier due time that is set later counts", async () => {
  const clock = new FakeClock();
  const wokenAt: number[] = [];
  const timer = new DueTimer(clock, () => wokenAt.push(clock.now()));
  timer.set(100);
  timer.set(40);
  timer.set(70);
  await clock.advance(1_000);
  expect(wokenAt).toEqual([40]);
});

test("after the last due time is withdrawn it wakes no more", async () => {
  const waiting = new Waiting(10);
  waiting.timer.set(Infinity);
  await waiting.clock.advance(HOUR);
  expect(waiting.woken).toEqual([]);
});

test("a clock that is set back an hour delays nothing by more than a minute", async () => {
  const waiting = new Waiting(MINUTE / 2, 3 * MINUTE, 10 * MINUTE);
  await waiting.clock.advance(MINUTE / 4);
  waiting.clock.setTime(waiting.clock.now() - HOUR);
  await waiting.clock.advance(MINUTE / 4);
  expect(waiting.woken).toEqual([MINUTE / 2]);
  await waiting.clock.advance(3.5 * MINUTE);
  expect(waiting.woken).toEqual([MINUTE / 2, 3 * MINUTE]);
  await waiting.clock.advance(7 * MINUTE);
  expect(waiting.woken).toEqual([MINUTE / 2, 3 * MINUTE, 10 * MINUTE]);
});

test("a clock that is set back while all wait for long does not delay them by as long", async () => {
  const waiting = new Waiting(24 * HOUR);
  await waiting.clock.advance(12 * HOUR);
  waiting.clock.setTime(waiting.clock.now() - 10 * HOUR);
  await waiting.clock.advance(12 * HOUR + MINUTE);
  expect(waiting.woken).toEqual([24 * HOUR]);
});

test.each([
  ["is set forward, or the machine slept,", true],
  ["is set forward, or the machine slept, and nobody looks before the timer runs,", false],
])("when the clock %s only what is due within seconds comes early", async (_, looks) => {
  const delays = Array.from({ length: 300 }, (_, second) => (second + 1) * 1_000);
  const waiting = new Waiting(...delays);
  waiting.clock.setTime(waiting.clock.now() + 8 * HOUR);
  if (looks) waiting.wake();
  else await waiting.clock.advance(1_000);
  expect(waiting.woken.length).toBeLessThanOrEqual(10);
  await waiting.clock.advance(MINUTE);
  expect(waiting.woken.length).toBeGreaterThanOrEqual(60);
  expect(waiting.woken.length).toBeLessThanOrEqual(75);
  await waiting.clock.advance(4 * MINUTE);
  expect(waiting.woken).toEqual(delays);
});

test("the time of day of a due time follows the clock when it is set", () => {
  const clock = new FakeClock(5_000);
  const timer = new DueTimer(clock, () => {});
  const dueMs = timer.now() + 300;
  timer.set(dueMs);
  expect(timer.timeOfDay(dueMs)).toBe(5_300);
  clock.setTime(1_000);
  expect(timer.timeOfDay(dueMs)).toBe(1_300);
});

test("a clock that reads in fractions is woken at whole milliseconds, never too early", async () => {
  const clock = new FakeClock(0.25);
  const wokenAt: number[] = [];
  const timer = new DueTimer(clock, () => wokenAt.push(timer.now()));
  timer.set(10.5);
  await clock.advance(20);
  expect(wokenAt).toEqual([11]);
});
