import { array, assert, constantFrom, oneof, property } from "fast-check";
import { expect, test } from "vitest";
import { matchesPattern } from "./pattern.ts";

test.each([
  ["io.fabrica.device.created", "io.fabrica.device.created", true],
  ["io.fabrica.device.created", "io.fabrica.device.*", true],
  ["io.fabrica.device.created", "io.fabrica.*", false],
  ["io.fabrica.device.created", "io.fabrica.**", true],
  ["io.fabrica", "io.fabrica.**", false],
  ["io.fabrica.device.created", "**", true],
  ["io.fabrica.device.created", "**.created", true],
  ["io.fabrica.device.created", "**.deleted", false],
  ["io.fabrica.device.created", "io.**.created", true],
  ["io.created", "io.**.created", false],
  ["io.fabrica.device.created", "*.fabrica.**", true],
  ["io.fabrica.device.created", "**.**.**.**", true],
  ["io.fabrica.device.created", "**.**.**.**.**", false],
  ["a.b.c.b.c.d", "a.**.b.c.*", true],
  ["io.Fabrica", "io.fabrica", false],
  ["a..b", "**", false],
  ["", "*", false],
])("%s against %s: %s", (eventType, pattern, expected) => {
  expect(matchesPattern(eventType, pattern)).toBe(expected);
});

test.each(["", ".", "a..b", "a.", ".a", "a*", "a.*b", "***", "a.b**"])(
  "the malformed pattern %j is refused",
  (pattern) => {
    expect(() => matchesPattern("a.b", pattern)).toThrow(
      expect.objectContaining({
        code: "Invalid",
        field: "pattern",
        message: expect.stringContaining(JSON.stringify(pattern)),
      }),
    );
  },
);

/** What the words of the contract say, and nothing cleverer. */
function oracle(segments: readonly string[], wanted: readonly string[]): boolean {
  const [first, ...rest] = wanted;
  if (first === undefined) return segments.length === 0;
  if (first !== "**")
    return segments.length > 0 && (first === "*" || first === segments[0]) && oracle(segments.slice(1), rest);
  return segments.some((_, taken) => oracle(segments.slice(taken + 1), rest));
}

test("any pattern matches just what a naive reading of it does", () => {
  const word = constantFrom("a", "b", "c");
  const segments = array(word, { minLength: 1, maxLength: 8 });
  const wanted = array(oneof(word, constantFrom("*", "**")), { minLength: 1, maxLength: 8 });
  assert(
    property(segments, wanted, (segments, wanted) => {
      expect(matchesPattern(segments.join("."), wanted.join("."))).toBe(oracle(segments, wanted));
    }),
    { numRuns: 5000 },
  );
});

test("many wildcards against a long type take no longer than the product of the lengths", () => {
  const eventType = `${"a.".repeat(5000)}b`;
  const pattern = `${"**.a.".repeat(20)}**.c`;
  const start = performance.now();
  expect(matchesPattern(eventType, pattern)).toBe(false);
  expect(performance.now() - start).toBeLessThan(200);
});
