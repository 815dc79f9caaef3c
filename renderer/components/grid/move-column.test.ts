import { expect, test } from "vitest";
import { moveBy, moveTo } from "./move-column.ts";

const ids = ["a", "b", "c", "d"];

test.each([
  ["a", "c", "bcad"],
  ["d", "b", "adbc"],
  ["b", "b", "abcd"],
  ["x", "b", "abcd"],
])("%s dropped on %s gives %s", (moved, target, wanted) => {
  expect(moveTo(ids, moved, target).join("")).toBe(wanted);
});

test.each([
  ["a", 1, "bacd"],
  ["c", -1, "acbd"],
  ["a", -1, "abcd"],
  ["d", 5, "abcd"],
])("%s moved by %i places gives %s", (moved, places, wanted) => {
  expect(moveBy(ids, moved, places).join("")).toBe(wanted);
});
