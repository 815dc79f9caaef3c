import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { EntryQueue } from "./entry-queue.ts";
import { byDueTime, OwnFields, QueueEntry } from "./queue-entry.ts";

class Entry extends QueueEntry<Entry> {
  readonly name: string;

  constructor(name: string) {
    super();
    this.name = name;
  }
}

const START_MS = 1_000_000;

function setUp() {
  const clock = new FakeClock(START_MS);
  const queue = new EntryQueue(new OwnFields<Entry>(), clock);
  const [a, b, c] = [new Entry("a"), new Entry("b"), new Entry("c")];
  return { clock, queue, a, b, c };
}

function names(entries: Iterable<Entry>): string[] {
  return Array.from(entries, ({ name }) => name);
}

describe("taking", () => {
  test("hands an entry to the one who has waited longest, from within the add", () => {
    const { queue, a, b } = setUp();
    const taken: string[] = [];
    queue.take((entry) => taken.push(`first: ${entry?.name}`));
    queue.take((entry) => taken.push(`second: ${entry?.name}`));
    queue.add(a);
    expect(taken).toEqual(["first: a"]);
    queue.add(b);
    expect(taken).toEqual(["first: a", "second: b"]);
  });

  test("may go on from within: whoever is handed an entry can add, finish and take again", () => {
    const { queue, a, b, c } = setUp();
    const taken: string[] = [];
    const worker = (entry: Entry | undefined): void => {
      if (entry === undefined) return;
      taken.push(entry.name);
      if (entry === a) queue.add(c);
      if (entry === b) queue.add(a, 1);
      queue.done(entry);
      if (taken.length < 4) queue.take(worker);
    };
    queue.add(a);
    queue.add(b);
    queue.take(worker);
    expect(taken).toEqual(["a", "b", "a", "c"]);
    expect([queue.length, queue.processingCount]).toEqual([0, 0]);
  });

  test("keeps the priority with which the entry was taken, beside that of what waits meanwhile", () => {
    const { queue, a } = setUp();
    queue.add(a, 7);
    queue.tryGet();
    queue.add(a, 2);
    expect([a.takenPriority, a.priority]).toEqual([7, 2]);
  });
});

describe("holding", () => {
  test("keeps an entry that is ready from the workers until it is released", () => {
    const { queue, a, b } = setUp();
    queue.add(a);
    queue.add(b);
    queue.hold(a);
    expect([a.place, queue.length, queue.heldCount]).toEqual(["held", 1, 1]);
    expect(names(queue.held())).toEqual(["a"]);
    expect(queue.tryGet()).toBe(b);
    expect(queue.tryGet()).toBeUndefined();
    queue.release(a);
    expect(queue.tryGet()).toBe(a);
  });

  test("collects what is added meanwhile, with its priority", () => {
    const { queue, a, b } = setUp();
    queue.hold(a);
    queue.add(a);
    queue.add(a, 5);
    expect(queue.length).toBe(0);
    queue.add(b);
    queue.release(a);
    expect(names(queue.ready())).toEqual(["a", "b"]);
  });

  test("keeps what falls due meanwhile, and what comes back from a worker", async () => {
    const { clock, queue, a, b } = setUp();
    queue.addAfter(a, 10);
    queue.add(b);
    queue.tryGet();
    queue.add(b);
    queue.hold(a);
    queue.hold(b);
    await clock.advance(10);
    queue.done(b);
    expect(names(queue.held())).toEqual(["a", "b"]);
    expect(queue.length).toBe(0);
  });

  test("does not disturb the wait of what is delayed", async () => {
    const { clock, queue, a } = setUp();
    queue.addAfter(a, 10);
    queue.hold(a);
    expect(queue.dueAt(a)).toBe(START_MS + 10);
    queue.release(a);
    await clock.advance(10);
    expect(queue.tryGet()).toBe(a);
  });

  test("twice is once, and releasing what is not held does nothing", () => {
    const { queue, a } = setUp();
    queue.add(a);
    queue.hold(a);
    queue.hold(a);
    queue.release(a);
    queue.release(a);
    expect([queue.length, queue.heldCount]).toEqual([1, 0]);
  });

  test("hands an entry to a waiting worker as soon as it is released", () => {
    const { queue, a } = setUp();
    const taken: (Entry | undefined)[] = [];
    queue.hold(a);
    queue.add(a);
    queue.take((entry) => taken.push(entry));
    queue.release(a);
    expect(taken).toEqual([a]);
  });
});

