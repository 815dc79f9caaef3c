import { CloudEvent } from "cloudevents";
import { assert, constantFrom, jsonValue, property, webUrl } from "fast-check";
import { expect, test } from "vitest";
import { newEvent, newResourceEvent } from "./new-event.ts";

test("a resource event is the SDK's CloudEvent, with source and extensions for its resource", () => {
  const event = newResourceEvent("io.fabrica.device.created", "Device", "dev-123", { a: 1 });
  expect(event).toBeInstanceOf(CloudEvent);
  expect(event.validate()).toBe(true);
  expect(event.toJSON()).toEqual({
    specversion: "1.0",
    id: expect.stringMatching(/^[0-9a-f-]{36}$/),
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
    type: "io.fabrica.device.created",
    source: "/resources/Device/dev-123",
    datacontenttype: "application/json",
    data: { a: 1 },
    resourcekind: "Device",
    resourceuid: "dev-123",
  });
});

test("an event is what the SDK's own constructor makes of the same attributes", () => {
  assert(
    property(jsonValue(), webUrl(), constantFrom("a", "io.fabrica.x"), (data, source, type) => {
      const event = newEvent(type, source, data, {
        causationId: "cause",
        correlationId: "chain",
        time: 0,
        extensions: { actor: "me", count: 2, dry: false },
      });
      const same = new CloudEvent({
        id: event.id,
        time: "1970-01-01T00:00:00.000Z",
        type,
        source,
        data,
        datacontenttype: "application/json",
        causationid: "cause",
        correlationid: "chain",
        actor: "me",
        count: 2,
        dry: false,
      });
      expect(Object.getPrototypeOf(event)).toBe(CloudEvent.prototype);
      expect(event.toJSON()).toEqual(same.toJSON());
      expect(Object.isFrozen(event)).toBe(Object.isFrozen(same));
      expect(event.cloneWith({ type: "b" }).type).toBe("b");
    }),
  );
});

test("no two events have the same id", () => {
  const ids = Array.from({ length: 1000 }, () => newEvent("a", "/x").id);
  expect(new Set(ids).size).toBe(1000);
});

test("an event without data has no content type", () => {
  const event = newEvent("a", "/x");
  expect(event.data).toBeUndefined();
  expect(event.toJSON()).not.toHaveProperty("datacontenttype");
  expect(event.toJSON()).not.toHaveProperty("causationid");
});

test("binary data is carried as base64, as the SDK does", () => {
  const event = newEvent("a", "/x", new Uint8Array([1, 2, 3]));
  expect(event.data_base64).toBe("AQID");
  expect(event.toJSON()).toMatchObject({ data_base64: "AQID" });
  expect(event.toJSON()).not.toHaveProperty("data");
});

test.each<[string, () => unknown, string]>([
  ["an empty type", () => newEvent("", "/x"), "type"],
  ["a type that is no string", () => Reflect.apply(newEvent, undefined, [7, "/x"]), "type"],
  ["a type with an empty segment", () => newEvent("io..created", "/x"), "type"],
  ["a type with control characters", () => newEvent("io.\n", "/x"), "type"],
  ["an empty source", () => newEvent("a", ""), "source"],
  ["a source that is no URI reference", () => newEvent("a", "not a uri"), "source"],
  ["a source that is no string", () => Reflect.apply(newEvent, undefined, ["a", {}]), "source"],
  ["data that is a function", () => newEvent("a", "/x", () => {}), "data"],
  ["data that is a bigint", () => newEvent("a", "/x", 1n), "data"],
  ["a time that is none", () => newEvent("a", "/x", {}, { time: Number.NaN }), "time"],
  ["an empty causation id", () => newEvent("a", "/x", {}, { causationId: "" }), "causationid"],
  [
    "a correlation id that is no string",
    () => Reflect.apply(newEvent, undefined, ["a", "/x", {}, { correlationId: 1 }]),
    "correlationid",
  ],
  ["an extension that is an attribute", () => newEvent("a", "/x", {}, { extensions: { id: "x" } }), "id"],
  [
    "an extension of ours",
    () => newResourceEvent("a", "Device", "u", {}, { extensions: { resourceuid: "x" } }),
    "resourceuid",
  ],
  ["a malformed extension name", () => newEvent("a", "/x", {}, { extensions: { causedBy: "x" } }), "causedBy"],
  ["an extension that is no integer", () => newEvent("a", "/x", {}, { extensions: { share: 0.5 } }), "share"],
  [
    "an extension that is an object",
    () => Reflect.apply(newEvent, undefined, ["a", "/x", {}, { extensions: { who: {} } }]),
    "who",
  ],
  ["an empty kind", () => newResourceEvent("a", "", "u"), "resourcekind"],
  ["a kind that is a path", () => newResourceEvent("a", "../etc", "u"), "resourcekind"],
  ["an empty uid", () => newResourceEvent("a", "Device", ""), "resourceuid"],
  ["a uid that is a path", () => newResourceEvent("a", "Device", "../passwd"), "resourceuid"],
  [
    "a uid that is no string",
    () => Reflect.apply(newResourceEvent, undefined, ["a", "Device", undefined]),
    "resourceuid",
  ],
])("%s is refused, again and again", (_, act, field) => {
  for (let attempt = 0; attempt < 2; attempt++) {
    expect(act).toThrow(expect.objectContaining({ code: "Invalid", field }));
  }
});
