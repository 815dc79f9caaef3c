import { expect, test } from "vitest";
import { isOwnedBy, setControllerReference } from "./owner-reference.ts";
import type { Resource, ResourceDraft } from "./resource.ts";

function cluster(uid: string, name = "alpha"): Resource {
  return {
    apiVersion: "fabrica.io/v1",
    kind: "Cluster",
    metadata: {
      uid,
      name,
      labels: {},
      annotations: {},
      ownerReferences: [],
      finalizers: [],
      generation: 1,
      resourceVersion: "1",
      createdAt: "2026-01-01T00:00:00.000Z",
      updatedAt: "2026-01-01T00:00:00.000Z",
    },
    spec: {},
    status: {},
  };
}

const node = (): ResourceDraft => ({ kind: "Node", spec: {} });

test("the owner becomes the controller of a dependent that had none, even of a bare draft", () => {
  const dependent = node();
  setControllerReference(cluster("c1"), dependent);
  expect(dependent.metadata?.ownerReferences).toEqual([
    { kind: "Cluster", uid: "c1", name: "alpha", controller: true, blockOwnerDeletion: true },
  ]);
  expect(isOwnedBy(dependent, cluster("c1"))).toBe(true);
});

test("the same owner again refreshes its one reference", () => {
  const dependent = node();
  setControllerReference(cluster("c1"), dependent);
  setControllerReference(cluster("c1", "renamed"), dependent);
  expect(dependent.metadata?.ownerReferences).toMatchObject([{ uid: "c1", name: "renamed" }]);
});

test("an owner that does not control yet is made the controller, and other owners stay", () => {
  const dependent: ResourceDraft = {
    ...node(),
    metadata: {
      ownerReferences: [
        { kind: "Rack", uid: "r1" },
        { kind: "Cluster", uid: "c1" },
      ],
    },
  };
  setControllerReference(cluster("c1"), dependent);
  expect(dependent.metadata?.ownerReferences).toMatchObject([{ uid: "r1" }, { uid: "c1", controller: true }]);
});

test("a second controller is refused, and nothing changes", () => {
  const dependent = node();
  setControllerReference(cluster("c1"), dependent);
  const before = structuredClone(dependent);
  expect(() => setControllerReference(cluster("c2"), dependent)).toThrow(/controlled by Cluster c1 already/);
  expect(dependent).toEqual(before);
});

test("a reference to another uid of the same name is not ownership, nor is one to the same uid of another kind", () => {
  const dependent = node();
  setControllerReference(cluster("c1"), dependent);
  expect(isOwnedBy(dependent, cluster("c2"))).toBe(false);
  expect(isOwnedBy(dependent, { ...cluster("c1"), kind: "Rack" })).toBe(false);
  expect(isOwnedBy(node(), cluster("c1"))).toBe(false);
});

test("nothing owns itself, and nothing is owned by what has no uid", () => {
  expect(() => setControllerReference(cluster("c1"), cluster("c1"))).toThrow(/cannot own itself/);
  expect(() => setControllerReference(cluster(""), node())).toThrow(/no uid yet/);
});
