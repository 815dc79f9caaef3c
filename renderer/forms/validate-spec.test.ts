import { expect, test } from "vitest";
import { specValidator } from "./validate-spec.ts";

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

test("a spec that fits has no errors", () => {
  expect(validate({ desired: "running", interfaces: [{ mac: "02:00:00:00:00:01" }] })).toEqual({});
});

test("an error is found at the path of its field", () => {
  expect(Object.keys(validate({ desired: "off", interfaces: [{}] }))).toEqual(["desired", "interfaces.0.mac"]);
});
