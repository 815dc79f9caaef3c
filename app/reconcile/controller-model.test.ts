import { randomUUID } from "node:crypto";
import path from "node:path";
import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { newResourceEvent } from "../events/new-event.ts";
import { FakeClock } from "../fake-clock.ts";
import { hasCode } from "../errors.ts";
import { findCondition } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import { InMemoryStorage } from "../storage/memory/in-memory-storage.ts";
import { scratchFolder } from "../storage/sqlite/testing/scratch.ts";
import { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import type { Storage } from "../storage/storage.ts";
import type { Result } from "./reconciler.ts";
import { TerminalError } from "./terminal-error.ts";
import { device, DeviceReconciler, endWorld, newWorld, START_MS, type World } from "./testing/world.ts";

const UIDS = ["a", "b"];
const PERIOD_MS = 30_000;

type Step =
  | { do: "write" | "poke" | "delete" | "label"; uid: string }
  | { do: "enqueueAfter"; uid: string; ms: number }
  | { do: "advance"; ms: number }
  | { do: "answer"; answer: Answer }
  | { do: "pause" | "resume" | "restart" };

type Answer = "done" | "periodic" | "requeue" | "fail" | "terminal" | "slow";

const uid = fc.constantFrom(...UIDS);
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("write"), uid }) },
  { weight: 6, arbitrary: fc.record({ do: fc.constant("poke"), uid }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("delete", "label"), uid }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant("enqueueAfter"), uid, ms: fc.nat(20_000) }) },
  { weight: 4, arbitrary: fc.record({ do: fc.constant("advance"), ms: fc.oneof(fc.nat(2_000), fc.nat(20_000)) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant("answer"),
      answer: fc.constantFrom("done", "periodic", "requeue", "fail", "terminal", "slow", "slow", "slow"),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom("pause", "resume", "restart", "restart") }) },
);

/** A controller over a storage, with a reconciler that answers as it is told, and the promises that are to be kept. */
class Run {
  readonly clock = new FakeClock(START_MS);
  readonly storage: Storage;
  world: World;
  answer: Answer = "done";
  /** In hand, by uid. */
  readonly #inHand = new Set<string>();
  /** Of whom something was told that no reconcile has heard of and come to an end. */
  readonly #owed = new Set<string>();
  readonly #violations: string[] = [];
  runs = 0;

  constructor(open: (clock: FakeClock) => Storage) {
    this.storage = open(this.clock);
    this.world = this.#newWorld();
  }

  #newWorld(): World {
    const world = newWorld({ clock: this.clock, storage: this.storage, workers: 2, reconcileTimeoutMs: 5_000 });
    world.controller.registerReconciler(
      new DeviceReconciler((ctx, { metadata }) => this.#reconcile(ctx.signal, metadata.uid)),
    );
    return world;
  }

  async #reconcile(signal: AbortSignal, uid: string): Promise<Result> {
    if (this.#inHand.has(uid)) this.#violations.push(`${uid} is in two hands`);
    this.#inHand.add(uid);
    const heard = this.#owed.delete(uid);
    this.runs++;
    try {
      return await this.#result(signal);
    } catch (error) {
      if (heard && !(error instanceof TerminalError)) this.#owed.add(uid);
      throw error;
    } finally {
      this.#inHand.delete(uid);
    }
  }

