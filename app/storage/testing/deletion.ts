import { describe, expect, test } from "vitest";
import type { Resource } from "../../resource/resource.ts";
import { FOREGROUND_FINALIZER } from "../rules.ts";
import type { TransactionalStorage } from "../transactional-storage.ts";
import { device, Recorder, type StorageUnderTest } from "./fixtures.ts";

export function describeDeletion(under: StorageUnderTest): void {
  describe("delete", () => {
    test("removes at once what no finalizer holds", async () => {
      const storage = under.open();
      await storage.create(device({ uid: "d" }));
      expect(await storage.delete("Device", "d")).toBe(true);
      expect(await storage.load("Device", "d")).toBeUndefined();
      expect(await storage.list("Device")).toEqual([]);
    });

    test("marks what a finalizer holds, once", async () => {
      const storage = under.open();
      const created = await storage.create(device({ uid: "d", finalizers: ["a"] }));
      under.advance(1_000);
      expect(await storage.delete("Device", "d")).toBe(false);
      const marked = await storage.load("Device", "d");
      expect(marked?.metadata.deletionTimestamp).toBe(isoAfter(created, 1_000));
      expect(marked?.metadata.generation).toBe(1);
      under.advance(1_000);
      expect(await storage.delete("Device", "d")).toBe(false);
      expect(await storage.load("Device", "d")).toEqual(marked);
    });

    test("happens when the last finalizer is removed", async () => {
      const storage = under.open();
      const recorder = new Recorder();
      await storage.create(device({ uid: "d", name: "d", finalizers: ["a", "b"] }));
      await storage.delete("Device", "d");
      storage.watch({}, recorder.record);
      const first = await storage.update(withFinalizers(await must(storage, "d"), ["b"]));
      expect(await storage.load("Device", "d")).toEqual(first);
      await storage.update(withFinalizers(first, []));
      expect(await storage.load("Device", "d")).toBeUndefined();
      expect(recorder.summary).toEqual(["updated d", "deleted d"]);
    });

    test("cannot be held up by new finalizers", async () => {
      const storage = under.open();
      await storage.create(device({ uid: "d", finalizers: ["a"] }));
      await storage.delete("Device", "d");
      const marked = await must(storage, "d");
      await expect(storage.update(withFinalizers(marked, ["a", "b"]))).rejects.toMatchObject({
        code: "Invalid",
        field: "metadata.finalizers",
      });
      await expect(storage.save("Device", "d", withFinalizers(marked, ["b"]))).rejects.toMatchObject({
        code: "Invalid",
        field: "metadata.finalizers",
      });
    });

    test("cannot be taken back", async () => {
      const storage = under.open();
      await storage.create(device({ uid: "d", finalizers: ["a"] }));
      await storage.delete("Device", "d");
      const marked = await must(storage, "d");
      const { deletionTimestamp, ...metadata } = marked.metadata;
      const updated = await storage.update<Resource>({ ...marked, metadata });
      expect(updated.metadata.deletionTimestamp).toBe(deletionTimestamp);
      const saved = await storage.save<Resource>("Device", "d", { ...updated, metadata });
      expect(saved.metadata.deletionTimestamp).toBe(deletionTimestamp);
    });

    test("lets status writes go on meanwhile", async () => {
      const storage = under.open();
      await storage.create(device({ uid: "d", finalizers: ["a"] }));
      await storage.delete("Device", "d");
      await storage.updateStatus({ ...(await must(storage, "d")), status: { state: "draining" } });
      expect((await must(storage, "d")).status).toEqual({ state: "draining" });
    });

    test("with a version deletes that version only", async () => {
      const storage = under.open();
      const created = await storage.create(device({ uid: "d" }));
      const updated = await storage.update(created);
      const stale = { resourceVersion: created.metadata.resourceVersion };
      await expect(storage.delete("Device", "d", stale)).rejects.toMatchObject({ code: "Conflict" });
      expect(await storage.delete("Device", "d", { resourceVersion: updated.metadata.resourceVersion })).toBe(true);
    });

    test("in the background leaves dependents to the collector", async () => {
      const storage = under.open();
      const dependent = await family(storage);
      expect(await storage.delete("Cluster", "c")).toBe(true);
      expect(await storage.load("Node", "n")).toEqual(dependent);
      expect(await storage.danglingDependents()).toEqual([{ kind: "Node", uid: "n" }]);
    });

    test("as orphan takes the reference out of dependents in the same transaction", async () => {
      const storage = under.open();
      await family(storage, [{ kind: "Rack", uid: "c" }]);
      const recorder = new Recorder();
      storage.watch({}, recorder.record);
      expect(await storage.delete("Cluster", "c", { propagation: "orphan" })).toBe(true);
      const orphan = await storage.load("Node", "n");
      expect(orphan?.metadata.ownerReferences).toEqual([{ kind: "Rack", uid: "c" }]);
      expect(orphan?.metadata.generation).toBe(1);
      expect(recorder.summary).toEqual(["updated n", "deleted c"]);
    });

    test("as orphan of what a finalizer holds orphans at once and marks", async () => {
      const storage = under.open();
      await family(storage, [], ["hold"]);
      expect(await storage.delete("Cluster", "c", { propagation: "orphan" })).toBe(false);
      expect((await storage.load("Node", "n"))?.metadata.ownerReferences).toEqual([]);
    });

    test("in the foreground holds the owner for as long as it has dependents", async () => {
      const storage = under.open();
      await family(storage);
      expect(await storage.delete("Cluster", "c", { propagation: "foreground" })).toBe(false);
      const owner = await storage.load("Cluster", "c");
      expect(owner?.metadata.finalizers).toEqual([FOREGROUND_FINALIZER]);
      expect(owner?.metadata.deletionTimestamp).toBeDefined();
      expect(await storage.load("Node", "n")).toBeDefined();
    });

    test("in the foreground removes at once what has no dependents", async () => {
      const storage = under.open();
      await storage.create(device({ uid: "d" }));
      expect(await storage.delete("Device", "d", { propagation: "foreground" })).toBe(true);
    });

    test("said again otherwise holds the owner no longer, or from then on, as it was said last", async () => {
      const storage = under.open();
      await family(storage, [], ["hold"]);
      const finalizers = async () => (await storage.load("Cluster", "c"))?.metadata.finalizers;
      await storage.delete("Cluster", "c");
      const marked = await storage.load("Cluster", "c");
      under.advance(1_000);
      expect(await storage.delete("Cluster", "c", { propagation: "foreground" })).toBe(false);
      expect(await finalizers()).toEqual(["hold", FOREGROUND_FINALIZER]);
      await storage.delete("Cluster", "c");
      expect(await finalizers()).toEqual(["hold", FOREGROUND_FINALIZER]);
      await storage.delete("Cluster", "c", { propagation: "background" });
      expect(await finalizers()).toEqual(["hold"]);
      const again = await storage.load("Cluster", "c");
      expect(again?.metadata.deletionTimestamp).toBe(marked?.metadata.deletionTimestamp);
    });

    test("said again as background or orphan removes at once what waited for its dependents alone", async () => {
      for (const propagation of ["background", "orphan"] as const) {
        const storage = under.open();
        await family(storage);
        const recorder = new Recorder();
        expect(await storage.delete("Cluster", "c", { propagation: "foreground" })).toBe(false);
        storage.watch({ kind: "Cluster" }, recorder.record);
        expect(await storage.delete("Cluster", "c", { propagation })).toBe(true);
        expect(await storage.load("Cluster", "c")).toBeUndefined();
        expect(recorder.summary).toEqual(["deleted c"]);
        expect((await storage.load("Node", "n"))?.metadata.ownerReferences).toHaveLength(
          propagation === "orphan" ? 0 : 1,
        );
      }
    });

    test("of an unknown propagation is refused", async () => {
      const storage = under.open();
      await storage.create(device({ uid: "d" }));
      const options = JSON.parse('{"propagation":"sideways"}');
      await expect(storage.delete("Device", "d", options)).rejects.toMatchObject({
        code: "Invalid",
        field: "propagation",
      });
      expect(await storage.load("Device", "d")).toBeDefined();
    });
  });

  test("what is marked for deletion is told, until it is gone", async () => {
    const storage = under.open();
    for (const uid of ["a", "b"]) await storage.create(device({ uid, finalizers: ["hold"] }));
    expect(await storage.markedForDeletion()).toEqual([]);
    await storage.delete("Device", "b");
    expect(await storage.markedForDeletion()).toEqual([{ kind: "Device", uid: "b" }]);
    await storage.update(withFinalizers(await must(storage, "b"), []));
    expect(await storage.markedForDeletion()).toEqual([]);
  });

  describe("dependents", () => {
    test("are found by the uid of an owner, in order of creation", async () => {
      const storage = under.open();
      for (const uid of ["b", "a"])
        await storage.create(device({ uid, ownerReferences: [{ kind: "Cluster", uid: "c" }] }));
      await storage.create(device({ uid: "z", ownerReferences: [{ kind: "Cluster", uid: "other" }] }));
      expect(await storage.dependents("c")).toEqual([
        { kind: "Device", uid: "b" },
        { kind: "Device", uid: "a" },
      ]);
      const b = await must(storage, "b");
      await storage.update({ ...b, metadata: { ...b.metadata, ownerReferences: [] } });
      await storage.delete("Device", "a");
      expect(await storage.dependents("c")).toEqual([]);
    });

    test("dangle when none of their owners exists, by uid and kind", async () => {
      const storage = under.open();
      await storage.create({ kind: "Cluster", metadata: { uid: "c" }, spec: {} });
      const owned = (uid: string, ...owners: [string, string][]) =>
        storage.create(device({ uid, ownerReferences: owners.map(([kind, uid]) => ({ kind, uid })) }));
      await owned("held", ["Cluster", "c"]);
      await owned("half", ["Cluster", "gone"], ["Cluster", "c"]);
      await owned("dangling", ["Cluster", "gone"], ["Rack", "gone"]);
      await owned("misled", ["Rack", "c"]);
      await storage.create(device({ uid: "free" }));
      const refs = await storage.danglingDependents();
      expect(refs.map(({ uid }) => uid).toSorted()).toEqual(["dangling", "misled"]);
    });
  });
}

/** A cluster `c` that owns the node `n`, which may have more owners. */
async function family(
  storage: TransactionalStorage,
  more: Resource["metadata"]["ownerReferences"] = [],
  finalizers: string[] = [],
): Promise<Resource> {
  await storage.create({ kind: "Cluster", metadata: { uid: "c", name: "c", finalizers }, spec: {} });
  const ownerReferences = [{ kind: "Cluster", uid: "c", blockOwnerDeletion: true }, ...more];
  return storage.create({ kind: "Node", metadata: { uid: "n", name: "n", ownerReferences }, spec: {} });
}

async function must(storage: TransactionalStorage, uid: string): Promise<Resource> {
  const loaded = await storage.load("Device", uid);
  if (loaded === undefined) throw new Error(`${uid} is gone`);
  return loaded;
}

function withFinalizers(resource: Resource, finalizers: string[]): Resource {
  return { ...resource, metadata: { ...resource.metadata, finalizers } };
}

function isoAfter({ metadata }: Resource, ms: number): string {
  return new Date(Date.parse(metadata.createdAt) + ms).toISOString();
}
