import { expect, expectTypeOf, test } from "vitest";
import type { z } from "zod";
import { parseWith } from "../parse-with.ts";
import type { Condition } from "./condition.ts";
import type { OwnerReference } from "./owner-reference.ts";
import type { Metadata, Resource, ResourceDraft } from "./resource.ts";
import {
  conditionSchema,
  metadataSchema,
  ownerReferenceSchema,
  resourceDraftSchema,
  resourceSchema,
} from "./schemas.ts";

const device = {
  apiVersion: "fabrica.io/v1",
  kind: "Device",
  metadata: {
    uid: "dev-123",
    name: "dev-123",
    labels: { rack: "r1" },
    annotations: {},
    ownerReferences: [{ kind: "Cluster", uid: "c1", controller: true }],
    finalizers: ["example.com/cleanup"],
    generation: 1,
    resourceVersion: "7",
    createdAt: "2026-01-02T03:04:05.678Z",
    updatedAt: "2026-01-02T03:04:05.678Z",
  },
  spec: { desired: "running" },
  status: {},
};

test("the schemas say what the types say", () => {
  expectTypeOf<z.infer<typeof conditionSchema>>().toEqualTypeOf<Condition>();
  expectTypeOf<z.infer<typeof ownerReferenceSchema>>().toEqualTypeOf<OwnerReference>();
  expectTypeOf<z.infer<typeof metadataSchema>>().toEqualTypeOf<Metadata>();
  expectTypeOf<z.infer<typeof resourceSchema>>().toEqualTypeOf<Resource>();
  expectTypeOf<z.infer<typeof resourceDraftSchema>>().toEqualTypeOf<ResourceDraft>();
});

test("a whole resource passes unchanged", () => {
  expect(parseWith(resourceSchema, device, "device")).toEqual(device);
});

test("metadata from disk with two controllers is refused", () => {
  const controllers = [
    { kind: "Cluster", uid: "c1", controller: true },
    { kind: "Cluster", uid: "c2", controller: true },
  ];
  expect(() => parseWith(metadataSchema, { ...device.metadata, ownerReferences: controllers }, "metadata")).toThrow(
    /more than one controller/,
  );
});

test("an owner reference needs a uid", () => {
  expect(() => parseWith(ownerReferenceSchema, { kind: "Cluster" }, "owner")).toThrow(/owner is not valid: uid: /);
});

test("a draft needs no more than a kind and a spec", () => {
  expect(parseWith(resourceDraftSchema, { kind: "Device", spec: {} }, "draft")).toEqual({ kind: "Device", spec: {} });
});

test.each([
  ["a kind that is a path", { kind: "../etc", spec: {} }, /kind: is not a kind/],
  ["a uid that is a path", { kind: "Device", spec: {}, metadata: { uid: "../x" } }, /metadata\.uid: is not a uid/],
  ["a misspelt field", { kind: "Device", spec: {}, metadata: { lables: {} } }, /metadata: .*lables/],
  ["labels that are no strings", { kind: "Device", spec: {}, metadata: { labels: { a: 1 } } }, /metadata\.labels\.a: /],
  [
    "a malformed label",
    { kind: "Device", spec: {}, metadata: { labels: { "a b": "" } } },
    /metadata\.labels has the key "a b"/,
  ],
  ["what is no object", 7, /draft is not valid: /],
])("a draft with %s is refused with the field and the reason", (_, draft, message) => {
  expect(() => parseWith(resourceDraftSchema, draft, "draft")).toThrow(message);
});

test("a refused value names its first faulty field for programs", () => {
  expect(() =>
    parseWith(resourceDraftSchema, { kind: "Device", spec: {}, metadata: { finalizers: [1] } }, "draft"),
  ).toThrow(expect.objectContaining({ code: "Invalid", field: "metadata.finalizers[0]" }));
});

test("a condition needs a known status and a real time", () => {
  const condition = {
    type: "Ready",
    status: "True",
    reason: "R",
    message: "",
    lastTransitionTime: "2026-01-02T03:04:05Z",
  };
  expect(parseWith(conditionSchema, condition, "condition")).toEqual(condition);
  expect(() => parseWith(conditionSchema, { ...condition, status: "true" }, "condition")).toThrow(/status/);
  expect(() => parseWith(conditionSchema, { ...condition, lastTransitionTime: "soon" }, "condition")).toThrow(
    /lastTransitionTime/,
  );
});
