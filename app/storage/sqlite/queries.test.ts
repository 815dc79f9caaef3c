import path from "node:path";
import Database from "better-sqlite3";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConditionStatus } from "../../resource/condition.ts";
import { type Filter, nameFilter, type ValueTest } from "../../resource/filter.ts";
import type { Resource } from "../../resource/resource.ts";
import { device, namesOf } from "../testing/fixtures.ts";
import type { PageQuery } from "./resource-pages.ts";
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

describe("a page of a table", () => {
  test("tells its rows, how many there are in all, and the sequence that it shows", async () => {
    for (const name of ["c", "a", "b"]) await storage.create(device({ name }));
    await storage.create({ kind: "Cluster", spec: {} });
    const page = storage.queries.page({ kind: "Device", limit: 2 });
    expect(namesOf(page.rows)).toEqual(["a", "b"]);
    expect(page).toMatchObject({ total: 3, sequence: storage.sequence });
    expect(page.rows).toContainEqual(await storage.load("Device", page.rows[0]?.metadata.uid ?? ""));
    expect(namesOf(storage.queries.page({ kind: "Device", limit: 2, offset: 2 }).rows)).toEqual(["c"]);
  });

  test("is a stretch of the whole list, from whichever end it lies and beyond it, filtered and sorted or not", async () => {
    const names = Array.from({ length: 25 }, (_, index) => `d${String(index).padStart(2, "0")}`);
    for (const [index, name] of names.entries()) {
      await storage.create(device({ name, labels: { third: String(index % 3) } }));
    }
    fc.assert(
      fc.property(
        fc.nat(30),
        fc.integer({ min: 1, max: 30 }),
        fc.constantFrom("asc" as const, "desc" as const),
        fc.boolean(),
        (offset, limit, direction, isFiltered) => {
          const listed = names.filter((_, index) => !isFiltered || index % 3 === 0);
          const whole = direction === "asc" ? listed : listed.toReversed();
          const page = storage.queries.page({
            kind: "Device",
            ...(isFiltered && { filter: label("third", "0") }),
            sort: { by: "metadata.name", direction },
            offset,
            limit,
          });
          expect(namesOf(page.rows)).toEqual(whole.slice(offset, offset + limit));
          expect(page.total).toBe(whole.length);
        },
      ),
    );
  });

  test("shows what was written last", async () => {
    const created = await storage.create(device({ name: "a", labels: { x: "1" } }));
    const query: PageQuery = { kind: "Device", filter: label("x", "1"), limit: 5 };
    expect(storage.queries.page(query).total).toBe(1);
    await storage.update({ ...created, metadata: { ...created.metadata, labels: {} } });
    expect(storage.queries.page(query)).toMatchObject({ total: 0, rows: [] });
  });

  test.each<[string, Filter, string[]]>([
    ["words of the name, in any case and order", nameFilter(" RACK1 n1 "), ["n1.rack1", "n10.rack1"]],
    ["what LIKE would take for wildcards", nameFilter("%"), ["100%"]],
    ["readiness", field("ready", { is: "oneOf", values: ["False"] }), ["n10.rack1"]],
    ["readiness that is not known", field("ready", { is: "oneOf", values: ["Unknown"] }), ["100%", "n2.rack1"]],
    [
      "labels and readiness",
      { type: "and", of: [label("rack", "1"), field("ready", { is: "oneOf", values: ["True"] })] },
      ["n1.rack1"],
    ],
    ["a field", field("spec.size", { is: "above", value: 2, orEqual: true }), ["n10.rack1", "n2.rack1"]],
    [
      "one of several values",
      field("metadata.name", { is: "oneOf", values: ["100%", "n1.rack1", "x"] }),
      ["100%", "n1.rack1"],
    ],
    ["a field that is there", field("spec.on", { is: "there" }), ["n10.rack1"]],
    ["a field that is not", { type: "not", of: field("spec.size", { is: "there" }) }, ["100%"]],
    [
      "what a part of it does not hold, or another does",
      { type: "or", of: [{ type: "not", of: label("rack", "1") }, field("spec.on", { is: "oneOf", values: [1] })] },
      ["100%", "n10.rack1", "n2.rack1"],
    ],
    [
      "a condition",
      { type: "condition", condition: "Ready", part: "reason", test: { is: "containing", text: "r" } },
      ["n1.rack1", "n10.rack1", "n2.rack1"],
    ],
  ])("is filtered by %s", async (_, filter, wanted) => {
    await storage.create(withReady(device({ name: "n1.rack1", labels: { rack: "1" } }, { size: 1 }), "True"));
    await storage.create(
      withReady(device({ name: "n10.rack1", labels: { rack: "1" } }, { size: 3, on: true }), "False"),
    );
    await storage.create(withReady(device({ name: "n2.rack1" }, { size: 2 }), "Unknown"));
    await storage.create(device({ name: "100%" }));
    const page = storage.queries.page({ kind: "Device", limit: 10, filter });
    expect(namesOf(page.rows)).toEqual(wanted);
    expect(page.total).toBe(wanted.length);
  });

  test.each<[string, PageQuery["sort"], string[]]>([
    ["readiness", { by: "ready" }, ["b", "c", "a"]],
    ["since when", { by: "since", direction: "desc" }, ["c", "b", "a"]],
    ["a field of the spec", { by: "spec.size", direction: "desc" }, ["a", "b", "c"]],
  ])("is sorted by %s", async (_, sort, wanted) => {
    await storage.create(withReady(device({ name: "a" }, { size: 3 }), "True"));
    now += 1_000;
    await storage.create(withReady(device({ name: "b" }, { size: 2 }), "False"));
    now += 1_000;
    await storage.create(withReady(device({ name: "c" }, { size: 1 }), "False"));
    expect(namesOf(storage.queries.page({ kind: "Device", limit: 5, ...(sort && { sort }) }).rows)).toEqual(wanted);
  });

  test.each<[string, object]>([
    ["kind", { kind: "../x", limit: 1 }],
    ["limit", { limit: 0 }],
    ["offset", { limit: 1, offset: -1 }],
    ["sort.by", { limit: 1, sort: { by: "1; DROP TABLE resources" } }],
    ["filter", { limit: 1, filter: { type: "label or", of: [] } }],
    ["filter", { limit: 1, filter: field("x", { is: "there" }) }],
    ["filter", { limit: 1, filter: { type: "field", path: "spec.x", test: { is: "= 1 OR", values: [1] } } }],
    ["filter", { limit: 1, filter: { type: "condition", condition: "Ready", part: "') OR", test: { is: "there" } } }],
  ])("refuses a bad %s and names it", (field, query) => {
    expect(() => storage.queries.page({ kind: "Device", limit: 1, ...query })).toThrow(
      expect.objectContaining({ code: "Invalid", field }),
    );
  });

  test("keeps few indexes for what it is sorted by, and they survive a restart", async () => {
    await Promise.all(
      Array.from({ length: 2_000 }, (_, i) => storage.create(device({ name: `n${i}` }, { s0: i, s1: -i }))),
    );
    const indexes = () => storage.queries.page({ kind: "Device", limit: 3, sort: { by: "spec.s1" } });
    for (let i = 0; i < 8; i++) storage.queries.page({ kind: "Device", limit: 1, sort: { by: `spec.s${i}` } });
    expect(namesOf(indexes().rows)).toEqual(["n1999", "n1998", "n1997"]);
    await storage.close();
    const db = new Database(file);
    const names = db.prepare("SELECT name FROM sqlite_schema WHERE name GLOB 'resources_sorted_*'").all();
    db.close();
    expect(names).toHaveLength(6);
    storage = open();
    await storage.create(device({ name: "first" }, { s1: -5_000 }));
    expect(namesOf(indexes().rows)).toEqual(["first", "n1999", "n1998"]);
  });
});

