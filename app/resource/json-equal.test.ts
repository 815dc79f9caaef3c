import { assert, jsonValue, property } from "fast-check";
import { expect, test } from "vitest";
import { jsonEqual } from "./json-equal.ts";

/** The JSON text with its fields sorted: equal texts are equal data. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_, field: unknown) =>
    typeof field === "object" && field !== null && !Array.isArray(field)
      ? Object.fromEntries(Object.entries(field).toSorted(([a], [b]) => (a < b ? -1 : 1)))
      : field,
  );
}

test("two pieces of data are equal just when their sorted texts are", () => {
  assert(
    property(jsonValue({ maxDepth: 3 }), jsonValue({ maxDepth: 3 }), (a, b) => {
      expect(jsonEqual(a, b)).toBe(canonical(a) === canonical(b));
    }),
  );
});

test("data equals its copy with the fields in another order", () => {
  const reversed = (value: unknown): unknown =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(
          Object.entries(value)
            .map(([key, field]) => [key, reversed(field)] as const)
            .toReversed(),
        )
      : value;
  assert(
    property(jsonValue(), (value) => {
      expect(jsonEqual(value, reversed(value))).toBe(true);
    }),
  );
});

test.each<[unknown, unknown, boolean]>([
  [{ a: 1, b: undefined }, { a: 1 }, true],
  [{ a: 1 }, { a: 1, b: undefined }, true],
  [{ a: undefined }, { b: 1 }, false],
  [{ a: undefined }, { b: undefined }, true],
  [[], {}, false],
  [{}, [], false],
  [{}, null, false],
  [null, {}, false],
  [[1, 2], [1], false],
  [[1], [1, 2], false],
  ["1", 1, false],
  [0, false, false],
  [{ constructor: {} }, {}, false],
  [JSON.parse('{"__proto__": {}}'), { a: 1 }, false],
])("%j and %j: %s", (a, b, expected) => {
  expect(jsonEqual(a, b)).toBe(expected);
});
