import { expect, test } from "vitest";
import { timeOrderedUuid } from "./time-ordered-uuid.ts";

test("a UUID is of version 7, and begins with the time", () => {
  const before = Date.now();
  const uuid = timeOrderedUuid();
  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  const time = Number.parseInt(uuid.replaceAll("-", "").slice(0, 12), 16);
  expect(time).toBeGreaterThanOrEqual(before);
  expect(time).toBeLessThanOrEqual(Date.now());
});

test("no two UUIDs of the same moment are the same", () => {
  const uuids = new Set(Array.from({ length: 100_000 }, timeOrderedUuid));
  expect(uuids.size).toBe(100_000);
});