describe("a summary", () => {
  test("agrees with counting, whatever is written", async () => {
    const write = fc.record({
      uid: fc.constantFrom("a", "b", "c"),
      kind: fc.constantFrom("Device", "Node"),
      ready: fc.constantFrom<ConditionStatus | "none">("True", "False", "Unknown", "none"),
      observed: fc.constantFrom(undefined, 1, 2),
      size: fc.constantFrom(1, 2),
      finalizers: fc.subarray(["f"]),
      afterwards: fc.constantFrom("nothing", "delete", "status"),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(write, { maxLength: 15 }), fc.boolean(), async (writes, countFirst) => {
        const file = path.join(folder, `${files++}.db`);
        const storage = new SqliteStorage(file, { synchronous: "NORMAL", backups: { everyMs: Infinity } });
        if (countFirst) storage.queries.summary();
        for (const { uid, kind, ready, observed, size, finalizers, afterwards } of writes) {
          const status = observed === undefined ? {} : { observedGeneration: observed };
          const draft = { ...device({ uid, finalizers }, { size }), kind, status };
          if (ready !== "none") withReady(draft, ready);
          // A finalizer cannot be given to what is being deleted; then nothing is written.
          const saved = await storage.transact((tx) => tx.save(kind, uid, draft)).catch(() => undefined);
          if (saved !== undefined && afterwards === "delete") await storage.delete(kind, uid).catch(() => undefined);
          if (saved !== undefined && afterwards === "status")
            await storage.updateStatus({ ...saved, status: {} }).catch(() => undefined);
        }
        const wanted = ["Device", "Node"].map(async (kind) => naiveCount(kind, await storage.list(kind)));
        expect(storage.queries.summary()).toEqual((await Promise.all(wanted)).filter(({ total }) => total > 0));
        await storage.close();
      }),
      { numRuns: 40 },
    );
  });
});

