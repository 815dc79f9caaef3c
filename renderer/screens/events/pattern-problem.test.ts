import { expect, test } from "vitest";
import { patternProblem } from "./pattern-problem.ts";

test("patterns of whole segments and wildcards are fine", () => {
  for (const pattern of ["**", "io.fabrica.*.created", "io.**.updated"])
    expect(patternProblem(pattern)).toBeUndefined();
});

test("what can never match is said while it is typed", () => {
  expect(patternProblem("")).toMatch(/Type a pattern/);
  expect(patternProblem("io..created")).toMatch(/empty segment/);
  expect(patternProblem("io.dev*.created")).toMatch(/dev\*/);
});
