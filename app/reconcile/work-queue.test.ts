import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { outcome, takeAll } from "./testing/outcomes.ts";
import { WorkQueue } from "./work-queue.ts";

describe("a key", () => {
  test("that waits already is not queued again", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    queue.add("b");
    queue.add("a");
    expect(queue.length).toBe(2);
    expect(await takeAll(queue)).toEqual(["a", "b"]);
  });

  test("that is added while a worker has it comes back once after done", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    await queue.get();
    queue.add("a");
    queue.add("a");
    expect([queue.length, queue.processingCount]).toEqual([0, 1]);
    const next = queue.get();
    expect(await outcome(next)).toBe("waiting");
    queue.done("a");
    expect(await next).toBe("a");
    queue.done("a");
    expect([queue.length, queue.processingCount]).toEqual([0, 0]);
  });

  test("that comes back after done waits behind what was ready before", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    await queue.get();
    queue.add("a");
    queue.add("b");
    queue.done("a");
    expect(await takeAll(queue)).toEqual(["b", "a"]);
  });

  test("that nobody has is not disturbed by done", async () => {
    const queue = new WorkQueue<string>();
    queue.done("unknown");
    queue.add("a");
    queue.done("a");
    expect(queue.length).toBe(1);
    expect(await queue.get()).toBe("a");
    queue.done("a");
    queue.done("a");
    expect(queue.processingCount).toBe(0);
  });

  test("is the item itself by default: equal objects are two", () => {
    const queue = new WorkQueue<object>();
    const item = {};
    queue.add(item);
    queue.add(item);
    queue.add({});
    expect(queue.length).toBe(2);
  });
});

describe("get", () => {
  test("waits until there is something, and serves those who wait in turn, one item each", async () => {
    const queue = new WorkQueue<string>();
    const [first, second] = [queue.get(), queue.get()];
    queue.add("a");
    expect(await first).toBe("a");
    expect(await outcome(second)).toBe("waiting");
    queue.add("b");
    expect(await second).toBe("b");
  });

  test("serves those who wait before one who only tries", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    const waiting = queue.get();
    expect(queue.tryGet()).toBeUndefined();
    queue.addAfter("a", 10);
    await clock.advance(10);
    expect(await waiting).toBe("a");
    expect(queue.tryGet()).toBeUndefined();
  });

  test("finds what has fallen due even if the timer is late", async () => {
    let now = 0;
    const queue = new WorkQueue<string>({
      clock: { now: () => now, setTimeout: () => undefined, clearTimeout: () => {} },
    });
    queue.addAfter("due", 10);
    now = 20;
    queue.add("later");
    expect(await takeAll(queue)).toEqual(["due", "later"]);
  });
});

describe("bad input is refused, naming the field, and changes nothing", () => {
  test.each([
    ["delayMs", (queue: WorkQueue<string>) => queue.addAfter("a", -1)],
    ["delayMs", (queue: WorkQueue<string>) => queue.addAfter("a", NaN)],
    ["delayMs", (queue: WorkQueue<string>) => queue.addAfter("a", Infinity)],
    ["priority", (queue: WorkQueue<string>) => queue.add("a", { priority: NaN })],
    ["priority", (queue: WorkQueue<string>) => queue.addAfter("a", 5, { priority: Infinity })],
  ])("%s", async (field, call) => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    expect(() => call(queue)).toThrow(expect.objectContaining({ code: "Invalid", field }));
    await clock.advance(10);
    expect(queue.length).toBe(0);
  });

  test("an item that is undefined", () => {
    const queue = new WorkQueue<string | undefined>();
    expect(() => queue.add(undefined)).toThrow(expect.objectContaining({ code: "Invalid", field: "item" }));
  });
});