  async #result(signal: AbortSignal): Promise<Result> {
    switch (this.answer) {
      case "done":
        return {};
      case "periodic":
        return { requeueAfter: PERIOD_MS };
      case "requeue":
        return { requeue: true };
      case "fail":
        throw new Error("told to");
      case "terminal":
        throw new TerminalError("told to");
      case "slow":
        await new Promise<void>((resolve, reject) => {
          this.clock.setTimeout(resolve, 3_000);
          signal.addEventListener("abort", () => reject(signal.reason));
        });
        return {};
    }
  }

  async start(): Promise<void> {
    await this.#settle(this.world.controller.start());
  }

  async take(step: Step): Promise<void> {
    const { controller } = this.world;
    const { client } = controller;
    switch (step.do) {
      case "write":
        return this.#write(step.uid);
      case "poke":
        if ((await this.storage.load("Device", step.uid)) !== undefined) this.#owed.add(step.uid);
        return this.#settle(this.world.bus.publish(newResourceEvent("io.example.poked", "Device", step.uid)));
      case "label":
        await this.#ifThere(client.patch("Device", step.uid, { metadata: { labels: { n: `${this.runs}` } } }));
        return;
      case "delete":
        this.#owed.delete(step.uid);
        await this.#ifThere(client.delete("Device", step.uid));
        return;
      case "enqueueAfter":
        return this.#settle(
          controller.enqueueAfter({ resourceKind: "Device", resourceUid: step.uid, reason: "later" }, step.ms),
        );
      case "advance":
        return this.clock.advance(step.ms);
      case "answer":
        this.answer = step.answer;
        return;
      case "pause":
        return this.#settle(controller.pause({}, { reason: "model", actor: "test" }));
      case "resume":
        await this.#settle(controller.resume({}));
        return;
      case "restart":
        return this.#restart();
    }
  }

  /** From here on all goes well: what was told is heard, and every resource is as it should be. @returns what is not. */
  async lost(): Promise<unknown[]> {
    this.answer = "done";
    await this.#settle(this.world.controller.resume({}));
    await this.clock.advance(3_600_000);
    const resources = await this.storage.list("Device");
    const unfinished = resources.filter((resource) => !isFinished(resource));
    const unheard = resources.filter(({ metadata }) => this.#owed.has(metadata.uid));
    return [...this.#violations, ...unheard, ...this.world.controller.snapshot(), ...unfinished];
  }

  /** How many periodic checks each resource gets in ten periods, after many reasons to ask for one. */
  async checksInTenPeriods(): Promise<number> {
    this.answer = "periodic";
    const uids = (await this.storage.list("Device")).map(({ metadata }) => metadata.uid);
    if (uids.length === 0) return 10;
    for (const uid of uids) await this.take({ do: "poke", uid });
    await this.clock.advance(1_000);
    const before = this.runs;
    await this.clock.advance(10 * PERIOD_MS);
    return (this.runs - before) / uids.length;
  }

  async end(): Promise<void> {
    this.answer = "done";
    await endWorld(this.world);
    await this.storage.close();
  }

  async #write(uid: string): Promise<void> {
    const { client } = this.world.controller;
    if ((await this.storage.load("Device", uid)) === undefined) await this.#settle(client.create(device(uid)));
    else await this.#settle(client.patch("Device", uid, { spec: { desired: randomUUID() } }));
  }

  async #restart(): Promise<void> {
    const stopped = this.world.controller.stop();
    await this.clock.advance(4_000);
    await stopped;
    await this.world.bus.close();
    // A storage that keeps no work knows what was written, but not what happened.
    if (this.storage.durable === undefined) this.#owed.clear();
    this.world = this.#newWorld();
    await this.start();
  }

  async #ifThere(write: Promise<unknown>): Promise<void> {
    const expected = write.catch((error: unknown) => {
      if (!hasCode(error, "NotFound")) throw error;
    });
    await this.#settle(expected);
  }

  async #settle<T>(promise: Promise<T>): Promise<T> {
    await this.clock.advance(0);
    return promise;
  }
}

/** A terminal error stands until the next change. */
function isFinished(resource: Resource): boolean {
  const reconciled = findCondition(resource, "Reconciled");
  return (
    reconciled?.observedGeneration === resource.metadata.generation &&
    (reconciled.status === "True" || reconciled.reason === "TerminalError")
  );
}

const folder = scratchFolder();
const storages: [string, number, (clock: FakeClock) => Storage][] = [
  ["memory", 150, (clock) => new InMemoryStorage({ clock })],
  [
    "SQLite",
    40,
    (clock) =>
      new SqliteStorage(path.join(folder, `${randomUUID()}.db`), {
        clock,
        synchronous: "NORMAL",
        backups: { everyMs: Infinity },
      }),
  ],
];

describe.each(storages)("over %s, whatever fails, happens and stops", (_name, numRuns, open) => {
  test("nothing is lost, nothing is in two hands, and periodic checks never multiply", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: "max" }), async (steps) => {
        const run = new Run(open);
        try {
          await run.start();
          for (const step of steps) await run.take(step);
          await run.take({ do: "restart" });
          expect(await run.lost()).toEqual([]);
          expect(await run.checksInTenPeriods()).toBe(10);
        } finally {
          await run.end();
        }
      }),
      { numRuns },
    );
  }, 60_000);
});
