import { expect, test } from "vitest";
import { newUid, validateKind } from "./identifiers.ts";
import { validateMetadata } from "./validate-metadata.ts";

test("metadata within the rules is accepted, and so is none at all", () => {
  const full = {
    uid: newUid(),
    name: "Rack 7, unit 3",
    labels: { "example.com/rack": "r1", row: "", "a.b_c-d": "A.b_c-D" },
    annotations: { "example.com/note": "any text\nat all" },
    ownerReferences: [
      { kind: "Cluster", uid: "c1", controller: true },
      { kind: "Rack", uid: "r1", name: "r1", blockOwnerDeletion: false },
    ],
    finalizers: ["cleanup", "example.com/power-off"],
  };
  expect(() => validateMetadata(full)).not.toThrow();
  expect(() => validateMetadata({})).not.toThrow();
});

test("uids are never the same", () => {
  expect(new Set(Array.from({ length: 1000 }, newUid)).size).toBe(1000);
});

const owner = (extra: object) => ({ ownerReferences: [{ kind: "Cluster", uid: "c1", ...extra }] });

test.each<[string, object, string]>([
  ["a uid that walks out", { uid: "../../etc/passwd" }, "metadata.uid"],
  ["a uid with a slash", { uid: "a/b" }, "metadata.uid"],
  ["a uid with a backslash", { uid: "a\\b" }, "metadata.uid"],
  ["a uid of dots", { uid: ".." }, "metadata.uid"],
  ["an empty uid", { uid: "" }, "metadata.uid"],
  ["a uid that is too long", { uid: "a".repeat(254) }, "metadata.uid"],
  ["a uid with a line break at its end", { uid: "a\n" }, "metadata.uid"],
  ["a uid that is no string", { uid: 7 }, "metadata.uid"],
  ["an empty name", { name: "" }, "metadata.name"],
  ["a name with a slash", { name: "a/b" }, "metadata.name"],
  ["a name with control characters", { name: "a\u0007" }, "metadata.name"],
  ["a name that begins with a blank", { name: " a" }, "metadata.name"],
  ["a name that is too long", { name: "a".repeat(254) }, "metadata.name"],
  ["labels that are a list", { labels: [] }, "metadata.labels"],
  ["a malformed label key", { labels: { "a b": "c" } }, "metadata.labels"],
  ["an empty label key", { labels: { "": "c" } }, "metadata.labels"],
  ["a label key with two slashes", { labels: { "a/b/c": "c" } }, "metadata.labels"],
  ["a label key with an upper-case domain", { labels: { "Example.com/a": "c" } }, "metadata.labels"],
  ["a malformed label value", { labels: { a: "b c" } }, 'metadata.labels["a"]'],
  ["a label value that is no string", { labels: { a: 1 } }, 'metadata.labels["a"]'],
  ["a label value that is too long", { labels: { a: "b".repeat(64) } }, 'metadata.labels["a"]'],
  ["annotations that are none", { annotations: "a" }, "metadata.annotations"],
  ["an annotation that is no string", { annotations: { a: {} } }, 'metadata.annotations["a"]'],
  ["annotations that are huge", { annotations: { a: "x".repeat(300_000) } }, "metadata.annotations"],
  ["owners that are no list", { ownerReferences: {} }, "metadata.ownerReferences"],
  ["an owner that is nothing", { ownerReferences: [null] }, "metadata.ownerReferences[0]"],
  ["an owner without a uid", owner({ uid: undefined }), "metadata.ownerReferences[0].uid"],
  ["an owner with a bad kind", owner({ kind: "a/b" }), "metadata.ownerReferences[0].kind"],
  ["an owner with a bad controller", owner({ controller: "yes" }), "metadata.ownerReferences[0].controller"],
  [
    "two controllers",
    { ownerReferences: ["c1", "c2"].map((uid) => ({ kind: "Cluster", uid, controller: true })) },
    "metadata.ownerReferences",
  ],
  ["finalizers that are no list", { finalizers: "a" }, "metadata.finalizers"],
  ["a malformed finalizer", { finalizers: ["a", "b c"] }, "metadata.finalizers[1]"],
  ["a finalizer twice", { finalizers: ["a", "b", "a"] }, "metadata.finalizers[2]"],
])("%s is refused, naming the field", (_, metadata, field) => {
  expect(() => Reflect.apply(validateMetadata, undefined, [metadata])).toThrow(
    expect.objectContaining({ code: "Invalid", field, message: expect.stringContaining(field) }),
  );
});

test("metadata that is no object is refused", () => {
  expect(() => Reflect.apply(validateMetadata, undefined, ["a"])).toThrow(/^metadata is "a"; it must be an object$/);
});

test.each(["", "..", "a/b", "1a", "a.b", "Device ", "a".repeat(64)])("%j is no kind", (kind) => {
  expect(() => validateKind(kind)).toThrow(expect.objectContaining({ code: "Invalid", field: "kind" }));
});
