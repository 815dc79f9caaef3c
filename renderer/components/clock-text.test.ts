import { expect, test } from "vitest";
import { clockText } from "./clock-text.ts";

const at = new Date(2026, 9, 3, 16, 4, 11, 83).getTime();

test("of today the time of day is enough, to the millisecond", () => {
  expect(clockText(at, at + 3_600_000)).toBe("16:04:11.083");
});

test("of another day the day is said, too", () => {
  expect(clockText(at, at + 24 * 3_600_000)).toBe("03 Oct, 16:04:11.083");
});
