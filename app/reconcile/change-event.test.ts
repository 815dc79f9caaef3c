import { CloudEvent, HTTP } from "cloudevents";
import { expect, test } from "vitest";
import { newResourceEvent } from "../events/new-event.ts";
import { changeEvent } from "./change-event.ts";

const ORIGIN = { causationId: "cause", correlationId: "chain", actor: "ada" };
const OPTIONS = {
  time: 1_000,
  causationId: "cause",
  correlationId: "chain",
  extensions: { reconcile: true, plannedby: "planner", actor: "ada" },
};

function eventOf(data: { a: number[] }, copy = structuredClone<{ a: number[] }>) {
  const marks = { reconcile: true, plannedBy: "planner" };
  return changeEvent("io.fabrica.device.created", "Device", "d", { data, copy }, 1_000, ORIGIN, marks);
}

test("it is the event that newResourceEvent makes of the same", () => {
  const data = { a: [1] };
  const event = eventOf(data);
  const other = newResourceEvent("io.fabrica.device.created", "Device", "d", data, OPTIONS);
  expect(event).toBeInstanceOf(CloudEvent);
  expect({ ...event, id: "" }).toEqual({ ...other, id: "" });
  expect(JSON.parse(JSON.stringify(event))).toEqual({ ...JSON.parse(JSON.stringify(other)), id: event.id });
  expect(event.validate()).toBe(true);
  expect(HTTP.binary(event).body).toBe('{"a":[1]}');
  expect(Object.isFrozen(event)).toBe(true);
});

test("its data is copied once, when somebody first looks", () => {
  let copies = 0;
  const source = { a: [1] };
  const event = eventOf(source, (data) => {
    copies++;
    return structuredClone(data);
  });
  expect(copies).toBe(0);
  expect(event.data).toEqual({ a: [1] });
  event.data?.a.push(2);
  expect(event.data).toEqual({ a: [1, 2] });
  expect(source).toEqual({ a: [1] });
  expect(copies).toBe(1);
});
