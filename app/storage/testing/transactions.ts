import { describe, expect, test } from "vitest";
import type { Change, Transaction } from "../storage.ts";
import { device, fail, Recorder, type StorageUnderTest } from "./fixtures.ts";

export function describeTransactions(under: StorageUnderTest): void {
  describe("transact", () => {
    test("commits everything together and resolves with the result", async () => {
      const storage = under.open();
      const recorder = new Recorder();
      storage.watch({}, recorder.record);
      const uids = await storage.transact((tx) => {
        const a = tx.create(device({ name: "a" }));
        const b = tx.save("Device", "b", device({ name: "b" }));
        tx.updateStatus({ ...a, status: { state: "on" } });
        tx.update({ ...b, spec: {} });
        return [a.metadata.uid, b.metadata.uid];
      });
      expect(uids[1]).toBe("b");
      expect(await storage.list("Device")).toHaveLength(2);
      expect(recorder.summary).toEqual(["created a", "created b", "status a", "updated b"]);
    });

    test("reads what it wrote, dependents and deletions included", async () => {
      const storage = under.open();
      await storage.create({ kind: "Cluster", metadata: { uid: "c" }, spec: {} });
      await storage.create(device({ uid: "old", ownerReferences: [{ kind: "Cluster", uid: "c" }] }));
      await storage.transact((tx) => {
        tx.create(device({ uid: "new", ownerReferences: [{ kind: "Cluster", uid: "c" }] }));
        expect(tx.dependents("c").map(({ uid }) => uid)).toEqual(["old", "new"]);
        tx.delete("Device", "old");
        expect(tx.dependents("c").map(({ uid }) => uid)).toEqual(["new"]);
        expect(tx.load("Device", "old")).toBeUndefined();
        expect(tx.load("Device", "new")?.metadata.generation).toBe(1);
      });
    });

    test("writes a status, and looks at what is stored, without copies", async () => {
      const storage = under.open();
      const created = await storage.create(device({ uid: "d" }));
      const written = await storage.transact((tx) => {
        expect(tx.peek("Device", "d")).toEqual(created);
        expect(tx.peek("Device", "gone")).toBeUndefined();
        return structuredClone(tx.putStatus("Device", "d", { state: "on" }));
      });
      expect(written.status).toEqual({ state: "on" });
      expect(await storage.load("Device", "d")).toEqual(written);
      const putNothing = storage.transact((tx) => tx.putStatus("Device", "gone", {}));
      await expect(putNothing).rejects.toMatchObject({ code: "NotFound" });
    });

    test("undoes everything when it throws, and disturbs no other", async () => {
      const storage = under.open();
      const kept = await storage.create(device({ uid: "kept", labels: { a: "b" } }));
      const others = [storage.create(device({ uid: "before" })), failing(), storage.create(device({ uid: "after" }))];
      const outcomes = await Promise.allSettled(others);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
      expect(await storage.load("Device", "kept")).toEqual(kept);
      expect(await storage.load("Device", "made")).toBeUndefined();
      expect((await storage.list("Device")).map(({ metadata }) => metadata.uid)).toEqual(["kept", "before", "after"]);
      expect(await storage.list("Device", { labelSelector: "a=b" })).toHaveLength(1);
      expect(await storage.dependents("kept")).toEqual([]);

      function failing(): Promise<void> {
        return storage.transact((tx) => {
          tx.create(device({ uid: "made", ownerReferences: [{ kind: "Device", uid: "kept" }] }));
          tx.update({ ...kept, metadata: { ...kept.metadata, labels: {} }, spec: { changed: true } });
          tx.delete("Device", "kept");
          throw new Error("thought better of it");
        });
      }
    });

    test("runs after one that it was begun within", async () => {
      const storage = under.open();
      let inner: Promise<unknown> = Promise.resolve();
      await storage.transact((tx) => {
        tx.create(device({ name: "outer" }));
        inner = storage.create(device({ name: "inner" }));
      });
      await inner;
      expect((await storage.list("Device")).map(({ metadata }) => metadata.name)).toEqual(["outer", "inner"]);
    });

    test("refuses what is done through it later", async () => {
      const storage = under.open();
      const tx = await storage.transact((tx): { kept: Transaction } => ({ kept: tx }));
      expect(() => tx.kept.create(device())).toThrow("after its function returned");
      expect(await storage.list("Device")).toEqual([]);
    });
  });

  describe("alongside", () => {
    test("is called with the change, in the same transaction", async () => {
      const storage = under.open();
      const seen: Change[] = [];
      const alongside = (tx: Transaction, change: Change) => {
        seen.push(change);
        tx.save("Note", change.type, { kind: "Note", spec: { of: change.resource.metadata.uid } });
      };
      const created = await storage.create(device({ uid: "d", finalizers: ["x"] }), alongside);
      await storage.updateStatus(created, alongside);
      await storage.delete("Device", "d", {}, alongside);
      const marked = await storage.load("Device", "d");
      if (marked !== undefined) {
        await storage.update({ ...marked, metadata: { ...marked.metadata, finalizers: [] } }, alongside);
      }
      expect(seen.map(({ type }) => type)).toEqual(["created", "status", "updated", "deleted"]);
      expect(seen[2]?.resource.metadata.deletionTimestamp).toBeDefined();
      expect(seen[2]?.previous?.metadata.deletionTimestamp).toBeUndefined();
      expect((await storage.list("Note")).map(({ metadata }) => metadata.uid)).toEqual([
        "created",
        "status",
        "updated",
        "deleted",
      ]);
    });

    test("takes the write down with it when it throws", async () => {
      const storage = under.open();
      const created = await storage.create(device({ uid: "d" }));
      await expect(storage.update({ ...created, spec: {} }, fail)).rejects.toThrow("no");
      await expect(storage.delete("Device", "d", {}, fail)).rejects.toThrow("no");
      expect(await storage.load("Device", "d")).toEqual(created);
    });

    test("is not called for what was refused or did nothing", async () => {
      const storage = under.open();
      await storage.create(device({ uid: "d", finalizers: ["x"] }));
      await storage.delete("Device", "d");
      let calls = 0;
      const count = () => void calls++;
      await expect(storage.create(device({ uid: "d" }), count)).rejects.toMatchObject({ code: "AlreadyExists" });
      expect(await storage.delete("Device", "d", {}, count)).toBe(false);
      expect(calls).toBe(0);
    });
  });
}
