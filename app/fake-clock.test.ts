import { setImmediate } from "node:timers/promises";
import { expect, test } from "vitest";
import { FakeClock } from "./fake-clock.ts";

test("time stands still until the clock is advanced", async () => {
  const clock = new FakeClock(1_000);
  const ran: number[] = [];
  clock.setTimeout(() => ran.push(clock.now()), 50);
  await setImmediate();
  expect(clock.now()).toBe(1_000);
  await clock.advance(49);
  expect([clock.now(), ran]).toEqual([1_049, []]);
  await clock.advance(1);
  expect([clock.now(), ran]).toEqual([1_050, [1_050]]);
});

test("timers run in order of due time, then first set, each at its own time", async () => {
  const clock = new FakeClock();
  const ran: string[] = [];
  const set = (name: string, ms: number): unknown => clock.setTimeout(() => ran.push(`${name}@${clock.now()}`), ms);
  set("late", 30);
  set("first of two", 10);
  set("second of two", 10);
  set("early", 5);
  await clock.advance(100);
  expect(ran).toEqual(["early@5", "first of two@10", "second of two@10", "late@30"]);
});

test("a timer that is set on the way runs on the way if it falls due", async () => {
  const clock = new FakeClock();
  const ran: number[] = [];
  const again = (): void => {
    ran.push(clock.now());
    clock.setTimeout(again, 10);
  };
  again();
  await clock.advance(35);
  expect(ran).toEqual([0, 10, 20, 30]);
});

test("promises settle before, between and after timers", async () => {
  const clock = new FakeClock();
  const ran: string[] = [];
  const sleep = (ms: number): Promise<void> =>
    new Promise((resolve) => {
      clock.setTimeout(resolve, ms);
    });
  void (async () => {
    await Promise.resolve();
    ran.push("before");
    await sleep(10);
    ran.push(`slept until ${clock.now()}`);
    await sleep(10);
    ran.push(`slept until ${clock.now()}`);
  })();
  clock.setTimeout(() => ran.push("timer at 15"), 15);
  await clock.advance(20);
  expect(ran).toEqual(["before", "slept until 10", "timer at 15", "slept until 20"]);
});

test("a chain of commits, each in turns of the event loop of its own, settles before time moves on", async () => {
  const clock = new FakeClock();
  const committedAt: number[] = [];
  clock.setTimeout(() => {
    void (async () => {
      for (let commit = 0; commit < 10; commit++) {
        await setImmediate();
        await setImmediate();
        committedAt.push(clock.now());
      }
    })();
  }, 5);
  clock.setTimeout(() => {}, 6);
  await clock.advance(10);
  expect(committedAt).toEqual(Array.from({ length: 10 }, () => 5));
});

test("a timer that was cleared does not run, and clearing what has run or is unknown does nothing", async () => {
  const clock = new FakeClock();
  let runs = 0;
  const cleared = clock.setTimeout(() => runs++, 10);
  const kept = clock.setTimeout(() => runs++, 10);
  clock.clearTimeout(cleared);
  await clock.advance(10);
  clock.clearTimeout(kept);
  clock.clearTimeout(cleared);
  clock.clearTimeout(undefined);
  await clock.advance(10);
  expect(runs).toBe(1);
});

test("advances that overlap happen one after the other", async () => {
  const clock = new FakeClock();
  const ran: number[] = [];
  clock.setTimeout(() => ran.push(clock.now()), 15);
  await Promise.all([clock.advance(10), clock.advance(10)]);
  expect([clock.now(), ran]).toEqual([20, [15]]);
});

test("what a timer throws is thrown by the advance, and the clock can go on", async () => {
  const clock = new FakeClock();
  clock.setTimeout(() => {
    throw new Error("from the timer");
  }, 5);
  await expect(clock.advance(10)).rejects.toThrow("from the timer");
  expect(clock.now()).toBe(5);
  await clock.advance(5);
  expect(clock.now()).toBe(10);
});

test.each([-1, NaN, Infinity])("advancing by %s is refused, naming the field", async (ms) => {
  await expect(new FakeClock().advance(ms)).rejects.toMatchObject({ code: "Invalid", field: "ms" });
});

test("setting the time of day changes what the clock shows and disturbs no timer", async () => {
  const clock = new FakeClock(1_000);
  const ran: number[] = [];
  clock.setTimeout(() => ran.push(clock.now()), 50);
  clock.setTime(500);
  expect(clock.now()).toBe(500);
  await clock.advance(49);
  expect([clock.now(), ran]).toEqual([549, []]);
  await clock.advance(1);
  expect([clock.now(), ran]).toEqual([550, [550]]);
});