describe("what needs somebody", () => {
  test("comes with what is not ready for the longest time first", async () => {
    for (const name of ["first", "second", "third"]) {
      await storage.create(withReady(device({ name }), name === "second" ? "True" : "False"));
      now += 1_000;
    }
    expect(namesOf(storage.queries.notReady({ limit: 5 }))).toEqual(["first", "third"]);
    expect(namesOf(storage.queries.notReady({ limit: 1 }))).toEqual(["first"]);
  });
});

describe("owners and dependents", () => {
  test("are told with all that they are", async () => {
    const owner = await storage.create({ kind: "Cluster", metadata: { uid: "c", name: "c" }, spec: {} });
    const ownerReferences = [
      { kind: "Rack", uid: "gone" },
      { kind: "Cluster", uid: "c" },
    ];
    for (const name of ["a", "b", "d"]) await storage.create(device({ uid: name, name, ownerReferences }));
    expect(storage.queries.owners("Device", "a")).toEqual([owner]);
    const page = storage.queries.dependents("c", { limit: 2 });
    expect(namesOf(page.rows)).toEqual(["a", "b"]);
    expect(page.total).toBe(3);
  });
});

test("a row that is damaged is an error that names it, and the others can still be read", async () => {
  await storage.create(device({ uid: "good", name: "a" }));
  await storage.create(device({ uid: "bad", name: "b" }));
  await storage.close();
  const db = new Database(file);
  db.exec("UPDATE resources SET spec = '{' WHERE uid = 'bad'");
  db.close();
  storage = open();
  expect(storage.queries.page({ kind: "Device", limit: 1 }).rows).toHaveLength(1);
  expect(() => storage.queries.page({ kind: "Device", limit: 2 })).toThrow(/spec of Device\/bad is damaged/);
  await expect(storage.load("Device", "bad")).rejects.toMatchObject({ code: "Unavailable" });
});

test("a closed storage answers that it is closed", async () => {
  await storage.close();
  expect(() => storage.queries.summary()).toThrow(expect.objectContaining({ code: "Closed" }));
});

function field(path: string, test: ValueTest): Filter {
  return { type: "field", path, test };
}

function label(key: string, value: string): Filter {
  return { type: "label", key, test: { is: "oneOf", values: [value] } };
}

function withReady<R extends { status?: unknown }>(resource: R, status: ConditionStatus): R {
  resource.status = { ...Object(resource.status), conditions: [readyCondition(status)] };
  return resource;
}

function readyCondition(status: ConditionStatus) {
  return { type: "Ready", status, reason: "R", message: "", lastTransitionTime: new Date(now).toISOString() };
}

function naiveCount(kind: string, resources: readonly Resource[]) {
  const count = (matches: (resource: Resource) => boolean) => resources.filter(matches).length;
  return {
    kind,
    total: resources.length,
    ready: count((resource) => readinessOf(resource) === "True"),
    notReady: count((resource) => readinessOf(resource) === "False"),
    unknown: count((resource) => readinessOf(resource) === "Unknown"),
    deleting: count(({ metadata }) => metadata.deletionTimestamp !== undefined),
    unobserved: count(({ metadata, status }) => Object(status).observedGeneration !== metadata.generation),
  };
}

function readinessOf({ status }: Resource): ConditionStatus {
  const conditions: { status: ConditionStatus }[] = Object(status).conditions ?? [];
  return conditions[0]?.status ?? "Unknown";
}
