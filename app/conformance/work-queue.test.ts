import { expect, test } from "vitest";
import { FakeClock, WorkQueue } from "../index.ts";

/** Takes and finishes all that is ready, in order. */
async function takeAll<T>(queue: WorkQueue<T>): Promise<T[]> {
  const taken: T[] = [];
  while (queue.length > 0) {
    const item = await queue.get();
    if (item === undefined) break;
    taken.push(item);
    queue.done(item);
  }
  return taken;
}

/** As a producer does that does not care whether the queue still takes anything. */
function tryTo(act: () => void): void {
  try {
    act();
  } catch {
    // refused aloud is as good as refused in silence
  }
}

test("what was added comes in order, and get waits for what is not there yet", async () => {
  const queue = new WorkQueue<string>();
  const [first, second] = [queue.get(), queue.get()];
  queue.add("a");
  queue.add("b");
  expect(await first).toBe("a");
  expect(await second).toBe("b");
  expect(queue.length).toBe(0);
  expect(queue.processingCount).toBe(2);
});

test("a key that is ready already is counted and handed out once", async () => {
  const queue = new WorkQueue<string>();
  for (let n = 0; n < 5; n++) queue.add("a");
  queue.add("b");
  expect(queue.length).toBe(2);
  expect(await takeAll(queue)).toEqual(["a", "b"]);
  expect(queue.processingCount).toBe(0);
});

test("an add of a key in processing comes back once, after done", async () => {
  const queue = new WorkQueue<string>();
  queue.add("a");
  await queue.get();
  queue.add("a");
  queue.add("a");
  expect(queue.length).toBe(0);
  let handedOut = false;
  const next = queue.get().then((item) => {
    handedOut = true;
    return item;
  });
  await Promise.resolve();
  expect(handedOut).toBe(false);
  queue.done("a");
  expect(await next).toBe("a");
  queue.done("a");
  expect(queue.length).toBe(0);
});

test("done of what nobody holds changes nothing", async () => {
  const queue = new WorkQueue<string>();
  queue.done("never added");
  queue.add("a");
  queue.done("a");
  expect(queue.length).toBe(1);
  expect(await queue.get()).toBe("a");
});

test("at most one worker holds a key, and no add is lost, with many workers and producers", async () => {
  const queue = new WorkQueue<number>();
  const held = new Set<number>();
  const wanted = new Map<number, number>();
  const seen = new Map<number, number>();
  let doubles = 0;
  const worker = async (): Promise<void> => {
    for (let key = await queue.get(); key !== undefined; key = await queue.get()) {
      if (held.has(key)) doubles++;
      held.add(key);
      seen.set(key, wanted.get(key) ?? 0);
      await new Promise((resolve) => setImmediate(resolve));
      held.delete(key);
      queue.done(key);
    }
  };
  const workers = Array.from({ length: 10 }, worker);
  for (let n = 0; n < 2000; n++) {
    const key = n % 37;
    wanted.set(key, n);
    queue.add(key);
    if (n % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  await queue.shutDownWithDrain();
  await Promise.all(workers);
  expect(doubles).toBe(0);
  expect(seen).toEqual(wanted);
});

test("a key function makes two items one, and merge keeps what both said", async () => {
  const queue = new WorkQueue<{ uid: string; why: string[] }>({
    key: ({ uid }) => uid,
    merge: (held, added) => ({ uid: held.uid, why: [...held.why, ...added.why] }),
  });
  queue.add({ uid: "a", why: ["one"] });
  queue.add({ uid: "a", why: ["two"] });
  const taken = await queue.get();
  expect(taken).toEqual({ uid: "a", why: ["one", "two"] });
  queue.add({ uid: "a", why: ["three"] });
  queue.add({ uid: "a", why: ["four"] });
  queue.done({ uid: "a", why: [] });
  expect(await queue.get()).toEqual({ uid: "a", why: ["three", "four"] });
});

test("what a delayed item said is merged into the immediate add that collapses it", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<{ uid: string; why: string[] }>({
    key: ({ uid }) => uid,
    merge: (held, added) => ({ uid: held.uid, why: [...held.why, ...added.why] }),
    clock,
  });
  queue.addAfter({ uid: "a", why: ["later"] }, 1000);
  queue.addAfter({ uid: "a", why: ["sooner"] }, 500);
  queue.add({ uid: "a", why: ["now"] });
  expect(await queue.get()).toEqual({ uid: "a", why: ["later", "sooner", "now"] });
});

test("without a key an object is its own identity", async () => {
  const queue = new WorkQueue<object>();
  const [one, two] = [{ id: 1 }, { id: 1 }];
  for (const item of [one, two, one]) queue.add(item);
  expect(queue.length).toBe(2);
  expect(await queue.get()).toBe(one);
});

test("addAfter is not ready before its time, and then once", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  queue.addAfter("a", 100);
  expect(queue.length).toBe(0);
  await clock.advance(99);
  expect(queue.length).toBe(0);
  await clock.advance(1);
  expect(queue.length).toBe(1);
  expect(await takeAll(queue)).toEqual(["a"]);
  await clock.advance(10_000);
  expect(queue.length).toBe(0);
});

