import { setImmediate } from "node:timers/promises";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
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

describe("a coarse reading", () => {
  beforeEach(async () => {
    vi.setSystemTime(1_000);
    await setImmediate();
    systemClock.coarseNow();
    vi.setSystemTime(2_000);
  });

  test("is taken anew in the next turn of the event loop", async () => {
    await setImmediate();
    expect(systemClock.coarseNow()).toBe(2_000);
  });

  test("is taken anew after a few uses within a turn", () => {
    const readings = Array.from({ length: 20 }, () => systemClock.coarseNow());
    expect(readings.at(0)).toBe(1_000);
    expect(readings.at(-1)).toBe(2_000);
  });

  test("is never older than the last exact one", () => {
    systemClock.now();
    expect(systemClock.coarseNow()).toBe(2_000);
  });
});
