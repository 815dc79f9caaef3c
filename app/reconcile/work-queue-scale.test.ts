import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { takeAll } from "./testing/outcomes.ts";
import { WorkQueue } from "./work-queue.ts";

test("a million keys may wait, and are taken in order", { timeout: 60_000 }, async () => {
  const queue = new WorkQueue<number>();
  const count = 1_000_000;
  for (let n = 0; n < count; n++) queue.add(n);
  expect(queue.length).toBe(count);
  let inTurn = 0;
  for (let n = 0; n < count; n++) {
    if (queue.tryGet() === n) inTurn++;
    queue.done(n);
  }
  expect(inTurn).toBe(count);
  expect([queue.length, queue.processingCount]).toEqual([0, 0]);
});

test("keys come and go by the thousand while some stay busy, and each is still one", async () => {
  const queue = new WorkQueue<string>();
  queue.add("busy");
  await queue.get();
  const taken = new Set<string>();
  for (let n = 0; n < 50_000; n++) {
    queue.add(`key ${n}`);
    queue.add(`key ${n}`);
    taken.add(queue.tryGet() ?? "none");
    queue.done(`key ${n}`);
  }
  expect([taken.size, queue.length]).toEqual([50_000, 0]);
  queue.add("busy");
  expect(queue.length).toBe(0);
  queue.done("busy");
  expect(queue.tryGet()).toBe("busy");
});

test("what is busy keeps its place when thousands of idle keys beside it are forgotten", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  const idle = Array.from({ length: 30_000 }, (_, n) => `idle ${n}`);
  const [some, more] = [idle.slice(0, 15_000), idle.slice(15_000)];
  const useOnce = (keys: string[]): void => {
    for (const key of keys) queue.add(key, { priority: 9 });
    for (const key of keys) {
      expect(queue.tryGet()).toBe(key);
      queue.done(key);
    }
  };
  queue.add("taken first", { priority: 9 });
  queue.tryGet();
  useOnce(some);
  queue.add("taken later", { priority: 9 });
  queue.tryGet();
  queue.addAfter("delayed longer", 20);
  queue.addAfter("delayed", 10, { priority: 1 });
  queue.add("low", { priority: -1 });
  queue.add("ready 1");
  useOnce(more);
  queue.add("ready 2");
  queue.addAfter("taken later", 15);
  queue.add("taken first");
  queue.add("ready 1", { priority: 2 });
  queue.done("taken first");
  queue.done("taken later");
  await clock.advance(20);
  const rest = ["ready 1", "delayed", "ready 2", "taken first", "taken later", "delayed longer", "low"];
  expect(await takeAll(queue)).toEqual(rest);
  expect(queue.processingCount).toBe(rest.length);
  for (const key of rest) queue.done(key);
  expect([queue.length, queue.processingCount]).toEqual([0, 0]);
});
