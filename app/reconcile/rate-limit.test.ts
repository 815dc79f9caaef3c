import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { BucketRateLimiter } from "./bucket-rate-limiter.ts";
import { ExponentialBackoffRateLimiter } from "./exponential-backoff-rate-limiter.ts";
import { MaxOfRateLimiter } from "./max-of-rate-limiter.ts";
import { RateLimitedWorkQueue } from "./rate-limited-work-queue.ts";

const SECOND = 1_000;
const MINUTE = 60 * SECOND;

function tries(limiter: { when(item: string): number }, item: string, count: number): number[] {
  return Array.from({ length: count }, () => limiter.when(item));
}

describe("exponential backoff", () => {
  test("doubles the delay of an item up to the maximum", () => {
    const limiter = new ExponentialBackoffRateLimiter<string>(SECOND, 5 * MINUTE);
    const seconds = tries(limiter, "a", 11).map((ms) => ms / SECOND);
    expect(seconds).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  test("counts each item by itself, until it is forgotten", () => {
    const limiter = new ExponentialBackoffRateLimiter<string>(SECOND, MINUTE);
    tries(limiter, "a", 3);
    expect(limiter.when("b")).toBe(SECOND);
    expect([limiter.numRequeues("a"), limiter.numRequeues("b"), limiter.numRequeues("c")]).toEqual([3, 1, 0]);
    limiter.forget("a");
    expect(limiter.numRequeues("a")).toBe(0);
    expect(limiter.when("a")).toBe(SECOND);
    limiter.forget("unknown");
  });

  test.each([
    [SECOND, 5 * MINUTE],
    [0, 5 * MINUTE],
    [1e300, 1e308],
  ])("of %d to %d ms never overflows, however often an item fails", (base, max) => {
    const limiter = new ExponentialBackoffRateLimiter<string>(base, max);
    for (let failure = 0; failure < 1_000_000; failure++) limiter.when("a");
    expect(limiter.numRequeues("a")).toBe(1_000_000);
    expect(limiter.when("a")).toBe(base === 0 ? 0 : max);
  });

  test.each([
    [-1, 1, "baseDelayMs"],
    [NaN, 1, "baseDelayMs"],
    [1, -1, "maxDelayMs"],
    [1, Infinity, "maxDelayMs"],
  ])("from %d to %d is refused, naming %s", (base, max, field) => {
    expect(() => new ExponentialBackoffRateLimiter(base, max)).toThrow(
      expect.objectContaining({ code: "Invalid", field }),
    );
  });
});

describe("a bucket", () => {
  test("lets a burst through at once, then so many a second", () => {
    const limiter = new BucketRateLimiter<string>(10, 3, new FakeClock());
    expect(tries(limiter, "any", 6)).toEqual([0, 0, 0, 100, 200, 300]);
  });

  test("fills again with time, up to the burst", async () => {
    const clock = new FakeClock();
    const limiter = new BucketRateLimiter<string>(10, 3, clock);
    tries(limiter, "any", 5);
    await clock.advance(300);
    expect(tries(limiter, "any", 2)).toEqual([0, 100]);
    await clock.advance(MINUTE);
    expect(tries(limiter, "any", 4)).toEqual([0, 0, 0, 100]);
  });

  test("takes nothing away when the clock is set back", () => {
    const clock = new FakeClock(MINUTE);
    const limiter = new BucketRateLimiter<string>(10, 3, clock);
    tries(limiter, "any", 3);
    clock.setTime(0);
    expect(limiter.when("any")).toBe(100);
  });

  test("counts nothing by item", () => {
    const limiter = new BucketRateLimiter<string>(10, 3, new FakeClock());
    tries(limiter, "a", 5);
    expect(limiter.numRequeues("a")).toBe(0);
    limiter.forget("a");
    expect(limiter.when("a")).toBe(300);
  });

  test.each([
    [0, 1, "qps"],
    [NaN, 1, "qps"],
    [1, 0, "burst"],
    [1, Infinity, "burst"],
  ])("of %d a second and %d at once is refused, naming %s", (qps, burst, field) => {
    expect(() => new BucketRateLimiter(qps, burst)).toThrow(expect.objectContaining({ code: "Invalid", field }));
  });
});

describe("the strictest of several limiters", () => {
  test("is the one with the longest delay; all of them count and forget", () => {
    const slow = new ExponentialBackoffRateLimiter<string>(SECOND, 4 * SECOND);
    const fast = new ExponentialBackoffRateLimiter<string>(500, MINUTE);
    const limiter = new MaxOfRateLimiter(slow, fast);
    expect(tries(limiter, "a", 6)).toEqual([1_000, 2_000, 4_000, 4_000, 8_000, 16_000]);
    fast.when("a");
    expect(limiter.numRequeues("a")).toBe(7);
    limiter.forget("a");
    expect([slow.numRequeues("a"), fast.numRequeues("a")]).toEqual([0, 0]);
  });

  test("of none lets everything through", () => {
    const limiter = new MaxOfRateLimiter<string>();
    expect([limiter.when("a"), limiter.numRequeues("a")]).toEqual([0, 0]);
  });
});

function setUp() {
  const clock = new FakeClock();
  const limiter = new ExponentialBackoffRateLimiter<string>(SECOND, 5 * MINUTE);
  return { clock, queue: new RateLimitedWorkQueue(limiter, { clock }) };
}

describe("a rate-limited queue", () => {
  test("brings an item back after 1 s, 2 s, 4 s ..., and after 1 s again once it is forgotten", async () => {
    const { clock, queue } = setUp();
    for (const seconds of [1, 2, 4, 8]) {
      queue.addRateLimited("a");
      await clock.advance(seconds * SECOND - 1);
      expect(queue.length).toBe(0);
      await clock.advance(1);
      expect(queue.tryGet()).toBe("a");
      queue.done("a");
    }
    expect(queue.numRequeues("a")).toBe(4);
    queue.forget("a");
    expect(queue.numRequeues("a")).toBe(0);
    queue.addRateLimited("a");
    await clock.advance(SECOND);
    expect(queue.length).toBe(1);
  });

  test("keeps the priority of an item that a worker has, unless another is given", async () => {
    const { clock, queue } = setUp();
    for (const item of ["a", "b"]) queue.add(item, { priority: 5 });
    await queue.get();
    await queue.get();
    queue.addRateLimited("b", { priority: 1 });
    queue.addRateLimited("a");
    queue.done("a");
    queue.done("b");
    await clock.advance(SECOND);
    queue.add("c", { priority: 3 });
    expect([queue.tryGet(), queue.tryGet(), queue.tryGet()]).toEqual(["a", "c", "b"]);
  });

  test("counts by key where there is one: two items of a key are one to the limiter", () => {
    const queue = new RateLimitedWorkQueue<{ uid: string }>(new ExponentialBackoffRateLimiter(SECOND, MINUTE), {
      clock: new FakeClock(),
      key: ({ uid }) => uid,
    });
    queue.addRateLimited({ uid: "a" });
    queue.addRateLimited({ uid: "a" });
    queue.addRateLimited({ uid: "b" });
    expect([queue.numRequeues({ uid: "a" }), queue.numRequeues({ uid: "b" })]).toEqual([2, 1]);
    queue.forget({ uid: "a" });
    expect([queue.numRequeues({ uid: "a" }), queue.numRequeues({ uid: "b" })]).toEqual([0, 1]);
  });

  test("refuses a priority that is none before it counts a try", () => {
    const { queue } = setUp();
    expect(() => queue.addRateLimited("a", { priority: NaN })).toThrow(expect.objectContaining({ field: "priority" }));
    expect(queue.numRequeues("a")).toBe(0);
  });

  test("lets nothing in after a shutdown", async () => {
    const { clock, queue } = setUp();
    queue.shutDown();
    expect(queue.addRateLimited("a")).toBe(false);
    await clock.advance(MINUTE);
    expect(await queue.get()).toBeUndefined();
  });
});
