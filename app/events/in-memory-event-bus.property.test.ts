import type { CloudEvent } from "cloudevents";
import {
  array,
  asyncProperty,
  assert,
  constant,
  constantFrom,
  integer,
  nat,
  oneof,
  record,
  uniqueArray,
} from "fast-check";
import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { InMemoryEventBus } from "./in-memory-event-bus.ts";
import { newResourceEvent } from "./new-event.ts";
import { matchesPattern } from "./pattern.ts";

const TIMEOUT_MS = 1000;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** What a handler does with an event. */
const behaviour = oneof(
  { weight: 3, arbitrary: constant({ kind: "return" as const }) },
  { weight: 1, arbitrary: constant({ kind: "throw" as const }) },
  { weight: 1, arbitrary: constant({ kind: "hang" as const }) },
  {
    weight: 3,
    arbitrary: record({ kind: constantFrom("resolve", "reject"), afterMs: integer({ min: 0, max: 1500 }) }),
  },
);
type Behaviour = { kind: "return" | "throw" | "hang" } | { kind: "resolve" | "reject"; afterMs: number };

const step = oneof(
  { weight: 5, arbitrary: record({ uid: constantFrom("a", "b", "c"), type: constantFrom("x.one", "x.two", "y.one") }) },
  { weight: 1, arbitrary: record({ advanceMs: integer({ min: 0, max: 1200 }) }) },
);

const scenario = record({
  bufferSize: integer({ min: 1, max: 4 }),
  workers: integer({ min: 1, max: 3 }),
  patterns: uniqueArray(constantFrom("**", "x.*", "*.one", "y.**"), { minLength: 1, maxLength: 4 }),
  behaviours: array(behaviour, { minLength: 1, maxLength: 20 }),
  steps: array(step, { minLength: 1, maxLength: 40 }),
  startAfter: nat(3),
});

/** A subscriber that notes, at every call, which promise to it was broken. */
class Witness {
  readonly pattern: string;
  readonly started: number[] = [];
  readonly broken: string[] = [];
  readonly #clock: FakeClock;
  readonly #behaviours: readonly Behaviour[];
  readonly #workers: number;
  /** By uid, how the handler that was called last for it ends. */
  readonly #busyUntil = new Map<string, number>();

  constructor(pattern: string, clock: FakeClock, behaviours: readonly Behaviour[], workers: number) {
    this.pattern = pattern;
    this.#clock = clock;
    this.#behaviours = behaviours;
    this.#workers = workers;
  }

  readonly handle = (event: CloudEvent<unknown>): Promise<void> | undefined => {
    const index = Number(event.data);
    const uid = String(event["resourceuid"]);
    const now = this.#clock.now();
    if ((this.#busyUntil.get(uid) ?? 0) > now) this.broken.push(`event ${index} while another of ${uid} was at work`);
    this.started.push(index);
    const does = this.#behaviours[(index + this.pattern.length) % this.#behaviours.length] ?? { kind: "return" };
    if (does.kind === "throw") throw new Error("thrown");
    if (does.kind === "return") return undefined;
    this.#busyUntil.set(uid, now + Math.min("afterMs" in does ? does.afterMs : Infinity, TIMEOUT_MS));
    const busy = [...this.#busyUntil.values()].filter((until) => until > now).length;
    if (busy > this.#workers) this.broken.push(`event ${index} made ${busy} at once with ${this.#workers} workers`);
    return new Promise((resolve, reject) => {
      if (does.kind === "resolve") this.#clock.setTimeout(resolve, does.afterMs);
      if (does.kind === "reject") this.#clock.setTimeout(() => reject(new Error("rejected")), does.afterMs);
    });
  };
}

test("whatever handlers do, each subscriber gets each of its events once, those of a resource in order, and nobody waits for ever", async () => {
  await assert(
    asyncProperty(scenario, async ({ bufferSize, workers, patterns, behaviours, steps, startAfter }) => {
      const clock = new FakeClock();
      const bus = new InMemoryEventBus(bufferSize, workers, { clock, logger: silent, handlerTimeoutMs: TIMEOUT_MS });
      const witnesses = patterns.map((pattern) => new Witness(pattern, clock, behaviours, workers));
      for (const witness of witnesses) bus.subscribe(witness.pattern, witness.handle);

      const published: CloudEvent<unknown>[] = [];
      const accepted = new Set<number>();
      const wantedBy = (witness: Witness) =>
        published.flatMap((event, index) => (matchesPattern(event.type, witness.pattern) ? [index] : []));

      /** What waits for a subscriber is in its buffer or has a publisher that waits for it. */
      const overfullness = (witness: Witness): string[] => {
        const started = new Set(witness.started);
        const wanted = wantedBy(witness);
        const waiting = wanted.filter((event) => !started.has(event)).length;
        const publishers = wanted.filter((event) => !accepted.has(event)).length;
        return waiting - publishers > bufferSize ? [`${waiting} wait, ${publishers} publishers among them`] : [];
      };
      const overfull: string[] = [];

      for (const [index, step] of steps.entries()) {
        if (index === startAfter) bus.start();
        if ("advanceMs" in step) {
          await clock.advance(step.advanceMs);
          for (const witness of witnesses) overfull.push(...overfullness(witness));
        } else {
          const number = published.length;
          const event = newResourceEvent(step.type, "Device", step.uid, number);
          published.push(event);
          void bus.publish(event).then(() => accepted.add(number));
        }
      }
      const closed = bus.close();
      await clock.advance(TIMEOUT_MS * (published.length + 1));
      await closed;

      expect(accepted.size).toBe(published.length);
      expect(overfull).toEqual([]);
      for (const witness of witnesses) {
        expect(witness.broken).toEqual([]);
        expect(witness.started.toSorted((a, b) => a - b)).toEqual(wantedBy(witness));
        for (const uid of ["a", "b", "c"]) {
          const ofResource = witness.started.filter((index) => published[index]?.["resourceuid"] === uid);
          expect(ofResource, `order of ${uid}`).toEqual(ofResource.toSorted((a, b) => a - b));
        }
      }
      const handled = witnesses.reduce((sum, witness) => sum + witness.started.length, 0);
      const { delivered, failed, timedOut, waiting, running } = bus.stats();
      expect({ settled: delivered + failed + timedOut, waiting, running }).toEqual({
        settled: handled,
        waiting: 0,
        running: 0,
      });
    }),
    { numRuns: 150 },
  );
});
