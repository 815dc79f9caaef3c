import { expect, test } from "vitest";
import { HEAT_LEVELS } from "../../shared/heat.ts";
import { heatLevel, type HeatSource } from "./heatmap-level.ts";

const now = Date.UTC(2026, 0, 2);
const minute = 60_000;
const ready: HeatSource = {
  ready: "True",
  since: now - minute,
  progressing: false,
  stuck: false,
  deleting: false,
  generation: 3,
  observed: 3,
};
const readiness = (more: Partial<HeatSource>) =>
  HEAT_LEVELS.readiness[heatLevel("readiness", { ...ready, ...more }, now)];

test("readiness is what a person has to know first", () => {
  expect(readiness({})).toBe("ready");
  expect(readiness({ generation: 4 })).toBe("changing");
  expect(readiness({ ready: "False", progressing: true })).toBe("changing");
  expect(readiness({ ready: "False" })).toBe("notReady");
  expect(readiness({ ready: "False", progressing: true, stuck: true })).toBe("stuck");
  expect(readiness({ ready: "Unknown", observed: undefined })).toBe("unknown");
});

test("drift grows with the time that something has not been ready, at its limits", () => {
  const ages = [0, 5 * minute - 1, 5 * minute, 60 * minute, 24 * 60 * minute];
  expect(ages.map((age) => heatLevel("drift", { ...ready, ready: "False", since: now - age }, now))).toEqual([
    1, 1, 2, 3, 4,
  ]);
  expect(heatLevel("drift", { ...ready, since: 0 }, now)).toBe(0);
});

test("lag is how many generations no reconcile has seen", () => {
  const levels = [3, 2, 1, -1, -2].map((observed) => heatLevel("lag", { ...ready, observed }, now));
  expect(levels).toEqual([0, 1, 2, 2, 3]);
  expect(HEAT_LEVELS.lag[heatLevel("lag", { ...ready, observed: undefined }, now)]).toBe("unseen");
});
