import { setImmediate } from "node:timers/promises";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { EntryQueue } from "./entry-queue.ts";
import { NaiveQueue, type Taken } from "./testing/naive-queue.ts";
import { byDueTime, OwnFields, QueueEntry } from "./queue-entry.ts";
import { WorkQueue } from "./work-queue.ts";

/** What the real queues are asked to do. Every `add` leaves a token with its key, to see that none is lost. */
interface Queue {
  readonly length: number;
  readonly processingCount: number;
  add(key: string, priority: number, token: number): void;
  addAfter(key: string, delayMs: number, priority: number, token: number): void;
  get(): Promise<Taken | undefined>;
  tryGet(): Taken | undefined;
  done(key: string): void;
  shutDown(): void;
  shutDownWithDrain(): Promise<void>;
  shutDownNow(): Taken[];
}

/** What only a queue of entries can do. */
interface SpecialQueue extends Queue {
  remove(key: string): void;
  moveToFront(key: string): void;
  hold(key: string): void;
  release(key: string): void;
  releaseAll(): void;
  /** For each list, what is in it. */
  lists(): Record<"ready" | "delayed" | "processing" | "held", string[]>;
}

function byKey(clock: FakeClock): Queue {
  const queue = new WorkQueue<Taken>({
    clock,
    key: (item) => item.key,
    merge: (held, added) => ({ key: held.key, tokens: [...held.tokens, ...added.tokens] }),
  });
  return {
    get length() {
      return queue.length;
    },
    get processingCount() {
      return queue.processingCount;
    },
    add: (key, priority, token) => void queue.add({ key, tokens: [token] }, { priority }),
    addAfter: (key, delayMs, priority, token) => void queue.addAfter({ key, tokens: [token] }, delayMs, { priority }),
    get: () => queue.get(),
    tryGet: () => queue.tryGet(),
    done: (key) => queue.done({ key, tokens: [] }),
    shutDown: () => queue.shutDown(),
    shutDownWithDrain: () => queue.shutDownWithDrain(),
    shutDownNow: () => queue.shutDownNow(),
  };
}

class Entry extends QueueEntry<Entry> {
  readonly key: string;
  tokens: number[] = [];

  constructor(key: string) {
    super();
    this.key = key;
  }

  takeTokens(): Taken {
    return { key: this.key, tokens: this.tokens.splice(0) };
  }
}

function keys(list: Iterable<{ key: string }>): string[] {
  return Array.from(list, ({ key }) => key);
}

function ofEntries(clock: FakeClock): SpecialQueue {
  const queue = new EntryQueue(new OwnFields<Entry>(), clock);
  const entries = new Map<string, Entry>();
  const entry = (key: string): Entry => {
    const known = entries.get(key) ?? new Entry(key);
    entries.set(key, known);
    return known;
  };
  const leaveToken = (key: string, token: number): Entry => {
    if (!queue.isShutDown) entry(key).tokens.push(token);
    return entry(key);
  };
  return {
    get length() {
      return queue.length;
    },
    get processingCount() {
      return queue.processingCount;
    },
    add: (key, priority, token) => void queue.add(leaveToken(key, token), priority),
    addAfter: (key, delayMs, priority, token) => void queue.addAfter(leaveToken(key, token), delayMs, priority),
    get: () => new Promise((resolve) => void queue.take((taken) => resolve(taken?.takeTokens()))),
    tryGet: () => queue.tryGet()?.takeTokens(),
    done: (key) => queue.done(entry(key)),
    shutDown: () => queue.shutDown(),
    shutDownWithDrain: () => queue.shutDownWithDrain(),
    shutDownNow: () => queue.shutDownNow().map((waiting) => waiting.takeTokens()),
    remove: (key) => {
      queue.remove(entry(key));
      entry(key).tokens = [];
    },
    moveToFront: (key) => void queue.moveToFront(entry(key)),
    hold: (key) => queue.hold(entry(key)),
    release: (key) => queue.release(entry(key)),
    releaseAll: () => queue.releaseAll(entries.values()),
    lists: () => ({
      ready: keys(queue.ready()),
      delayed: keys([...queue.delayed()].toSorted(byDueTime)),
      processing: keys(queue.processing()),
      held: keys(queue.held()),
    }),
  };
}

const TIMEOUT = { timeout: 60_000 };

const COMMON = ["add", "addAfter", "get", "tryGet", "done"] as const;
const SPECIAL = ["remove", "moveToFront", "hold", "hold", "release", "releaseAll"] as const;
const SHUTDOWNS = ["shutDown", "shutDownWithDrain", "shutDownNow"] as const;

interface Operation {
  op: "advance" | (typeof COMMON)[number] | (typeof SPECIAL)[number] | (typeof SHUTDOWNS)[number];
  key: string;
  priority: number;
  delayMs: number;
}

