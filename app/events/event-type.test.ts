import { expect, test } from "vitest";
import { DEFAULT_EVENT_PREFIX, conditionEventType, lifecycleEventType } from "./event-type.ts";

test("a lifecycle event's type holds the prefix, the kind in lower case and the verb", () => {
  expect(lifecycleEventType(DEFAULT_EVENT_PREFIX, "Device", "created")).toBe("io.fabrica.device.created");
  expect(lifecycleEventType("org.example", "ComputeNode", "patched")).toBe("org.example.computenode.patched");
});

test("a condition event's type holds the prefix and the condition's type as it is", () => {
  expect(conditionEventType(DEFAULT_EVENT_PREFIX, "Ready")).toBe("io.fabrica.condition.Ready");
});
