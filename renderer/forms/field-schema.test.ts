import { expect, test } from "vitest";
import { controlOf, initialValue, parseFieldSchema, titleOf } from "./field-schema.ts";

test("each sort of schema has its control", () => {
  expect(controlOf({ type: "string" })).toBe("text");
  expect(controlOf({ type: "string", enum: ["on", "off"] })).toBe("choice");
  expect(controlOf({ type: "integer" })).toBe("number");
  expect(controlOf({ type: "boolean" })).toBe("switch");
  expect(controlOf({ type: "array", items: { type: "string" } })).toBe("list");
  expect(controlOf({ type: "object", properties: {} })).toBe("object");
  expect(controlOf({ type: "object", additionalProperties: { type: "string" } })).toBe("record");
  expect(controlOf({ anyOf: [{ type: "string" }, { type: "object" }] })).toBe("variants");
  expect(controlOf({ anyOf: [{ type: "string" }, { type: "string", pattern: "^fe80" }] })).toBe("text");
  expect(controlOf({})).toBe("yaml");
});

test("a new object starts with its required fields only, at their defaults", () => {
  const schema = parseFieldSchema({
    type: "object",
    properties: { mac: { type: "string" }, speed: { type: "integer", default: 100 }, note: { type: "string" } },
    required: ["mac", "speed"],
  });
  expect(initialValue(schema)).toEqual({ mac: "", speed: 100 });
});

test("a property without a title is named in words", () => {
  expect(titleOf({}, "desiredPower")).toBe("Desired power");
  expect(titleOf({ title: "NID" }, "nid")).toBe("NID");
});
