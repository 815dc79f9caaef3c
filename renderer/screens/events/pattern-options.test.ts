import { expect, test } from "vitest";
import { matchingOptions, patternOptions, widerPattern } from "./pattern-options.ts";

const types = ["io.fabrica.condition.Ready", "io.fabrica.node.created", "io.fabrica.node.started", "ping"];

test("types that begin alike are offered as one pattern, before each of them", () => {
  expect(patternOptions(types)).toEqual(["io.fabrica.node.**", ...types]);
});

test.each([
  ["**", ["io.fabrica.node.**", ...types]],
  ["io.fabrica.node.*", ["io.fabrica.node.**", "io.fabrica.node.created", "io.fabrica.node.started"]],
  [" READY", ["io.fabrica.condition.Ready"]],
  ["nid000012", []],
])("%j is completed by what holds it", (typed, expected) => {
  expect(matchingOptions(patternOptions(types), typed)).toEqual(expected);
});

test.each([
  ["io.fabrica.condition", "io.fabrica.condition.**"],
  ["io.fabrica.condition.Ready", undefined],
  ["io.fabrica.cond", undefined],
])("%s goes on as %s", (pattern, expected) => {
  expect(widerPattern(pattern, types)).toBe(expected);
});
