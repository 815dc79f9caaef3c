import { expect, test } from "vitest";
import { densityPath } from "./density-path.ts";

test("each stretch with events has a bar, the busiest the highest, and none is too low to be seen", () => {
  expect(densityPath([0, 100, 0, 25])).toBe("M1.1 1V0.000h.8V1ZM3.1 1V0.500h.8V1Z");
  expect(densityPath([1, 1_000_000])).toContain("M0.1 1V0.920h.8V1Z");
});

test("no events make no bars", () => expect(densityPath([0, 0])).toBe(""));
