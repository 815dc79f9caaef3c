import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { takeAll } from "./testing/outcomes.ts";
import { WorkQueue } from "./work-queue.ts";

describe("addAfter", () => {
  test("makes an item ready when it falls due, not before", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.addAfter("a", 50);
    await clock.advance(49);
    expect(queue.length).toBe(0);
    await clock.advance(1);
    expect(queue.length).toBe(1);
  });

  test("twice keeps the earliest, in either order, and the item comes once", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.addAfter("a", 50);
    queue.addAfter("a", 70);
    queue.addAfter("b", 50);
    queue.addAfter("b", 30);
    await clock.advance(30);
    expect(await takeAll(queue)).toEqual(["b"]);
    await clock.advance(20);
    expect(await takeAll(queue)).toEqual(["a"]);
    queue.done("a");
    queue.done("b");
    await clock.advance(1_000);
    expect(queue.length).toBe(0);
  });

  test("is collapsed by an immediate add, which leaves nothing to come later", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.addAfter("a", 50);
    queue.add("a");
    expect(await takeAll(queue)).toEqual(["a"]);
    queue.done("a");
    await clock.advance(100);
    expect(queue.length).toBe(0);
  });

  test("does not delay an item that is ready", async () => {
    const queue = new WorkQueue<string>({ clock: new FakeClock() });
    queue.add("a");
    queue.addAfter("a", 50);
    expect(await takeAll(queue)).toEqual(["a"]);
  });

  test("while a worker has the item brings it back when it is due, or after done if that is later", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.add("a");
    queue.add("b");
    await takeAll(queue);
    queue.addAfter("a", 50);
    queue.addAfter("b", 50);
    queue.done("a");
    expect(queue.length).toBe(0);
    await clock.advance(50);
    expect(await takeAll(queue)).toEqual(["a"]);
    queue.done("b");
    expect(await takeAll(queue)).toEqual(["b"]);
  });

  test("without a delay is add", () => {
    const queue = new WorkQueue<string>({ clock: new FakeClock() });
    queue.addAfter("a", 0);
    expect(queue.length).toBe(1);
  });

  test("orders what falls due by its due time, then first come, whenever it was added", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.addAfter("c", 30);
    queue.addAfter("b1", 20);
    queue.addAfter("b2", 20);
    queue.addAfter("a", 10);
    await clock.advance(100);
    expect(await takeAll(queue)).toEqual(["a", "b1", "b2", "c"]);
  });
});

describe("priority", () => {
  test("goes before time: the higher first, then first come", async () => {
    const queue = new WorkQueue<string>();
    queue.add("startup 1", { priority: -100 });
    queue.add("edit 1");
    queue.add("urgent", { priority: 10 });
    queue.add("startup 2", { priority: -100 });
    queue.add("edit 2");
    expect(await takeAll(queue)).toEqual(["urgent", "edit 1", "edit 2", "startup 1", "startup 2"]);
  });

  test("that is raised moves an item to the end of its new level; one that is lower later does not lower it", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    queue.add("b", { priority: 5 });
    queue.add("c", { priority: 5 });
    queue.add("a", { priority: 5 });
    queue.add("b", { priority: 1 });
    queue.add("b", { priority: 5 });
    expect(await takeAll(queue)).toEqual(["b", "c", "a"]);
  });

  test("of an item that is delayed is the highest that was asked for", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.addAfter("a", 50, { priority: 5 });
    queue.addAfter("a", 90, { priority: 7 });
    queue.addAfter("a", 10);
    queue.add("b", { priority: 6 });
    await clock.advance(10);
    expect(await takeAll(queue)).toEqual(["a", "b"]);
  });

  test("of an item that comes back after done is that of the adds meanwhile", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a", { priority: 9 });
    await queue.get();
    queue.add("a", { priority: 1 });
    queue.add("a", { priority: 3 });
    queue.add("a");
    queue.add("lower", { priority: 2 });
    queue.add("higher", { priority: 4 });
    queue.done("a");
    expect(await takeAll(queue)).toEqual(["higher", "a", "lower"]);
  });

  test("may take any number of values", async () => {
    const queue = new WorkQueue<number>();
    const priorities = Array.from({ length: 1_000 }, (_, n) => ((n * 7919) % 1_000) / 8);
    for (const priority of priorities) queue.add(priority, { priority });
    expect(await takeAll(queue)).toEqual(priorities.toSorted((a, b) => b - a));
  });
});
