import { expect, test } from "vitest";
import { Reassurance } from "./reassurance.ts";

test("a view that has said nothing yet is due", () => {
  expect(new Reassurance().isDue(0, 0)).toBe(true);
});

test("a view is due a second after it spoke, and only by a newer sequence", () => {
  const reassurance = new Reassurance();
  reassurance.told(7, 10_000);
  expect(reassurance.isDue(8, 10_999)).toBe(false);
  expect(reassurance.isDue(8, 11_000)).toBe(true);
  expect(reassurance.isDue(7, 11_000)).toBe(false);
});

test("a clock that is set back does not keep a view silent", () => {
  const reassurance = new Reassurance();
  reassurance.told(7, 3_600_000);
  expect(reassurance.isDue(8, 0)).toBe(true);
});
