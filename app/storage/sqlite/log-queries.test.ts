import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newEvent, newResourceEvent } from "../../events/new-event.ts";
import type { ReconcileRecord } from "../../reconcile/record.ts";
import { device } from "../testing/fixtures.ts";
import type { Alongside } from "../storage.ts";
import { scratchFolder } from "./testing/scratch.ts";
import { SqliteStorage } from "./sqlite-storage.ts";

const folder = scratchFolder();
let now = Date.UTC(2026, 0, 1);
let files = 0;
let file = "";
let storage: SqliteStorage;

beforeEach(() => {
  file = path.join(folder, `${files++}.db`);
  storage = open();
});
afterEach(() => storage.close());

function open(): SqliteStorage {
  return new SqliteStorage(file, {
    clock: { now: () => now },
    logger: { error: () => {}, warn: () => {} },
    backups: { everyMs: Infinity },
  });
}

describe("the event log", () => {
  test("is read newest first, in pages", async () => {
    await log("io.x.a", "io.x.b", "io.x.c");
    const page = storage.queries.eventsPage({ limit: 2 });
    expect(page.map(({ event }) => event.type)).toEqual(["io.x.c", "io.x.b"]);
    expect(page[0]?.event).toMatchObject({ specversion: "1.0", source: "/resources/Device/d1", data: { n: "io.x.c" } });
    const older = storage.queries.eventsPage({ limit: 2, before: page[1]?.position ?? 0 });
    expect(older.map(({ event }) => event.type)).toEqual(["io.x.a"]);
    const newer = storage.queries.eventsPage({ limit: 2, after: page[1]?.position ?? 0 });
    expect(newer.map(({ event }) => event.type)).toEqual(["io.x.c"]);
  });

  test.each([
    ["io.fabrica.device.**", ["io.fabrica.device.a.b", "io.fabrica.device.created"]],
    ["io.fabrica.*.created", ["io.fabrica.node.created", "io.fabrica.device.created"]],
    ["**.created", ["io.fabrica.node.created", "io.fabrica.device.created"]],
    ["nothing.*", []],
  ])("is read by pattern: %s", async (pattern, wanted) => {
    await log("io.fabrica.device.created", "io.fabrica.device.a.b", "io.fabrica.node.created");
    expect(storage.queries.eventsPage({ pattern, limit: 9 }).map(({ event }) => event.type)).toEqual(wanted);
    expect(storage.queries.eventsPage({ pattern, uid: "d1", limit: 9 }).map(({ event }) => event.type)).toEqual(wanted);
  });

  test("is read by pattern when there are very many types", async () => {
    await storage.transact((tx) => {
      for (let i = 0; i < 200; i++) tx.appendEvent(newEvent(`io.many.${i % 100}.x`, "/test"));
    });
    const page = storage.queries.eventsPage({ pattern: "io.many.*.x", limit: 150 });
    expect(page).toHaveLength(150);
    expect(page[0]?.event.type).toBe("io.many.99.x");
  });

  test("is read by resource and by kind", async () => {
    await log("io.x.a");
    await storage.transact((tx) => {
      tx.appendEvent(newResourceEvent("io.x.b", "Node", "d1"));
      tx.appendEvent(newEvent("io.x.c", "/elsewhere"));
    });
    const typesOf = (query: object) =>
      storage.queries.eventsPage({ limit: 9, ...query }).map(({ event }) => event.type);
    expect(typesOf({ uid: "d1" })).toEqual(["io.x.b", "io.x.a"]);
    expect(typesOf({ uid: "d1", kind: "Device" })).toEqual(["io.x.a"]);
    expect(typesOf({ kind: "Node" })).toEqual(["io.x.b"]);
    expect(typesOf({ kind: "Node", pattern: "io.x.*" })).toEqual(["io.x.b"]);
  });

  test("is read by time, both ends included", async () => {
    const start = now;
    for (const type of ["io.x.a", "io.x.b", "io.x.c", "io.x.d"]) {
      await log(type);
      now += 1_000;
    }
    expect(lettersOf({ from: start + 1_000, to: start + 2_000 })).toEqual(["c", "b"]);
    expect(lettersOf({ from: start + 1_001 })).toEqual(["d", "c"]);
    expect(lettersOf({ to: start + 999, uid: "d1" })).toEqual(["a"]);
    expect(lettersOf({ to: start + 2_000, pattern: "io.*.*", kind: "Device" })).toEqual(["c", "b", "a"]);
    expect(lettersOf({ from: start + 9_000 })).toEqual([]);
    expect(lettersOf({ to: start - 1 })).toEqual([]);
  });

  test("is read by time though entries between are gone", async () => {
    const start = now;
    for (let i = 0; i < 40; i++) {
      await storage.transact((tx) =>
        tx.appendEvent(newResourceEvent("io.x.n", "Device", i % 4 === 0 ? "rare" : "often", i)),
      );
      now += 1_000;
    }
    await storage.trim({ events: { maxPerResource: 3 } });
    const left = storage.queries.eventsPage({ limit: 99 });
    for (let second = -1; second <= 40; second++) {
      const until = left.filter(({ event }) => Number(event.data) <= second);
      expect(storage.queries.eventsPage({ to: start + second * 1_000, limit: 99 })).toEqual(until);
    }
  });

  test("is counted over time, by pattern, kind and resource", async () => {
    const start = now;
    await log("io.x.a", "io.x.b");
    now += 1_000;
    await log("io.x.a");
    await storage.transact((tx) => tx.appendEvent(newEvent("io.x.c", "/elsewhere")));
    now += 1_000;
    await storage.transact((tx) => tx.appendEvent(newResourceEvent("io.x.a", "Node", "n1")));
    const counts = async (filter: object) =>
      (await storage.queries.eventDensity(filter, start, start + 4_000, 4)).counts;
    expect(await counts({})).toEqual([2, 2, 1, 0]);
    expect(await counts({ pattern: "io.x.a" })).toEqual([1, 1, 1, 0]);
    expect(await counts({ kind: "Device" })).toEqual([2, 1, 0, 0]);
    expect(await counts({ uid: "d1" })).toEqual([2, 1, 0, 0]);
    expect(await counts({ uid: "d1", pattern: "**.b" })).toEqual([1, 0, 0, 0]);
    // What is before the first stretch is in none.
    expect((await storage.queries.eventDensity({}, start + 1_000, start + 2_000, 1)).counts).toEqual([2]);
  });

  test("leads from a cause to its effects and back", async () => {
    const cause = newEvent("io.x.cause", "/test");
    const effects = [1, 2].map((n) => newEvent("io.x.effect", "/test", { n }, { causationId: cause.id }));
    await storage.transact((tx) => [cause, ...effects].forEach((event) => tx.appendEvent(event)));
    const found = storage.queries.eventsCausedBy(cause.id, { limit: 9 });
    expect(found.map(({ event }) => event.id)).toEqual(effects.map(({ id }) => id));
    expect(storage.queries.eventById(String(found[0]?.event["causationid"]))?.event.type).toBe("io.x.cause");
    expect(storage.queries.eventById("nothing")).toBeUndefined();
  });

  test("refuses a bad pattern", () => {
    expect(() => storage.queries.eventsPage({ pattern: "a..b", limit: 1 })).toThrow(
      expect.objectContaining({ code: "Invalid" }),
    );
  });
});