test("addAfter of no delay is ready at once", () => {
  const queue = new WorkQueue<string>({ clock: new FakeClock() });
  queue.addAfter("a", 0);
  expect(queue.length).toBe(1);
});

test.each([
  [100, 300],
  [300, 100],
])("addAfter %i ms and then %i ms keeps the earliest, once", async (first, second) => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  queue.addAfter("a", first);
  queue.addAfter("a", second);
  await clock.advance(99);
  expect(queue.length).toBe(0);
  await clock.advance(1);
  expect(await takeAll(queue)).toEqual(["a"]);
  await clock.advance(1000);
  expect(queue.length).toBe(0);
});

test("an immediate add collapses a pending delayed one", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  queue.addAfter("a", 100);
  queue.add("a");
  expect(await takeAll(queue)).toEqual(["a"]);
  await clock.advance(1000);
  expect(queue.length).toBe(0);
});

test("what falls due while its key is in processing comes back once after done", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  queue.add("a");
  await queue.get();
  queue.addAfter("a", 50);
  await clock.advance(60);
  expect(queue.length).toBe(0);
  queue.done("a");
  expect(await takeAll(queue)).toEqual(["a"]);
});

test("addAfter during processing is kept past done until it falls due", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  queue.add("a");
  await queue.get();
  queue.addAfter("a", 50);
  queue.done("a");
  expect(queue.length).toBe(0);
  await clock.advance(50);
  expect(await takeAll(queue)).toEqual(["a"]);
});

test("delayed items come in the order in which they fall due", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  for (const [item, delay] of [
    ["c", 30],
    ["a", 10],
    ["b", 20],
  ] as const) {
    queue.addAfter(item, delay);
  }
  await clock.advance(100);
  expect(await takeAll(queue)).toEqual(["a", "b", "c"]);
});

test("order is priority, then ready time, then first come", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  queue.add("first");
  queue.add("low", { priority: -100 });
  queue.addAfter("delayed", 10);
  queue.add("second");
  queue.add("high", { priority: 10 });
  await clock.advance(10);
  queue.add("last");
  expect(await takeAll(queue)).toEqual(["high", "first", "second", "delayed", "last", "low"]);
});

test("a raise of priority moves a waiting item to the end of its new level; a later lower one does not lower it", async () => {
  const queue = new WorkQueue<string>();
  queue.add("a");
  queue.add("b");
  queue.add("top", { priority: 5 });
  queue.add("b", { priority: 5 });
  queue.add("b", { priority: 1 });
  queue.add("b");
  expect(queue.length).toBe(3);
  expect(await takeAll(queue)).toEqual(["top", "b", "a"]);
});

test("a delayed item keeps the priority that it was given, and the highest of several", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  queue.addAfter("a", 10);
  queue.addAfter("b", 10, { priority: 7 });
  queue.addAfter("b", 5, { priority: 3 });
  await clock.advance(10);
  expect(await takeAll(queue)).toEqual(["b", "a"]);
});

test("a re-add during processing keeps its priority for when it comes back", async () => {
  const queue = new WorkQueue<string>();
  queue.add("a");
  await queue.get();
  queue.add("b");
  queue.add("a", { priority: 3 });
  queue.done("a");
  expect(await takeAll(queue)).toEqual(["a", "b"]);
});

