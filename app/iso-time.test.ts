import { expect, test } from "vitest";
import { isoTime } from "./iso-time.ts";

test("each time is written as a Date writes it, however they alternate", () => {
  for (const ms of [0, 0, 1_700_000_000_123, 0, 1_700_000_000_123, -1]) {
    expect(isoTime(ms)).toBe(new Date(ms).toISOString());
  }
});

test("what is no time is refused, and not remembered", () => {
  expect(() => isoTime(Number.NaN)).toThrow(RangeError);
  expect(() => isoTime(Number.NaN)).toThrow(RangeError);
  expect(isoTime(0)).toBe("1970-01-01T00:00:00.000Z");
});
