import { expect, test } from "vitest";
import { errorsByPath, specValidator } from "./validate-spec.ts";

const validate = specValidator({
  type: "object",
  properties: {
    desired: { type: "string", enum: ["running", "stopped"] },
    interfaces: {
      type: "array",
      items: { type: "object", properties: { mac: { type: "string" } }, required: ["mac"] },
    },
  },
  required: ["desired"],
});

test("what is wrong is said in words, with an example where the schema has one", () => {
  const errors = specValidator({
    type: "object",
    properties: {
      seconds: { type: "number", minimum: 1, maximum: 9 },
      name: { type: "string" },
      xname: { type: "string", pattern: "^x\\d+$", examples: ["x1000"] },
      macs: { type: "array", items: { type: "string", pattern: "^..:..$", examples: ["02:00"] } },
    },
    additionalProperties: false,
  });
  expect(errorsByPath(errors({ seconds: 0, name: 5, xname: "y", macs: ["z"], colour: "red" }))).toEqual({
    "": "has no field named colour",
    "macs.0": "must look like 02:00",
    name: "must be of the type string",
    seconds: "must be at least 1",
    xname: "must look like x1000",
  });
  expect(errorsByPath(errors({ seconds: 10 }))).toEqual({ seconds: "must be at most 9" });
});

test("a spec that fits has no errors", () => {
  expect(validate({ desired: "running", interfaces: [{ mac: "02:00:00:00:00:01" }] })).toEqual([]);
});

test("an error is found at the path of its field", () => {
  expect(Object.keys(errorsByPath(validate({ desired: "off", interfaces: [{}] }))).toSorted()).toEqual([
    "desired",
    "interfaces.0.mac",
  ]);
});
