import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "./system-clock.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

test("a timer longer than Node's 24 days runs when it is due, not at once", () => {
  const run = vi.fn<() => void>();
  systemClock.setTimeout(run, 60 * DAY_MS);
  vi.advanceTimersByTime(60 * DAY_MS - 1);
  expect(run).not.toHaveBeenCalled();
  vi.advanceTimersByTime(1);
  expect(run).toHaveBeenCalledOnce();
});

test("a long timer can be cleared at any time", () => {
  const run = vi.fn<() => void>();
  const timer = systemClock.setTimeout(run, 60 * DAY_MS);
  vi.advanceTimersByTime(30 * DAY_MS);
  systemClock.clearTimeout(timer);
  vi.advanceTimersByTime(60 * DAY_MS);
  expect(run).not.toHaveBeenCalled();
  expect(vi.getTimerCount()).toBe(0);
});

test("the time is the machine's", () => {
  vi.setSystemTime(123_456);
  expect(systemClock.now()).toBe(123_456);
});

test("a coarse reading follows the time as soon as what runs gives way", async () => {
  vi.setSystemTime(1_000);
  await Promise.resolve();
  expect(systemClock.coarseNow()).toBe(1_000);
  vi.setSystemTime(2_000);
  await Promise.resolve();
  expect(systemClock.coarseNow()).toBe(2_000);
});

test("a coarse reading follows the time in the end even if nothing gives way", () => {
  vi.setSystemTime(1_000);
  systemClock.coarseNow();
  vi.setSystemTime(2_000);
  const readings = Array.from({ length: 100 }, () => systemClock.coarseNow());
  expect(readings.at(-1)).toBe(2_000);
});
