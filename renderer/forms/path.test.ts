import { expect, test } from "vitest";
import { valueAt, withValueAt } from "./path.ts";

const document = { desired: "running", interfaces: [{ mac: "a" }, { mac: "b" }] };

test("a value is read through lists and objects", () => {
  expect(valueAt(document, ["interfaces", 1, "mac"])).toBe("b");
});

test("what is not there reads as undefined", () => {
  expect(valueAt(document, ["interfaces", 7, "mac"])).toBeUndefined();
  expect(valueAt(document, ["desired", "length"])).toBeUndefined();
});

test("replacing a value leaves the original and the rest as they were", () => {
  const next = withValueAt(document, ["interfaces", 0, "mac"], "c");
  expect(next).toEqual({ desired: "running", interfaces: [{ mac: "c" }, { mac: "b" }] });
  expect(document.interfaces[0]?.mac).toBe("a");
});

test("undefined takes a property out, and a list's item with it", () => {
  expect(withValueAt(document, ["desired"], undefined)).toEqual({ interfaces: document.interfaces });
  expect(withValueAt(document, ["interfaces", 0], undefined)).toEqual({
    desired: "running",
    interfaces: [{ mac: "b" }],
  });
});

test("missing parents are made on the way", () => {
  expect(withValueAt({}, ["simulator", "bootMs"], 5)).toEqual({ simulator: { bootMs: 5 } });
});
