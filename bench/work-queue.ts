import fastq from "fastq";
import PQueue from "p-queue";
import type { Clock } from "../app/clock.ts";
import { EntryQueue } from "../app/reconcile/entry-queue.ts";
import { addReason, addReasons } from "../app/reconcile/merge-reasons.ts";
import { OwnFields, QueueEntry } from "../app/reconcile/queue-entry.ts";
import type { Reason } from "../app/reconcile/reason.ts";
import { WorkQueue } from "../app/reconcile/work-queue.ts";
import { BareQueue } from "./lib/bare-queue.ts";
import { atLeast, atMost, type BenchCase, type Measurement } from "./lib/bench-case.ts";
import { compareRates, compareTimes, elapsed, type Contestant } from "./lib/measure.ts";

interface Request {
  key: string;
  reasons: Reason[];
}

const NONE: Reason[] = [];

/** As the controller's: it collects its reasons, and is the queue's item. */
class Entry extends QueueEntry<Entry> {
  reasons = NONE;
}

/** Small runs are repeated, so that each measurement deals with at least so many items. */
const ITEMS_A_MEASUREMENT = 500_000;
const STARTED_AT = Date.now();

/** Flat strings in an order that has nothing to do with their hashes, as they come from a database. */
function makeKeys(count: number): string[] {
  return Array.from({ length: count }, (_, n) =>
    Buffer.from(`Device/${(n * 2654435761) % 2 ** 32}-${n}`).toString("latin1"),
  );
}

function makeReason(): Reason {
  return {
    cause: "event",
    message: "io.fabrica.device.updated",
    count: 1,
    firstAt: STARTED_AT,
    lastAt: STARTED_AT,
  };
}

function makeRequests(keys: readonly string[]): Request[] {
  return keys.map((key) => ({ key, reasons: [makeReason()] }));
}

function makeEntries(count: number): Entry[] {
  return Array.from({ length: count }, () => new Entry());
}

function repeated(count: number, run: () => void | Promise<void>): Contestant {
  const times = Math.max(1, ITEMS_A_MEASUREMENT / count);
  return async () => {
    const ms = await elapsed(async () => {
      for (let time = 0; time < times; time++) await run();
    });
    return ms / times;
  };
}

function bare(keys: readonly string[]): Contestant {
  return repeated(keys.length, () => {
    const queue = new BareQueue();
    for (const key of keys) queue.add(key);
    for (let key = queue.get(); key !== undefined; key = queue.get()) queue.done(key);
  });
}

function newWorkQueue(): WorkQueue<Request> {
  return new WorkQueue({
    key: (request) => request.key,
    merge: (held, added) => {
      addReasons(held.reasons, added.reasons);
      return held;
    },
  });
}

/** A worker that waits only where there is nothing ready. */
function publicApi(requests: readonly Request[]): Contestant {
  return repeated(requests.length, async () => {
    const queue = newWorkQueue();
    for (const request of requests) queue.add(request);
    while (queue.length > 0) {
      const request = queue.tryGet() ?? (await queue.get());
      if (request !== undefined) queue.done(request);
    }
  });
}

/** A worker that waits for every item. */
function publicApiAwaited(requests: readonly Request[]): Contestant {
  return repeated(requests.length, async () => {
    const queue = newWorkQueue();
    for (const request of requests) queue.add(request);
    while (queue.length > 0) {
      const request = await queue.get();
      if (request !== undefined) queue.done(request);
    }
  });
}

function ask(queue: EntryQueue<Entry>, entry: Entry): void {
  if (entry.reasons === NONE) entry.reasons = [makeReason()];
  else addReason(entry.reasons, makeReason());
  queue.add(entry);
}

function takeAll(queue: EntryQueue<Entry>): void {
  for (let entry = queue.tryGet(); entry !== undefined; entry = queue.tryGet()) {
    entry.reasons = NONE;
    queue.done(entry);
  }
}

function asTheControllerDoes(entries: readonly Entry[]): Contestant {
  return repeated(entries.length, () => {
    const queue = new EntryQueue(new OwnFields<Entry>());
    for (const entry of entries) ask(queue, entry);
    takeAll(queue);
  });
}

/** Moves in steps of a second, and rings the one timer that a queue has. */
class SteppingClock implements Clock {
  #now = 0;
  #timer: { ring: () => void; atMs: number } | undefined;

  now(): number {
    return this.#now;
  }

  setTimeout(ring: () => void, ms: number): void {
    this.#timer = { ring, atMs: this.#now + ms };
  }

  clearTimeout(): void {
    this.#timer = undefined;
  }

  step(): void {
    this.#now += 1_000;
    while (this.#timer !== undefined && this.#timer.atMs <= this.#now) {
      const { ring } = this.#timer;
      this.#timer = undefined;
      ring();
    }
  }
}

const DELAYED_SECONDS = 300;