describe("withdrawing", () => {
  test.each([
    ["ready", (queue: EntryQueue<Entry>, a: Entry) => queue.add(a)],
    ["delayed", (queue: EntryQueue<Entry>, a: Entry) => queue.addAfter(a, 10)],
    [
      "held",
      (queue: EntryQueue<Entry>, a: Entry) => {
        queue.hold(a);
        queue.add(a);
      },
    ],
  ] as const)("takes back what is %s", async (place, ask) => {
    const { clock, queue, a } = setUp();
    ask(queue, a);
    expect(a.place).toBe(place);
    expect(queue.remove(a)).toBe(true);
    expect(queue.remove(a)).toBe(false);
    await clock.advance(100);
    expect([queue.length, queue.delayedCount, queue.heldCount]).toEqual([0, 0, 0]);
  });

  test("leaves the entry with the worker that has it, and it does not come back", () => {
    const { queue, a } = setUp();
    queue.add(a);
    queue.tryGet();
    queue.add(a);
    expect(queue.remove(a)).toBe(true);
    expect(queue.processingCount).toBe(1);
    queue.done(a);
    expect(queue.length).toBe(0);
  });

  test("ends a drain if nothing else was left", async () => {
    const { queue, a } = setUp();
    queue.add(a);
    const drained = queue.shutDownWithDrain();
    queue.remove(a);
    await expect(drained).resolves.toBeUndefined();
  });
});

describe("moving to the front", () => {
  test("makes an entry the very next, whatever its priority and that of the others", () => {
    const { queue, a, b, c } = setUp();
    queue.add(a, 5);
    queue.add(b, 5);
    queue.add(c);
    expect(queue.moveToFront(c)).toBe(true);
    expect(names(queue.ready())).toEqual(["c", "a", "b"]);
  });

  test("makes an entry that is delayed ready at once", () => {
    const { queue, a, b } = setUp();
    queue.add(a);
    queue.addAfter(b, 1_000);
    queue.moveToFront(b);
    expect(names(queue.ready())).toEqual(["b", "a"]);
    expect(queue.delayedCount).toBe(0);
  });

  test("of an entry that is held waits until it is released", () => {
    const { queue, a, b } = setUp();
    queue.add(a, 3);
    queue.hold(b);
    queue.add(b);
    queue.moveToFront(b);
    expect(b.place).toBe("held");
    expect(b.priority).toBe(3);
  });

  test("of an entry for which nothing waits does nothing", () => {
    const { queue, a } = setUp();
    expect(queue.moveToFront(a)).toBe(false);
    expect(queue.length).toBe(0);
  });
});

describe("what can be seen", () => {
  test("is where each entry is, since when, and when it falls due", async () => {
    const { clock, queue, a, b, c } = setUp();
    queue.add(a);
    queue.add(b);
    queue.addAfter(c, 500);
    await clock.advance(100);
    queue.tryGet();
    expect([a.place, a.processing, queue.since(a)]).toEqual(["idle", true, START_MS + 100]);
    expect([b.place, b.processing, queue.since(b)]).toEqual(["ready", false, START_MS]);
    expect([c.place, queue.since(c), queue.dueAt(c)]).toEqual(["delayed", START_MS, START_MS + 500]);
    expect(queue.dueAt(b)).toBeUndefined();
    expect([names(queue.processing()), names(queue.ready()), names(queue.delayed())]).toEqual([["a"], ["b"], ["c"]]);
    expect([...queue.workAges()]).toEqual([0]);
    await clock.advance(400);
    expect(queue.since(c)).toBe(START_MS + 500);
    expect([...queue.workAges()]).toEqual([400]);
  });

  test("is in order of due time once it is sorted", () => {
    const { queue, a, b, c } = setUp();
    queue.addAfter(a, 30);
    queue.addAfter(b, 10);
    queue.addAfter(c, 10);
    expect(names([...queue.delayed()].toSorted(byDueTime))).toEqual(["b", "c", "a"]);
  });
});

test("a clock that is set back or forward neither loses nor hastens what is delayed", async () => {
  const { clock, queue, a, b } = setUp();
  queue.addAfter(a, 10_000);
  queue.addAfter(b, 300_000);
  await clock.advance(5_000);
  expect(queue.dueAt(a)).toBe(START_MS + 10_000);
  clock.setTime(START_MS - 3_600_000);
  expect(queue.dueAt(a)).toBe(START_MS - 3_600_000 + 5_000);
  await clock.advance(5_000);
  expect(queue.tryGet()).toBe(a);
  clock.setTime(START_MS + 86_400_000);
  expect(queue.tryGet()).toBeUndefined();
  await clock.advance(300_000);
  expect(queue.tryGet()).toBe(b);
});
