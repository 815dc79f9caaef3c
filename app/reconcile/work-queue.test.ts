import { setImmediate } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { WorkQueue } from "./work-queue.ts";

/** What the promise resolved with so far; "waiting" if it has not. */
async function outcome<T>(promise: Promise<T>): Promise<T | "waiting"> {
  return Promise.race([promise, setImmediate("waiting" as const)]);
}

async function takeAll<T>(queue: WorkQueue<T>): Promise<T[]> {
  const items: T[] = [];
  for (let length = queue.length; length > 0; length--) {
    const item = await queue.get();
    if (item !== undefined) items.push(item);
  }
  return items;
}

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

interface Request {
  uid: string;
  reasons: string[];
}

function request(uid: string, ...reasons: string[]): Request {
  return { uid, reasons };
}

function newMergingQueue(): WorkQueue<Request> {
  return new WorkQueue({
    clock: new FakeClock(),
    key: ({ uid }) => uid,
    merge: (held, added) => ({ uid: held.uid, reasons: [...held.reasons, ...added.reasons] }),
  });
}

describe("with a key and a merge, an item that is added", () => {
  test("is merged into one that is ready", async () => {
    const queue = newMergingQueue();
    queue.add(request("a", "created"));
    queue.add(request("a", "updated"));
    expect(await queue.get()).toEqual(request("a", "created", "updated"));
  });

  test("is merged into one that is delayed, which is ready at once", async () => {
    const queue = newMergingQueue();
    queue.addAfter(request("a", "periodic"), 1_000);
    queue.add(request("a", "updated"));
    expect(queue.tryGet()).toEqual(request("a", "periodic", "updated"));
  });

  test("is merged into one that waits behind a worker, and not into the one that the worker has", async () => {
    const queue = newMergingQueue();
    queue.add(request("a", "first"));
    const taken = await queue.get();
    queue.add(request("a", "second"));
    queue.add(request("a", "third"));
    expect(taken).toEqual(request("a", "first"));
    queue.done(request("a"));
    expect(await queue.get()).toEqual(request("a", "second", "third"));
  });

  test("changes nothing if the merge throws", async () => {
    const queue = new WorkQueue<Request>({
      key: ({ uid }) => uid,
      merge: () => {
        throw new Error("cannot merge");
      },
    });
    queue.add(request("a", "first"));
    expect(() => queue.add(request("a", "second"), { priority: 5 })).toThrow("cannot merge");
    queue.add(request("b", "first"));
    expect(await takeAll(queue)).toEqual([request("a", "first"), request("b", "first")]);
  });

  test("without a merge, leaves the one that waits as it is", async () => {
    const queue = new WorkQueue<Request>({ key: ({ uid }) => uid });
    queue.add(request("a", "first"));
    queue.add(request("a", "second"));
    expect(await queue.get()).toEqual(request("a", "first"));
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
