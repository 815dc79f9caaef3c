import path from "node:path";
import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { ConditionPart, Filter, ValueTest } from "../../resource/filter.ts";
import type { Resource } from "../../resource/resource.ts";
import { ConditionTable } from "./condition-table.ts";
import { openDatabase } from "./open-database.ts";
import { scratchFolder } from "./testing/scratch.ts";
import type { SqliteStorage } from "./sqlite-storage.ts";
import { matching, openQuietly, shown } from "./testing/filtered.ts";

const ENOUGH_ROWS = 2_000;
const SETTLED_MS = 400;
const folder = scratchFolder();
let files = 0;
let now = 0;
const clock = { now: () => now };

const filterOf = (part: ConditionPart, valueTest: ValueTest): Filter => ({
  type: "condition",
  condition: "Powered",
  part,
  test: valueTest,
});

describe("the table of conditions", () => {
  test("takes up what is still asked for after a while, and of that only the four types that were asked for last, once the others are not in use any more", () => {
    const db = openDatabase(":memory:", "NORMAL", now);
    const table = new ConditionTable(db, clock);
    const ask = (type: string): void => table.consider("Node", type, ENOUGH_ROWS);
    ask("Ready");
    expect(table.has("Node", "Ready")).toBe(false);
    now += SETTLED_MS;
    ask("Ready");
    expect(table.has("Node", "Ready")).toBe(true);
    expect(table.has("Device", "Ready")).toBe(false);

    const askAll = (): void => {
      for (const type of ["A", "B", "C", "Ready", "D"]) ask(type);
    };
    for (let look = 0; look < 50; look++) {
      askAll();
      now += SETTLED_MS;
    }
    expect(["A", "B", "C", "D", "Ready"].filter((type) => table.has("Node", type))).toEqual(["A", "B", "C", "Ready"]);

    for (let look = 0; look < 50; look++) {
      for (const type of ["B", "C", "Ready", "D"]) ask(type);
      now += SETTLED_MS;
    }
    expect(["A", "B", "C", "D", "Ready"].filter((type) => table.has("Node", type))).toEqual(["B", "C", "D", "Ready"]);
    expect(db.prepare("SELECT type FROM asked_conditions ORDER BY type").pluck().all()).toEqual([
      "B",
      "C",
      "D",
      "Ready",
    ]);
    db.close();
  });

  test("is not made for a few rows", () => {
    const db = openDatabase(":memory:", "NORMAL", now);
    const table = new ConditionTable(db, clock);
    table.consider("Node", "Ready", 10);
    now += SETTLED_MS;
    table.consider("Node", "Ready", 10);
    expect(table.has("Node", "Ready")).toBe(false);
    db.close();
  });
});

describe("a page filtered by conditions that were taken up", () => {
  let storage: SqliteStorage;

  beforeEach(async () => {
    storage = openQuietly(path.join(folder, `${files++}.db`), clock);
    await Promise.all(
      Array.from({ length: ENOUGH_ROWS }, (_, i) =>
        storage.create({ kind: "Node", metadata: { uid: `n${i}` }, spec: {} }),
      ),
    );
    shown(storage, filterOf("status", { is: "there" }));
    now += SETTLED_MS;
    shown(storage, filterOf("status", { is: "there" }));
  });
  afterEach(() => storage.close());

  const part = fc.constantFrom<ConditionPart>("status", "reason", "message", "lastTransitionTime");
  const text = fc.constantFrom("True", "False", "Unknown", "Switched", "2026-01-01", "");
  const valueTest = fc.oneof<fc.Arbitrary<ValueTest>[]>(
    fc.constant({ is: "there" }),
    fc.record({ is: fc.constant("oneOf"), values: fc.array(text, { maxLength: 2 }) }),
    fc.record({ is: fc.constantFrom("below", "above"), value: text, orEqual: fc.boolean() }),
    fc.record({ is: fc.constant("containing"), text }),
  );
  const filter = fc
    .tuple(part, valueTest, fc.boolean())
    .map(([of, value, isNot]): Filter => (isNot ? { type: "not", of: filterOf(of, value) } : filterOf(of, value)));
  const condition = fc.record(
    { type: fc.constantFrom("Powered", "Ready"), status: text, reason: text, message: text, lastTransitionTime: text },
    { requiredKeys: ["type"] },
  );
  const status = fc.oneof(
    { weight: 5, arbitrary: fc.record({ conditions: fc.array(condition, { maxLength: 3 }) }) },
    fc.constantFrom({}, { conditions: "none" }, { conditions: [null, 1, "Powered"] }),
  );
  const write = fc.record({ uid: fc.constantFrom("n1", "n2", "n3", "new"), status: fc.option(status) });

  test("shows what it would show without, whatever is created, changed and deleted", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(write, { maxLength: 8 }),
        fc.array(filter, { minLength: 1, maxLength: 6 }),
        async (writes, filters) => {
          for (const { uid, status: wanted } of writes) {
            const held = await storage.load("Node", uid);
            if (held === undefined) await storage.create({ kind: "Node", metadata: { uid }, spec: {}, status: wanted });
            else if (wanted === null) await storage.delete("Node", uid);
            else await storage.updateStatus({ ...held, status: wanted });
          }
          const all: Resource[] = await storage.list("Node");
          for (const asked of filters)
            expect(shown(storage, asked).toSorted()).toEqual(matching(all, asked).toSorted());
        },
      ),
      { numRuns: 60 },
    );
  });
});
