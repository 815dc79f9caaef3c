import { expect, test } from "vitest";
import {
  BucketRateLimiter,
  ExponentialBackoffRateLimiter,
  FakeClock,
  MaxOfRateLimiter,
  RateLimitedWorkQueue,
  type RateLimiter,
} from "../index.ts";

test("exponential backoff doubles from the base up to the maximum, for each item apart", () => {
  const limiter = new ExponentialBackoffRateLimiter(1_000, 300_000);
  const delays = Array.from({ length: 11 }, () => limiter.when("a"));
  expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000]);
  expect(limiter.when("b")).toBe(1_000);
  expect(limiter.numRequeues("a")).toBe(11);
  expect(limiter.numRequeues("never")).toBe(0);
  limiter.forget("a");
  expect(limiter.numRequeues("a")).toBe(0);
  expect(limiter.when("a")).toBe(1_000);
});

test("exponential backoff never overflows", () => {
  const limiter = new ExponentialBackoffRateLimiter(1, Number.MAX_SAFE_INTEGER);
  let last = 0;
  for (let n = 0; n < 5_000; n++) last = limiter.when("a");
  expect(last).toBe(Number.MAX_SAFE_INTEGER);
  expect(limiter.numRequeues("a")).toBe(5_000);
});

test("a bucket lets a burst through, then spaces out what follows", async () => {
  const clock = new FakeClock();
  const limiter = new BucketRateLimiter<string>(10, 3, clock);
  expect(["a", "b", "c", "d", "e"].map((item) => limiter.when(item))).toEqual([0, 0, 0, 100, 200]);
  await clock.advance(1_000);
  expect(limiter.when("f")).toBe(0);
});

test("the maximum of several limiters is what the slowest says", () => {
  const limiter = new MaxOfRateLimiter<string>(
    new ExponentialBackoffRateLimiter(5, 1_000),
    new ExponentialBackoffRateLimiter(1, 3_000),
  );
  expect(Array.from({ length: 3 }, () => limiter.when("a"))).toEqual([5, 10, 20]);
  expect(limiter.numRequeues("a")).toBe(3);
  limiter.forget("a");
  expect(limiter.numRequeues("a")).toBe(0);
});

test("a rate-limited queue brings failed items back after 1 s, 2 s, 4 s and, once forgotten, 1 s", async () => {
  const clock = new FakeClock();
  const queue = new RateLimitedWorkQueue<string>(new ExponentialBackoffRateLimiter(1_000, 300_000), { clock });
  for (const delay of [1_000, 2_000, 4_000]) {
    queue.addRateLimited("a");
    await clock.advance(delay - 1);
    expect(queue.length).toBe(0);
    await clock.advance(1);
    expect(await queue.get()).toBe("a");
    queue.done("a");
  }
  expect(queue.numRequeues("a")).toBe(3);
  queue.forget("a");
  expect(queue.numRequeues("a")).toBe(0);
  queue.addRateLimited("a");
  await clock.advance(1_000);
  expect(queue.length).toBe(1);
});

test("forget stops the counting, not what waits already", async () => {
  const clock = new FakeClock();
  const queue = new RateLimitedWorkQueue<string>(new ExponentialBackoffRateLimiter(10, 1_000), { clock });
  queue.addRateLimited("a");
  queue.forget("a");
  await clock.advance(10);
  expect(queue.length).toBe(1);
});

test("any object with when, forget and numRequeues limits a queue", async () => {
  const clock = new FakeClock();
  const asked: string[] = [];
  const limiter: RateLimiter<string> = {
    when(item) {
      asked.push(item);
      return 42;
    },
    forget() {},
    numRequeues: () => asked.length,
  };
  const queue = new RateLimitedWorkQueue(limiter, { clock });
  queue.addRateLimited("a");
  await clock.advance(41);
  expect(queue.length).toBe(0);
  await clock.advance(1);
  expect(queue.length).toBe(1);
  expect(queue.numRequeues("a")).toBe(1);
});

test("a FakeClock runs what falls due in order, at its own time, and what is set on the way", async () => {
  const clock = new FakeClock(100);
  const log: [string, number][] = [];
  clock.setTimeout(() => log.push(["late", clock.now()]), 50);
  clock.setTimeout(() => {
    log.push(["early", clock.now()]);
    clock.setTimeout(() => log.push(["nested", clock.now()]), 10);
  }, 20);
  clock.setTimeout(() => log.push(["same time, set later", clock.now()]), 50);
  clock.clearTimeout(clock.setTimeout(() => log.push(["cleared", clock.now()]), 5));
  await clock.advance(49);
  expect(log).toEqual([
    ["early", 120],
    ["nested", 130],
  ]);
  await clock.advance(1);
  expect(log.slice(2)).toEqual([
    ["late", 150],
    ["same time, set later", 150],
  ]);
  expect(clock.now()).toBe(150);
});

test("a FakeClock lets promises settle between timers, so a chain of sleeps runs in one advance", async () => {
  const clock = new FakeClock();
  expect(clock.now()).toBe(0);
  const sleep = (ms: number): Promise<void> => new Promise((resolve) => clock.setTimeout(() => resolve(), ms));
  const woke: number[] = [];
  const chain = (async () => {
    for (let n = 0; n < 10; n++) {
      await sleep(10);
      woke.push(clock.now());
    }
  })();
  await clock.advance(100);
  await chain;
  expect(woke).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
});
