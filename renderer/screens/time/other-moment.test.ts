import { expect, test } from "vitest";
import { otherMoment } from "./other-moment.ts";

const minute = 60_000;

test.each([
  ["now", 500 * minute],
  ["quarter", 385 * minute],
  ["hour", 340 * minute],
  ["day", 100 * minute],
  [String(7 * minute), 7 * minute],
])("compared with %s is compared with the moment %d", (compared, other) => {
  expect(otherMoment(compared, { at: 400 * minute, since: 100 * minute, now: 500 * minute })).toBe(other);
});
