import * as fc from "fast-check";
import { expect, test } from "vitest";
import { expectedAt } from "./complete.ts";

/** The place is where the bar stands. */
test.each([
  ["|", { what: "key", typed: "", from: 0 }],
  ["la|", { what: "key", typed: "la", from: 0 }],
  ["label.ra|", { what: "key", typed: "label.ra", from: 0 }],
  ["label.rack|==r1", { what: "key", typed: "label.rack", from: 0 }],
  ["label.rack |", { what: "operator", key: "label.rack", from: 11 }],
  ["label.rack no|", { what: "operator", key: "label.rack", typed: "no" }],
  ["label.rack==|", { what: "value", key: "label.rack", typed: "" }],
  ['label.rack=="x1|', { what: "value", key: "label.rack", typed: "x1", from: 12 }],
  ["label.rack in (|", { what: "value", key: "label.rack" }],
  ["label.rack in (r1, r|", { what: "value", key: "label.rack", typed: "r" }],
  ["label.rack in (r1) |", { what: "link" }],
  ["a==1 |", { what: "link" }],
  ["a==1 sp|", { what: "key", typed: "sp" }],
  ["a==1 && !sp|", { what: "key", typed: "sp" }],
  ["(st|", { what: "key", typed: "st" }],
])("at %j what is expected is %j", (marked, expected) => {
  const position = marked.indexOf("|");
  expect(expectedAt(marked.replace("|", ""), position)).toMatchObject({ ...expected, to: position });
});

test("something is expected at every place of every text", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 30 }), fc.nat(30), (text, at) => {
      const position = Math.min(at, text.length);
      const { from, to } = expectedAt(text, position);
      expect(from).toBeLessThanOrEqual(to);
      expect(to).toBe(position);
    }),
  );
});