function operations(...names: Operation["op"][]): fc.Arbitrary<Operation[]> {
  const op = fc.oneof(
    { weight: 50, arbitrary: fc.constantFrom(...names) },
    { weight: 6, arbitrary: fc.constant("advance" as const) },
    { weight: 1, arbitrary: fc.constantFrom(...SHUTDOWNS) },
  );
  const key = fc.constantFrom("a", "b", "c", "d", "e");
  const priority = fc.constantFrom(0, 0, 0, 1, 5, -100);
  const delayMs = fc.constantFrom(0, 1, 10, 10, 50, 100_000);
  return fc.array(fc.record({ op, key, priority, delayMs }), { maxLength: 60 });
}

/** All that can be seen of a queue from outside. */
interface Seen {
  /** For each `get` in the order of being served, what it got; null for a shutdown. */
  handedOut: { get: number; got: Taken | null }[];
  /** What `tryGet` and `shutDownNow` returned. */
  returned: unknown[];
  length: number;
  processingCount: number;
  /** How many drains wait. */
  draining: number;
}

/** Does the same with the queue and with the naive one. */
class Run<Q extends Queue> {
  readonly clock = new FakeClock();
  readonly naive = new NaiveQueue();
  readonly queue: Q;
  readonly #handedOut: Seen["handedOut"] = [];
  readonly #returned: unknown[] = [];
  readonly #expectedReturned: unknown[] = [];
  #gets = 0;
  #tokens = 0;
  #draining = 0;

  constructor(newQueue: (clock: FakeClock) => Q) {
    this.queue = newQueue(this.clock);
  }

  async do({ op, key, priority, delayMs }: Operation): Promise<void> {
    const { queue, naive } = this;
    switch (op) {
      case "add":
        queue.add(key, priority, ++this.#tokens);
        naive.add(key, priority, this.#tokens);
        break;
      case "addAfter":
        queue.addAfter(key, delayMs, priority, ++this.#tokens);
        naive.addAfter(key, delayMs, priority, this.#tokens);
        break;
      case "get": {
        const get = ++this.#gets;
        void queue.get().then((got) => this.#handedOut.push({ get, got: got ?? null }));
        naive.get(get);
        break;
      }
      case "tryGet":
        this.#returned.push(queue.tryGet());
        this.#expectedReturned.push(naive.tryGet());
        break;
      case "done":
        queue.done(key);
        naive.done(key);
        break;
      case "advance":
        await this.clock.advance(delayMs);
        naive.advance(delayMs);
        break;
      case "shutDown":
        queue.shutDown();
        naive.shutDown();
        break;
      case "shutDownWithDrain":
        this.#draining++;
        void queue.shutDownWithDrain().then(() => this.#draining--);
        naive.shutDownWithDrain();
        break;
      case "shutDownNow":
        this.#returned.push(queue.shutDownNow());
        this.#expectedReturned.push(naive.shutDownNow());
        break;
      default:
        throw new Error(`${op} is for queues of entries`);
    }
    await setImmediate();
  }

  seen(): Seen {
    const { length, processingCount } = this.queue;
    const draining = this.#draining;
    return { handedOut: this.#handedOut, returned: this.#returned, length, processingCount, draining };
  }

  expected(): Seen {
    const { handedOut, ready, processing, draining } = this.naive;
    const [length, processingCount] = [ready.length, processing.length];
    return { handedOut, returned: this.#expectedReturned, length, processingCount, draining };
  }
}

/** At the end, what was accepted and is not handed out is given back: nothing is lost. */
const END: Operation = { op: "shutDownNow", key: "", priority: 0, delayMs: 0 };

test(
  "by key: no key is in two hands, nothing is lost and the order holds, whatever the interleaving",
  TIMEOUT,
  async () => {
    await fc.assert(
      fc.asyncProperty(operations(...COMMON), async (all) => {
        const run = new Run(byKey);
        for (const operation of [...all, END]) {
          await run.do(operation);
          expect(run.seen()).toEqual(run.expected());
        }
      }),
      { numRuns: 1_000 },
    );
  },
);

test("by entry: the same, with holds, withdrawals and moves to the front in between", TIMEOUT, async () => {
  await fc.assert(
    fc.asyncProperty(operations(...COMMON, ...SPECIAL), async (all) => {
      const run = new Run(ofEntries);
      const { queue, naive } = run;
      for (const operation of [...all, END]) {
        const { op, key } = operation;
        if (op === "remove" || op === "moveToFront" || op === "hold" || op === "release" || op === "releaseAll") {
          queue[op](key);
          naive[op](key);
          await setImmediate();
        } else {
          await run.do(operation);
        }
        expect(run.seen()).toEqual(run.expected());
        expect(queue.lists()).toEqual({
          ready: keys(naive.ready),
          held: keys(naive.held),
          delayed: keys(naive.delayed),
          processing: keys(naive.processing),
        });
      }
    }),
    { numRuns: 1_000 },
  );
});
