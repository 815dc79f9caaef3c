import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { outcome } from "./testing/outcomes.ts";
import { WorkQueue } from "./work-queue.ts";

describe("shutDown", () => {
  test("hands out what is ready, then resolves with undefined", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    queue.shutDown();
    expect(await queue.get()).toBe("a");
    expect(await queue.get()).toBeUndefined();
  });

  test("resolves those who wait with undefined", async () => {
    const queue = new WorkQueue<string>();
    const waiting = [queue.get(), queue.get()];
    queue.shutDown();
    expect(await Promise.all(waiting)).toEqual([undefined, undefined]);
  });

  test("lets nothing new in, and says so", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.shutDown();
    expect(queue.add("a")).toBe(false);
    expect(queue.addAfter("b", 10)).toBe(false);
    await clock.advance(10);
    expect(queue.length).toBe(0);
    expect(await queue.get()).toBeUndefined();
  });

  test("keeps what is delayed from ever being handed out, but not from being given back later", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.addAfter("a", 10);
    queue.shutDown();
    await clock.advance(20);
    expect(await queue.get()).toBeUndefined();
    expect(queue.shutDownNow()).toEqual(["a"]);
  });

  test("still hands out what was added while a worker had it, once it is done", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    await queue.get();
    queue.add("a");
    queue.shutDown();
    queue.done("a");
    expect(await queue.get()).toBe("a");
  });
});

describe("shutDownWithDrain", () => {
  test("resolves when nothing is ready or with a worker", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    queue.add("b");
    await queue.get();
    const drained = queue.shutDownWithDrain();
    expect(await outcome(drained)).toBe("waiting");
    queue.done("a");
    expect(await outcome(drained)).toBe("waiting");
    expect(await queue.get()).toBe("b");
    queue.done("b");
    expect(await drained).toBeUndefined();
    expect(await queue.get()).toBeUndefined();
  });

  test("waits for what was added while a worker had it", async () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    await queue.get();
    queue.add("a");
    const drained = queue.shutDownWithDrain();
    queue.done("a");
    expect(await outcome(drained)).toBe("waiting");
    expect(await queue.get()).toBe("a");
    queue.done("a");
    expect(await drained).toBeUndefined();
  });

  test("resolves at once when there is nothing to wait for, and for everybody who asks", async () => {
    const idle = new WorkQueue<string>();
    await idle.shutDownWithDrain();
    const busy = new WorkQueue<string>();
    busy.add("a");
    await busy.get();
    const drains = [busy.shutDownWithDrain(), busy.shutDownWithDrain()];
    busy.done("a");
    await Promise.all(drains);
    await busy.shutDownWithDrain();
    expect(busy.processingCount).toBe(0);
  });

  test.each(["shutDown", "shutDownNow"] as const)("is cut short by %s", async (force) => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    await queue.get();
    const drained = queue.shutDownWithDrain();
    queue[force]();
    expect(await outcome(drained)).toBeUndefined();
    expect(queue.processingCount).toBe(1);
  });
});

describe("shutDownNow", () => {
  test("gives back all that waited, in order, and resolves every get with undefined", async () => {
    const clock = new FakeClock();
    const queue = new WorkQueue<string>({ clock });
    queue.add("with a worker");
    await queue.get();
    queue.addAfter("delayed longer", 20);
    queue.addAfter("delayed", 10);
    queue.add("ready");
    queue.add("ready and urgent", { priority: 1 });
    queue.add("with a worker");
    expect(queue.shutDownNow()).toEqual(["ready and urgent", "ready", "with a worker", "delayed", "delayed longer"]);
    expect(queue.length).toBe(0);
    expect(await queue.get()).toBeUndefined();
    queue.done("with a worker");
    await clock.advance(100);
    expect(await queue.get()).toBeUndefined();
  });

  test("ends the wait of those who wait", async () => {
    const queue = new WorkQueue<string>();
    const waiting = queue.get();
    expect(queue.shutDownNow()).toEqual([]);
    expect(await waiting).toBeUndefined();
  });

  test("gives nothing back a second time", () => {
    const queue = new WorkQueue<string>();
    queue.add("a");
    queue.shutDownNow();
    expect(queue.shutDownNow()).toEqual([]);
  });
});
