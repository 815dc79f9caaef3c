import { expect, test } from "vitest";
import { quote } from "./quote.ts";

test.each<[string, unknown]>([
  ['"a\\n"', "a\n"],
  [`"${"x".repeat(100)}…"`, "x".repeat(101)],
  ["7", 7],
  ["null", null],
  ["undefined", undefined],
  ["a list", [1]],
  ["an object", {}],
  ["a bigint", 1n],
  ["a function", () => {}],
])("a value that reads %s in a message", (expected, value) => {
  expect(quote(value)).toBe(expected);
});