test("once it was handed out an item's priority is spent", async () => {
  const queue = new WorkQueue<string>();
  queue.add("a", { priority: 9 });
  await takeAll(queue);
  queue.add("b");
  queue.add("a");
  expect(await takeAll(queue)).toEqual(["b", "a"]);
});

test("after shutDown get hands out what is ready, then resolves with undefined, and nothing is accepted", async () => {
  const queue = new WorkQueue<string>();
  queue.add("a");
  queue.add("b");
  queue.shutDown();
  tryTo(() => queue.add("c"));
  tryTo(() => queue.addAfter("d", 0));
  expect(queue.length).toBe(2);
  expect([await queue.get(), await queue.get()]).toEqual(["a", "b"]);
  expect(await queue.get()).toBeUndefined();
  queue.done("a");
  expect(await queue.get()).toBeUndefined();
});

test("shutDown wakes everybody who waits", async () => {
  const queue = new WorkQueue<string>();
  const waiting = [queue.get(), queue.get(), queue.get()];
  queue.shutDown();
  queue.shutDown();
  expect(await Promise.all(waiting)).toEqual([undefined, undefined, undefined]);
});

test("what was marked dirty before shutDown is still handed out after done", async () => {
  const queue = new WorkQueue<string>();
  queue.add("a");
  await queue.get();
  queue.add("a");
  const drained = queue.shutDownWithDrain();
  queue.done("a");
  expect(await queue.get()).toBe("a");
  queue.done("a");
  await drained;
  expect(await queue.get()).toBeUndefined();
});

test("shutDownWithDrain resolves when nothing is ready or in processing, and not before", async () => {
  const queue = new WorkQueue<string>();
  queue.add("a");
  queue.add("b");
  await queue.get();
  let drained = 0;
  const all = Promise.all(Array.from({ length: 3 }, () => queue.shutDownWithDrain().then(() => drained++)));
  tryTo(() => queue.add("late"));
  queue.done("a");
  await new Promise((resolve) => setImmediate(resolve));
  expect(drained).toBe(0);
  expect(await queue.get()).toBe("b");
  await new Promise((resolve) => setImmediate(resolve));
  expect(drained).toBe(0);
  queue.done("b");
  await all;
  expect(drained).toBe(3);
});

test("shutDownWithDrain of an empty queue resolves at once", async () => {
  const queue = new WorkQueue<string>();
  const waiting = queue.get();
  await queue.shutDownWithDrain();
  expect(await waiting).toBeUndefined();
});

test("after shutDownNow get resolves with undefined at once, and what waited is returned to the caller", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  queue.add("a");
  queue.add("b");
  queue.addAfter("later", 1000);
  expect(await queue.get()).toBe("a");
  queue.add("a");
  expect(new Set(queue.shutDownNow())).toEqual(new Set(["b", "later", "a"]));
  expect(await queue.get()).toBeUndefined();
  expect(queue.length).toBe(0);
  queue.done("a");
  await clock.advance(2000);
  expect(queue.length).toBe(0);
  expect(await queue.get()).toBeUndefined();
  expect(queue.shutDownNow()).toEqual([]);
});

test("hundreds of thousands of waiting keys are no problem", async () => {
  const clock = new FakeClock();
  const queue = new WorkQueue<string>({ clock });
  const begun = performance.now();
  for (let n = 0; n < 200_000; n++) queue.add(`k${n}`, { priority: n % 3 });
  for (let n = 0; n < 200_000; n++) queue.addAfter(`d${n}`, 1 + (n % 1000));
  await clock.advance(1000);
  expect(queue.length).toBe(400_000);
  expect(await takeAll(queue)).toHaveLength(400_000);
  expect(performance.now() - begun).toBeLessThan(15_000);
});

test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("a delay of %s is refused, and the key is not there", (delay) => {
  const queue = new WorkQueue<string>({ clock: new FakeClock() });
  expect(() => queue.addAfter("a", delay)).toThrow(/delay/i);
  expect(() => queue.add("a", { priority: Number.NaN })).toThrow(/priority/i);
  expect(queue.length).toBe(0);
});
