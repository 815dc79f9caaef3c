import { expect, test } from "vitest";
import type { Clock } from "../clock.ts";
import { FakeClock } from "../fake-clock.ts";
import { HandlerWatchdog, type Watched } from "./handler-watchdog.ts";

/** A clock whose time of day can be set while its timers run on. */
class SettableClock implements Clock {
  readonly timers = new FakeClock();
  offset = 1_000_000_000;
  timersSet = 0;
  now = () => this.timers.now() + this.offset;
  setTimeout = (fn: () => void, ms: number) => {
    this.timersSet++;
    return this.timers.setTimeout(fn, ms);
  };
  clearTimeout = (handle: unknown) => {
    this.timersSet--;
    this.timers.clearTimeout(handle);
  };
}

function setUp() {
  const clock = new SettableClock();
  const watchdog = new HandlerWatchdog(clock, 100);
  const expired: string[] = [];
  const handler = (name: string): Watched => ({ deadline: 0, expire: () => void expired.push(name) });
  return { clock, watchdog, expired, handler };
}

test.each([
  ["forward", 3_600_000],
  ["back", -3_600_000],
])("a time of day that jumps %s ends no handler early and holds none up", async (_, jump) => {
  const { clock, watchdog, expired, handler } = setUp();
  watchdog.watch(handler("first"));
  await clock.timers.advance(50);
  watchdog.watch(handler("second"));
  clock.offset += jump;
  await clock.timers.advance(50);
  expect(expired).toEqual(["first"]);
  await clock.timers.advance(49);
  expect(expired).toEqual(["first"]);
  await clock.timers.advance(1);
  expect(expired).toEqual(["first", "second"]);
});

test.each([
  ["forward", 3_600_000],
  ["back", -3_600_000],
])("a handler that is watched after the time of day jumped %s waits at most once as long", async (_, jump) => {
  const { clock, watchdog, expired, handler } = setUp();
  watchdog.watch(handler("first"));
  clock.offset += jump;
  watchdog.watch(handler("second"));
  await clock.timers.advance(99);
  expect(expired).toEqual([]);
  await clock.timers.advance(101);
  expect(expired).toEqual(["first", "second"]);
});

test("no timer is left when nothing is watched", () => {
  const { clock, watchdog, handler } = setUp();
  const handlers = ["first", "second"].map((name) => handler(name));
  for (const each of handlers) watchdog.watch(each);
  expect(clock.timersSet).toBe(1);
  for (const each of handlers) watchdog.unwatch(each);
  expect(clock.timersSet).toBe(0);
});

test("a handler that is unwatched does not expire, and the others still do", async () => {
  const { clock, watchdog, expired, handler } = setUp();
  const first = handler("first");
  watchdog.watch(first);
  await clock.timers.advance(10);
  watchdog.watch(handler("second"));
  watchdog.unwatch(first);
  watchdog.unwatch(first);
  await clock.timers.advance(100);
  expect(expired).toEqual(["second"]);
});

test("a handler that is watched when another expires has its full time", async () => {
  const { clock, watchdog, expired, handler } = setUp();
  watchdog.watch({ deadline: 0, expire: () => watchdog.watch(handler("next")) });
  await clock.timers.advance(199);
  expect(expired).toEqual([]);
  await clock.timers.advance(1);
  expect(expired).toEqual(["next"]);
});
