import path from "node:path";
import * as fc from "fast-check";
import { expect, onTestFinished, test } from "vitest";
import type { Filter, ValueTest } from "../../resource/filter.ts";
import { openDatabase } from "./open-database.ts";
import { SortIndexes } from "./sort-indexes.ts";
import { matching, openQuietly, shown } from "./testing/filtered.ts";
import { scratchFolder } from "./testing/scratch.ts";

const folder = scratchFolder();

function field(valueTest: ValueTest): Filter {
  return { type: "field", path: "spec.size", test: valueTest };
}

const MANY_ROWS = 2_000;

test("a filter over more fields than there may be indexes does not make and drop them again and again", () => {
  let now = 0;
  const db = openDatabase(":memory:", "NORMAL", now);
  const indexes = new SortIndexes(db, { now: () => now });
  const made = (): unknown[] =>
    db.prepare("SELECT name FROM sqlite_schema WHERE name GLOB 'resources_sorted_*'").pluck().all();
  const fields = Array.from({ length: 7 }, (_, index) => `spec ->> '$.field${index}'`);
  const look = (): void => {
    for (const field of fields) indexes.consider(field, MANY_ROWS);
    now += 500;
  };
  for (let times = 0; times < 3; times++) look();
  const first = made();
  expect(first).toHaveLength(6);
  for (let times = 0; times < 100; times++) look();
  expect(made()).toEqual(first);

  now += 60_000;
  indexes.provide("spec ->> '$.other'", MANY_ROWS);
  expect(indexes.has("spec ->> '$.other'")).toBe(true);
  expect(made()).toHaveLength(6);
  db.close();
});

test("a field that has an index shows what it would show without, whatever is written", async () => {
  let now = 0;
  const clock = { now: () => now };
  const storage = openQuietly(path.join(folder, "fields.db"), clock);
  onTestFinished(() => storage.close());
  await Promise.all(
    Array.from({ length: MANY_ROWS }, (_, i) => storage.create({ kind: "Node", metadata: { uid: `n${i}` }, spec: {} })),
  );
  shown(storage, field({ is: "there" }));
  now += 1_000;
  shown(storage, field({ is: "there" }));

  const scalar = fc.constantFrom<(string | number)[]>(0, -1, 1.5, 10, "", "1", "10", "a", "A", "ä", "ab");
  const value = fc.oneof(scalar, fc.constantFrom(null, true, false, [], {}, [1]));
  const valueTest = fc.oneof<fc.Arbitrary<ValueTest>[]>(
    fc.constant({ is: "there" }),
    fc.record({ is: fc.constant("oneOf"), values: fc.array(scalar, { maxLength: 2 }) }),
    fc.record({ is: fc.constantFrom("below", "above"), value: scalar, orEqual: fc.boolean() }),
    fc.record({ is: fc.constant("containing"), text: fc.constantFrom("", "a", "1", "Ä") }),
  );
  const filter = fc
    .tuple(valueTest, fc.boolean())
    .map(([asked, isNot]): Filter => (isNot ? { type: "not", of: field(asked) } : field(asked)));
  const write = fc.record({
    uid: fc.constantFrom("n1", "n2", "n3"),
    spec: fc.record({ size: value }, { requiredKeys: [] }),
  });
  await fc.assert(
    fc.asyncProperty(
      fc.array(write, { maxLength: 6 }),
      fc.array(filter, { minLength: 1, maxLength: 6 }),
      async (writes, filters) => {
        for (const { uid, spec } of writes) {
          const held = await storage.load("Node", uid);
          if (held !== undefined) await storage.update({ ...held, spec });
        }
        const all = await storage.list("Node");
        for (const asked of filters) expect(shown(storage, asked).toSorted()).toEqual(matching(all, asked).toSorted());
      },
    ),
    { numRuns: 60 },
  );
});