/** Periodic checks of a fleet: each falls due at some time in the next five minutes, in no order. */
function delayed(entries: readonly Entry[]): Contestant {
  return repeated(entries.length, () => {
    const clock = new SteppingClock();
    const queue = new EntryQueue(new OwnFields<Entry>(), clock);
    for (const [n, entry] of entries.entries()) queue.addAfter(entry, 1 + ((n * 7919) % (DELAYED_SECONDS * 1_000)));
    for (let second = 0; second <= DELAYED_SECONDS; second++) {
      clock.step();
      takeAll(queue);
    }
  });
}

function figure(count: number): string {
  return count.toLocaleString("en");
}

function throughPublicApi(count: number): BenchCase {
  return {
    name: `work queue, ${figure(count)} keys, public API (items/s)`,
    run: async () => {
      const keys = makeKeys(count);
      return { ...(await compareRates(count, publicApi(makeRequests(keys)), bare(keys))), want: atLeast(0.85) };
    },
  };
}

function throughEntries(count: number): BenchCase {
  return {
    name: `work queue, ${figure(count)} keys, as the controller uses it (items/s)`,
    run: async () => {
      const compared = await compareRates(count, asTheControllerDoes(makeEntries(count)), bare(makeKeys(count)));
      return { ...compared, want: atLeast(2) };
    },
  };
}

/** What an item costs among a million, in ns, with what it costs among ten thousand as the baseline. */
async function costOfScale(contestant: (entries: readonly Entry[]) => Contestant): Promise<Measurement> {
  const [many, few] = [1_000_000, 10_000];
  const times = await compareTimes(contestant(makeEntries(many)), contestant(makeEntries(few)), 5);
  return { value: (times.value / many) * 1e6, baseline: (times.baseline / few) * 1e6, want: atMost(2.5) };
}

/** A million adds of ten thousand keys, again and again. */
async function compareDuplicates(add: (n: number) => void): Promise<Measurement> {
  const [adds, distinct] = [1_000_000, 10_000];
  const keys = makeKeys(distinct);
  const set = new Set<string>();
  const bareSet = (n: number): void => {
    const key = keys[n] ?? "";
    if (!set.has(key)) set.add(key);
  };
  const again = (add: (n: number) => void): Contestant => {
    return () =>
      elapsed(() => {
        for (let time = 0; time < adds; time++) add(time % distinct);
      });
  };
  return compareRates(adds, again(add), again(bareSet));
}

const SIZES = [10_000, 100_000, 1_000_000];
const INFORMATION_ITEMS = 100_000;

export const cases: BenchCase[] = [
  ...SIZES.map(throughPublicApi),
  ...SIZES.map(throughEntries),
  {
    name: "work queue, 1,000,000 adds of 10,000 keys, as the controller uses it (adds/s; baseline: a Set)",
    run: async () => {
      const entries = makeEntries(10_000);
      const queue = new EntryQueue(new OwnFields<Entry>());
      const compared = await compareDuplicates((n) => {
        const entry = entries[n];
        if (entry !== undefined) ask(queue, entry);
      });
      return { ...compared, want: atLeast(1) };
    },
  },
  {
    name: "work queue, 1,000,000 adds of 10,000 keys, public API (adds/s; baseline: a Set)",
    run: () => {
      const requests = makeRequests(makeKeys(10_000));
      const queue = newWorkQueue();
      return compareDuplicates((n) => {
        const request = requests[n];
        if (request !== undefined) queue.add(request);
      });
    },
  },
  {
    name: "work queue, an item among 1,000,000 (ns; baseline: among 10,000)",
    run: () => costOfScale(asTheControllerDoes),
  },
  {
    name: "work queue, a delayed item among 1,000,000 (ns; baseline: among 10,000)",
    run: () => costOfScale(delayed),
  },
  {
    name: "work queue, 100,000 keys, every get awaited (items/s; baseline: never waits)",
    run: () => {
      const keys = makeKeys(INFORMATION_ITEMS);
      return compareRates(INFORMATION_ITEMS, publicApiAwaited(makeRequests(keys)), bare(keys));
    },
  },
  {
    name: "work queue, 100,000 items, every get awaited (items/s; baseline: fastq, which tells no keys apart)",
    run: () => {
      const requests = makeRequests(makeKeys(INFORMATION_ITEMS));
      return compareRates(INFORMATION_ITEMS, publicApiAwaited(requests), throughFastq(requests), 5);
    },
  },
  {
    name: "work queue, 100,000 items, every get awaited (items/s; baseline: p-queue, which tells no keys apart)",
    run: () => {
      const requests = makeRequests(makeKeys(INFORMATION_ITEMS));
      return compareRates(INFORMATION_ITEMS, publicApiAwaited(requests), throughPQueue(requests), 3);
    },
  },
];

function throughFastq(requests: readonly Request[]): Contestant {
  return repeated(requests.length, async () => {
    const queue = fastq.promise<unknown, Request, void>(async () => {}, 1);
    for (const request of requests) void queue.push(request);
    await queue.drained();
  });
}

function throughPQueue(requests: readonly Request[]): Contestant {
  return repeated(requests.length, async () => {
    const queue = new PQueue({ concurrency: 1 });
    for (const request of requests) void queue.add(() => request);
    await queue.onIdle();
  });
}
