import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fromLocalTime, toLocalTime } from "./local-time.ts";

test("a time that a field shows is read back as the same second", () => {
  const seconds = fc.integer({ min: 0, max: 4_102_444_800 });
  fc.assert(
    fc.property(seconds, (second) => {
      const at = second * 1_000;
      const back = fromLocalTime(toLocalTime(at));
      // The hour that a change to winter time has twice is written the same way both times.
      expect([at, at - 3_600_000, at + 3_600_000]).toContain(back);
    }),
  );
});

test("what is no time is none", () => {
  expect(fromLocalTime("")).toBeUndefined();
  expect(fromLocalTime("tomorrow")).toBeUndefined();
});
