import { array, assert, constantFrom, oneof, property, record, tuple, type Arbitrary } from "fast-check";
import { expect, test } from "vitest";
import { matchesSelector, parseLabelSelector, type LabelRequirement } from "./label-selector.ts";

test("every form of a requirement is read", () => {
  expect(parseLabelSelector("a=b, c!=d,e in (f,g),h notin (i) ,j,!k, example.com/l == m")).toEqual([
    { key: "a", operator: "in", values: ["b"] },
    { key: "c", operator: "notIn", values: ["d"] },
    { key: "e", operator: "in", values: ["f", "g"] },
    { key: "h", operator: "notIn", values: ["i"] },
    { key: "j", operator: "exists" },
    { key: "k", operator: "notExists" },
    { key: "example.com/l", operator: "in", values: ["m"] },
  ]);
});

test.each(["", "   "])("the empty selector %j selects everything", (text) => {
  expect(parseLabelSelector(text)).toEqual([]);
  expect(matchesSelector({}, parseLabelSelector(text))).toBe(true);
});

test.each<[string, Record<string, string>, boolean]>([
  ["rack=r1", { rack: "r1" }, true],
  ["rack=r1", { rack: "r2" }, false],
  ["rack=r1", {}, false],
  ["rack!=r1", {}, true],
  ["rack!=r1", { rack: "r1" }, false],
  ["rack in (r1,r2)", { rack: "r2" }, true],
  ["rack in (r1,r2)", {}, false],
  ["rack notin (r1,r2)", { rack: "r3" }, true],
  ["rack notin (r1,r2)", {}, true],
  ["rack", { rack: "" }, true],
  ["rack", {}, false],
  ["!rack", {}, true],
  ["!rack", { rack: "r1" }, false],
  ["rack=", { rack: "" }, true],
  ["rack=", {}, false],
  ["in=1,notin", { in: "1", notin: "" }, true],
  ["rack=r1,row=a", { rack: "r1", row: "b" }, false],
  ["constructor", {}, false],
])("%s on %j: %s", (text, labels, expected) => {
  expect(matchesSelector(labels, parseLabelSelector(text))).toBe(expected);
});

test.each<[string, number, RegExp]>([
  ["a=b,", 5, /a label should stand where it ends/],
  [",a", 1, /a label should stand where "," is/],
  ["a b", 3, /"," or the end should stand where "b" is/],
  ["a in b", 6, /"\(" and the values should stand where "b" is/],
  ["a in ()", 7, /at least one value should stand where "\)" is/],
  ["a in (b", 8, /"," or "\)" should stand where it ends/],
  ["a=b=c", 4, /"," or the end should stand where "=" is/],
  ["!", 2, /a label should stand where it ends/],
  ["a!b", 2, /"," or the end should stand where "!" is/],
  ["a,-x=1", 3, /"-x" is not a label's key/],
  ["a=b/c", 3, /"b\/c" is not a label's value/],
])("%s is refused at character %i", (text, position, message) => {
  expect(() => parseLabelSelector(text)).toThrow(expect.objectContaining({ code: "Invalid", field: "labelSelector" }));
  expect(() => parseLabelSelector(text)).toThrow(`character ${position}:`);
  expect(() => parseLabelSelector(text)).toThrow(message);
});

test("a selector that is written out is read as it was, however it is spaced", () => {
  const key = constantFrom("a", "in", "notin", "example.com/x");
  const values = array(constantFrom("v", "w"), { minLength: 1, maxLength: 3 });
  const requirement: Arbitrary<LabelRequirement> = oneof(
    record({ key, operator: constantFrom("in" as const, "notIn" as const), values }),
    record({ key, operator: constantFrom("exists" as const, "notExists" as const) }),
  );
  assert(
    property(array(tuple(requirement, constantFrom("", " ", "\t "))), (parts) => {
      const text = parts.map(([each, space]) => write(each, space)).join(",");
      expect(parseLabelSelector(text)).toEqual(parts.map(([each]) => each));
    }),
  );
});

function write(requirement: LabelRequirement, space: string): string {
  const { key } = requirement;
  switch (requirement.operator) {
    case "exists":
      return `${space}${key}${space}`;
    case "notExists":
      return `${space}!${space}${key}`;
    default:
      return `${key} ${requirement.operator.toLowerCase()}${space}(${requirement.values.join(`${space},${space}`)}${space})`;
  }
}
