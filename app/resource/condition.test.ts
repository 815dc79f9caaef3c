import { expect, test } from "vitest";
import { findCondition, isConditionTrue, setCondition } from "./condition.ts";
import type { Resource } from "./resource.ts";

function device(status: unknown = {}): Resource {
  return {
    apiVersion: "fabrica.io/v1",
    kind: "Device",
    metadata: {
      uid: "dev-123",
      name: "dev-123",
      labels: {},
      annotations: {},
      ownerReferences: [],
      finalizers: [],
      generation: 3,
      resourceVersion: "1",
      createdAt: "2026-01-01T00:00:00.000Z",
      updatedAt: "2026-01-01T00:00:00.000Z",
    },
    spec: {},
    status,
  };
}

test("a new condition is added with its time and the generation that it is about", () => {
  const resource = device();
  expect(setCondition(resource, "Ready", "True", "DeviceRunning", "Device is ready", 1000)).toBe(true);
  expect(resource.status).toEqual({
    conditions: [
      {
        type: "Ready",
        status: "True",
        reason: "DeviceRunning",
        message: "Device is ready",
        lastTransitionTime: "1970-01-01T00:00:01.000Z",
        observedGeneration: 3,
      },
    ],
  });
});

test("reason and message refresh, the time of transition stays while the status does", () => {
  const resource = device();
  setCondition(resource, "Ready", "False", "Booting", "Boots", 1000);
  expect(setCondition(resource, "Ready", "False", "StillBooting", "Still boots", 2000)).toBe(true);
  expect(findCondition(resource, "Ready")).toMatchObject({
    reason: "StillBooting",
    message: "Still boots",
    lastTransitionTime: "1970-01-01T00:00:01.000Z",
  });
});

test("the time of transition moves when the status changes", () => {
  const resource = device();
  setCondition(resource, "Ready", "False", "Booting", "", 1000);
  expect(setCondition(resource, "Ready", "True", "Booting", "", 2000)).toBe(true);
  expect(findCondition(resource, "Ready")?.lastTransitionTime).toBe("1970-01-01T00:00:02.000Z");
});

test("what is the same already changes nothing, but another generation is a change", () => {
  const resource = device();
  setCondition(resource, "Ready", "True", "Running", "Runs", 1000);
  const before = structuredClone(resource);
  expect(setCondition(resource, "Ready", "True", "Running", "Runs", 2000)).toBe(false);
  expect(resource).toEqual(before);
  resource.metadata.generation = 4;
  expect(setCondition(resource, "Ready", "True", "Running", "Runs", 3000)).toBe(true);
  expect(findCondition(resource, "Ready")).toMatchObject({
    observedGeneration: 4,
    lastTransitionTime: "1970-01-01T00:00:01.000Z",
  });
});

test("other conditions and the rest of the status are left alone", () => {
  const resource = device({ state: "running" });
  setCondition(resource, "Ready", "True", "R", "", 1000);
  setCondition(resource, "Stalled", "False", "S", "", 1000);
  setCondition(resource, "Ready", "False", "R", "", 2000);
  expect(resource.status).toMatchObject({ state: "running", conditions: [{ type: "Ready" }, { type: "Stalled" }] });
  expect(isConditionTrue(resource, "Ready")).toBe(false);
  expect(isConditionTrue(resource, "Stalled")).toBe(false);
  expect(isConditionTrue(resource, "Reconciled")).toBe(false);
  expect(findCondition(resource, "Reconciled")).toBeUndefined();
});

test.each([undefined, null])("a status that is %s is made", (status) => {
  const resource = { ...device(), status };
  setCondition(resource, "Ready", "Unknown", "New", "", 0);
  expect(isConditionTrue(resource, "Ready")).toBe(false);
  expect(findCondition(resource, "Ready")?.status).toBe("Unknown");
});

test.each<[string, () => unknown, string]>([
  [
    "a status that is none",
    () => Reflect.apply(setCondition, undefined, [device(), "Ready", "true", "R", ""]),
    "status",
  ],
  ["an empty type", () => setCondition(device(), "", "True", "R", ""), "type"],
  ["a type with an empty segment", () => setCondition(device(), "a..b", "True", "R", ""), "type"],
  [
    "a reason that is no string",
    () => Reflect.apply(setCondition, undefined, [device(), "Ready", "True", 1, ""]),
    "reason",
  ],
  ["no message", () => Reflect.apply(setCondition, undefined, [device(), "Ready", "True", "R"]), "message"],
  ["a resource whose status is a text", () => setCondition(device("running"), "Ready", "True", "R", ""), "status"],
])("%s is refused", (_, act, field) => {
  expect(act).toThrow(expect.objectContaining({ code: "Invalid", field }));
});
