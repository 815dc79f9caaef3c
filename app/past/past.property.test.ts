import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { InMemoryEventBus } from "../events/in-memory-event-bus.ts";
import { Client } from "../reconcile/client.ts";
import { findCondition, setCondition, type ConditionStatus } from "../resource/condition.ts";
import { IN_MEMORY } from "../storage/sqlite/open-database.ts";
import { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { Past } from "./past.ts";

const UIDS = ["a", "b", "c", "d"];
const START = Date.UTC(2026, 0, 1);

type Step =
  | { do: "create" | "delete" | "relabel"; uid: string }
  | { do: "spec"; uid: string; size: number }
  | { do: "ready"; uid: string; status: ConditionStatus };

const uid = fc.constantFrom(...UIDS);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ do: fc.constantFrom("create", "create", "delete", "relabel"), uid }),
  fc.record({ do: fc.constant("spec"), uid, size: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ do: fc.constant("ready"), uid, status: fc.constantFrom("True", "False", "Unknown") }),
);
const history = fc.array(fc.record({ afterMs: fc.integer({ min: 1, max: 60_000 }), step }), {
  minLength: 1,
  maxLength: 40,
});

/** What is there, as somebody who looked would have written it down. */
interface Seen {
  at: number;
  fleet: Record<string, { ready: string; spec: unknown; labels: unknown }>;
}

const NOTHING: Seen = { at: START, fleet: {} };

class World {
  readonly clock = new FakeClock(START);
  readonly storage = new SqliteStorage(IN_MEMORY, { clock: this.clock, logger: { error: () => {}, warn: () => {} } });
  readonly bus = new InMemoryEventBus(1_000, 1, { clock: this.clock });
  readonly client = new Client(this.storage, this.bus, { clock: this.clock });
  readonly past = new Past(this.storage.queries, { all: () => [], of: () => undefined }, this.clock);

  async take({ uid, ...step }: Step): Promise<void> {
    const held = await this.storage.load("Device", uid);
    if (step.do === "create" && held === undefined) {
      await this.client.create({ kind: "Device", metadata: { name: `n-${uid}`, uid }, spec: { size: 0 } });
    }
    if (held === undefined) return;
    if (step.do === "delete") await this.client.delete("Device", uid);
    if (step.do === "relabel") {
      const seen = String(Number(held.metadata.labels["seen"] ?? 0) + 1);
      await this.client.patch("Device", uid, { metadata: { labels: { seen } } });
    }
    if (step.do === "spec") await this.client.patch("Device", uid, { spec: { size: step.size } });
    if (step.do === "ready") {
      held.status = {};
      setCondition(held, "Ready", step.status, "Because", "It is so", this.clock.now());
      await this.client.updateStatus(held);
    }
  }

  async look(): Promise<Seen> {
    const fleet: Seen["fleet"] = {};
    for (const resource of await this.storage.list("Device")) {
      const { uid, labels } = resource.metadata;
      fleet[uid] = { ready: findCondition(resource, "Ready")?.status ?? "Unknown", spec: resource.spec, labels };
    }
    return { at: this.clock.now(), fleet };
  }

  /** The same, out of the logs. */
  async lookBack(at: number): Promise<Seen> {
    const fleet: Seen["fleet"] = {};
    for (const uid of UIDS) {
      const { ready, was } = await this.past.resourceAt({ kind: "Device", uid }, at);
      if (ready !== undefined) fleet[uid] = { ready, spec: was?.spec?.spec, labels: was?.labels };
    }
    return { at, fleet };
  }

  async close(): Promise<void> {
    this.past.close();
    await this.storage.close();
  }
}

describe("the past", () => {
  test("is what somebody who looked then would have seen, over random histories", async () => {
    await fc.assert(
      fc.asyncProperty(history, fc.integer({ min: 0, max: 39 }), async (steps, askedAfter) => {
        const world = new World();
        const seen: Seen[] = [];
        for (const [index, { afterMs, step }] of steps.entries()) {
          await world.clock.advance(afterMs);
          await world.take(step);
          seen.push(await world.look());
          // What was read before is carried on, and not read anew.
          if (index === askedAfter) await world.past.fleetAt(world.clock.now(), 1);
        }
        for (const moment of seen) {
          expect(await world.lookBack(moment.at)).toEqual(moment);
          expect(await countsAt(world, moment.at)).toEqual(countsOf(moment));
        }
        const [first = NOTHING, last = NOTHING] = [seen[0], seen.at(-1)];
        expect(await changesBetween(world, first.at, last.at)).toEqual(differences(first, last));
        await world.close();
      }),
      { numRuns: 60 },
    );
  });
});

async function countsAt(world: World, at: number): Promise<unknown> {
  const { kinds, notReadyTotal } = await world.past.fleetAt(at, 10);
  const { total = 0, ready = 0, notReady = 0, unknown = 0, notKept = 0 } = kinds[0] ?? {};
  return { total, ready, notReady, unknown, notKept, notReadyTotal };
}

function countsOf({ fleet }: Seen): unknown {
  const all = Object.values(fleet);
  const of = (status: string): number => all.filter(({ ready }) => ready === status).length;
  const [notReady, unknown] = [of("False"), of("Unknown")];
  return { total: all.length, ready: of("True"), notReady, unknown, notKept: 0, notReadyTotal: notReady + unknown };
}

function uids({ items }: { items: { uid: string }[] }): string[] {
  return items.map((item) => item.uid).toSorted();
}

async function changesBetween(world: World, from: number, to: number): Promise<unknown> {
  const { created, deleted, readiness, spec } = await world.past.changes(from, to, 10);
  return { created: uids(created), deleted: uids(deleted), readiness: uids(readiness), spec: uids(spec) };
}

function differences({ fleet: before }: Seen, { fleet: after }: Seen): unknown {
  const both = UIDS.filter((uid) => before[uid] && after[uid]);
  return {
    created: UIDS.filter((uid) => !before[uid] && after[uid]),
    deleted: UIDS.filter((uid) => before[uid] && !after[uid]),
    readiness: both.filter((uid) => before[uid]?.ready !== after[uid]?.ready),
    spec: both.filter((uid) => JSON.stringify(before[uid]?.spec) !== JSON.stringify(after[uid]?.spec)),
  };
}
