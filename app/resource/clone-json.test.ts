import { assert, jsonValue, property } from "fast-check";
import { expect, test } from "vitest";
import { cloneJson } from "./clone-json.ts";

test("any JSON data is copied whole", () => {
  assert(
    property(jsonValue({ noUnicodeString: false }), (value) => {
      expect(cloneJson(value)).toStrictEqual(value);
    }),
  );
});

test("the copy shares nothing with what it was made of", () => {
  const original = { spec: { ports: [{ number: 1 }] } };
  const copy = cloneJson(original);
  copy.spec.ports[0] = { number: 2 };
  copy.spec.ports.push({ number: 3 });
  expect(original).toEqual({ spec: { ports: [{ number: 1 }] } });
});

test("fields that are undefined are left out, at any depth", () => {
  const copy = cloneJson({ a: undefined, b: { c: undefined, d: 1 }, e: [{ f: undefined }] });
  expect(copy).toStrictEqual({ b: { d: 1 }, e: [{}] });
});

test("dates are copied as their text, instances of classes as their own fields", () => {
  class Spec {
    desired = "running";
    describe(): string {
      return this.desired;
    }
  }
  const copy: unknown = cloneJson({
    at: new Date(0),
    spec: new Spec(),
    bare: Object.assign(Object.create(null), { a: 1 }),
  });
  expect(copy).toStrictEqual({ at: "1970-01-01T00:00:00.000Z", spec: { desired: "running" }, bare: { a: 1 } });
});

test("a field called __proto__ is a field like any other", () => {
  const hostile: object = JSON.parse('{"__proto__": {"polluted": true}, "nested": {"__proto__": {"polluted": true}}}');
  const copy = cloneJson(hostile);
  expect(JSON.stringify(copy)).toBe(JSON.stringify(hostile));
  expect(Object.getPrototypeOf(copy)).toBe(Object.prototype);
  expect("polluted" in copy).toBe(false);
});

const cycle: Record<string, unknown> = { name: "a" };
cycle["self"] = { again: cycle };

class Revealing {
  toJSON(): unknown {
    return { b: () => {} };
  }
}

function nested(depth: number): unknown {
  return depth === 0 ? 1 : [nested(depth - 1)];
}

test.each<[string, unknown, string, RegExp]>([
  ["a function", { spec: { run: () => {} } }, "spec.run", /spec\.run is a function/],
  ["a symbol", { spec: [Symbol("x")] }, "spec[0]", /spec\[0\] is a symbol/],
  ["a bigint", { a: [{ b: 1n }] }, "a[0].b", /a\[0\]\.b is a bigint/],
  ["NaN", { a: { b: Number.NaN } }, "a.b", /a\.b is NaN; JSON holds finite numbers only/],
  ["an infinity", [Infinity], "[0]", /\[0\] is Infinity/],
  ["undefined in a list", { a: [1, undefined] }, "a[1]", /a\[1\] is undefined/],
  ["undefined itself", undefined, "", /^The value is undefined/],
  ["a map", { a: new Map() }, "a", /a is of type Map, which JSON cannot hold/],
  ["bytes", { a: new Uint8Array(1) }, "a", /a is of type Uint8Array/],
  ["an error", { a: new Error("x") }, "a", /a is of type Error/],
  ["a cycle", cycle, "self.again", /self\.again contains itself/],
  ["data that is too deep", nested(600), "[0]".repeat(500), /is nested more than 500 levels deep$/],
  ["what a toJSON gives", { a: new Revealing() }, "a.b", /a\.b is a function/],
  ["a plain object with a toJSON of its own", { toJSON: () => 1 }, "toJSON", /toJSON is a function/],
])("%s is refused with its path", (_, value, field, message) => {
  expect(() => cloneJson(value)).toThrow(expect.objectContaining({ code: "Invalid", field }));
  expect(() => cloneJson(value)).toThrow(message);
});

test("data that is deep, but not too deep, is copied", () => {
  expect(cloneJson(nested(500))).toEqual(nested(500));
});
