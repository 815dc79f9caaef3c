import { CloudEvent, HTTP } from "cloudevents";
import { expect, test } from "vitest";
import { newResourceEvent } from "../events/new-event.ts";
import type { Condition } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import { ChangeNotice, type Told } from "./change-notice.ts";

const ORIGIN = { causationId: "cause", correlationId: "chain", actor: "ada" };
const OPTIONS = {
  time: 1_000,
  causationId: "cause",
  correlationId: "chain",
  extensions: { reconcile: true, plannedby: "planner", actor: "ada" },
};

const DEVICE: Resource = {
  apiVersion: "v1",
  kind: "Device",
  metadata: {
    uid: "d",
    name: "d",
    labels: {},
    annotations: {},
    ownerReferences: [],
    finalizers: [],
    generation: 1,
    resourceVersion: "1",
    createdAt: "",
    updatedAt: "",
  },
  spec: { a: [1] },
  status: {},
};

function noticeOf(told: Told) {
  return new ChangeNotice("io.fabrica.device.created", "Device", "d", told, 1_000, ORIGIN, true, "planner");
}

test("it is the event that newResourceEvent makes of the same", () => {
  const notice = noticeOf({ resource: DEVICE });
  const event = notice.event();
  const other = newResourceEvent("io.fabrica.device.created", "Device", "d", DEVICE, OPTIONS);
  expect(event).toBeInstanceOf(CloudEvent);
  expect({ ...event, id: "" }).toEqual({ ...other, id: "" });
  expect(JSON.parse(JSON.stringify(event))).toEqual({ ...JSON.parse(JSON.stringify(other)), id: notice.id });
  expect(event.validate()).toBe(true);
  expect(JSON.parse(String(HTTP.binary(event).body))).toEqual(DEVICE);
  expect(Object.isFrozen(event)).toBe(true);
});

test("a notice has one event, which carries a copy for each who looks at it", () => {
  const condition: Condition = { type: "Ready", status: "True", reason: "", message: "", lastTransitionTime: "" };
  const notice = noticeOf({ condition });
  expect(notice.event()).toBe(notice.event());
  const { data } = notice.event();
  expect(data).toEqual(condition);
  expect(data).not.toBe(condition);
  expect(notice.event().data).not.toBe(data);
});

test("what a subscriber does to an event's data is not done to what is stored", () => {
  const { data } = noticeOf({ resource: DEVICE }).event();
  Object.assign(Object(data).spec, { a: [2] });
  expect(DEVICE.spec).toEqual({ a: [1] });
});
