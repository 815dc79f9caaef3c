import { expect, test } from "vitest";
import { quote } from "./quote.ts";

test.each<[unknown, string]>([
  ["a\n", '"a\\n"'],
  ["x".repeat(101), `"${"x".repeat(100)}…"`],
  [7, "7"],
  [null, "null"],
  [undefined, "undefined"],
  [[1], "a list"],
  [{}, "an object"],
  [1n, "a bigint"],
  [() => {}, "a function"],
])("%j reads %s in a message", (value, expected) => {
  expect(quote(value)).toBe(expected);
});
