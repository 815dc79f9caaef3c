import { CloudEvent, HTTP } from "cloudevents";
import { expect, test } from "vitest";
import { lateResourceEvent } from "./late-event.ts";
import { newResourceEvent } from "./new-event.ts";

const OPTIONS = {
  time: 1_000,
  causationId: "cause",
  correlationId: "chain",
  extensions: { reconcile: true, actor: "ada" },
};

function late(data: { a: number[] }, copy = structuredClone<{ a: number[] }>) {
  return lateResourceEvent("io.fabrica.device.created", "Device", "d", data, copy, OPTIONS);
}

test("it is the event that newResourceEvent makes of the same", () => {
  const data = { a: [1] };
  const event = late(data);
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
  const event = late(source, (data) => {
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
