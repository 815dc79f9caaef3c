import { expect, test } from "vitest";
import { openDatabase } from "./open-database.ts";
import { SortIndexes } from "./sort-indexes.ts";

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