describe("what is kept of a resource's past", () => {
  test("is what reconciles did, newest first, in pages", async () => {
    await storage.transact((tx) => {
      for (const startedAt of [1, 2, 3]) tx.appendRecord(recordOf(startedAt));
      tx.appendRecord(recordOf(4, "other"));
    });
    const page = storage.queries.recordsPage({ kind: "Device", uid: "d", limit: 2 });
    expect(page.map(({ record }) => record)).toEqual([recordOf(3), recordOf(2)]);
    const rest = storage.queries.recordsPage({ uid: "d", limit: 2, before: page[1]?.position ?? 0 });
    expect(rest.map(({ record }) => record.startedAt)).toEqual([1]);
    expect(storage.queries.recordsPage({ limit: 1 })[0]?.record.resourceUid).toBe("other");
  });

  test("counts periodic checks that found nothing instead of keeping each", async () => {
    const reasons = [{ cause: "periodic" as const, message: "after 5 min", count: 1, firstAt: 0, lastAt: 0 }];
    for (const startedAt of [1, 2, 3])
      await storage.transact((tx) => tx.appendRecord({ ...recordOf(startedAt), reasons, actions: [] }));
    const [first, ...others] = storage.queries.recordsPage({ uid: "d", limit: 9 });
    expect(first?.record).toMatchObject({ startedAt: 3, firstStartedAt: 1, repeats: 3 });
    expect(others).toEqual([]);
  });

  test("is every spec, with who made it so and when", async () => {
    const created = await storage.create(device({ uid: "d" }, { size: 1 }), by("ann"));
    now += 1_000;
    const relabelled = await storage.update(
      { ...created, metadata: { ...created.metadata, labels: { a: "b" } } },
      by("bob"),
    );
    const changed = await storage.update({ ...relabelled, spec: { size: 2 } }, by("cleo"));
    await storage.updateStatus({ ...changed, status: { on: true } });
    const last = await storage.save("Device", "d", { ...changed, spec: { size: 3 } });
    const wanted = [
      { generation: 3, at: last.metadata.updatedAt, spec: { size: 3 } },
      { generation: 2, at: changed.metadata.updatedAt, actor: "cleo", spec: { size: 2 } },
      { generation: 1, at: created.metadata.createdAt, actor: "ann", spec: { size: 1 } },
    ];
    expect(storage.queries.revisionsPage("Device", "d", { limit: 9 })).toEqual(wanted);
    expect(storage.queries.revisionsPage("Device", "d", { limit: 1, offset: 1 })).toEqual([wanted[1]]);
    await storage.delete("Device", "d");
    expect(storage.queries.revisionsPage("Device", "d", { limit: 9 })).toEqual(wanted);
  });
});

/** The last letters of the types of the events that a query finds. */
function lettersOf(query: object): unknown[] {
  return storage.queries.eventsPage({ limit: 9, ...query }).map(({ event }) => event.type.at(-1));
}

async function log(...types: string[]): Promise<void> {
  for (const type of types) {
    await storage.transact((tx) => tx.appendEvent(newResourceEvent(type, "Device", "d1", { n: type })));
  }
}

function recordOf(startedAt: number, resourceUid = "d"): ReconcileRecord {
  return {
    resourceKind: "Device",
    resourceUid,
    startedAt,
    durationMs: 5,
    attempt: 0,
    reasons: [{ cause: "manual", message: "by hand", count: 1, firstAt: 1, lastAt: 1, actor: "ann" }],
    outcome: "succeeded",
    actions: ["started the device"],
  };
}

function by(actor: string): Alongside {
  return (tx) => tx.setActor(actor);
}
