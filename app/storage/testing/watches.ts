import { describe, expect, test } from "vitest";
import { device, fail, Recorder, type StorageUnderTest } from "./fixtures.ts";

export function describeWatches(under: StorageUnderTest): void {
  describe("watch", () => {
    test("tells of every write after its commit, in order, with what was before", async () => {
      const storage = under.open();
      const recorder = new Recorder();
      storage.watch({}, recorder.record);
      const created = await storage.create(device({ uid: "d", name: "d" }));
      const updated = await storage.update({ ...created, spec: {} });
      const written = await storage.updateStatus({ ...updated, status: { state: "on" } });
      await storage.save("Device", "d", written);
      await storage.delete("Device", "d");
      expect(recorder.summary).toEqual(["created d", "updated d", "status d", "updated d", "deleted d"]);
      const [first, second, third] = recorder.changes;
      expect(first).toEqual({ sequence: Number(created.metadata.resourceVersion), type: "created", resource: created });
      expect(second).toMatchObject({ resource: updated, previous: created });
      expect(third).toMatchObject({ resource: written, previous: updated });
      const sequences = recorder.changes.map(({ sequence }) => sequence);
      expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
      expect(storage.sequence).toBe(sequences.at(-1));
    });

    test("tells nothing of what failed", async () => {
      const storage = under.open();
      const recorder = new Recorder();
      storage.watch({}, recorder.record);
      await expect(storage.create(device(), fail)).rejects.toThrow("no");
      await storage.create(device({ name: "after" }));
      expect(recorder.summary).toEqual(["created after"]);
    });

    test("of a kind tells of that kind", async () => {
      const storage = under.open();
      const recorder = new Recorder();
      storage.watch({ kind: "Cluster" }, recorder.record);
      await storage.create(device({ name: "d" }));
      await storage.create({ kind: "Cluster", metadata: { name: "c" }, spec: {} });
      expect(recorder.summary).toEqual(["created c"]);
    });

    test("ends when it is told to, from within its own callback too", async () => {
      const storage = under.open();
      const recorder = new Recorder();
      const stop = storage.watch({}, (change) => {
        recorder.record(change);
        stop();
      });
      await storage.transact((tx) => [tx.create(device()), tx.create(device())]);
      await storage.create(device());
      expect(recorder.changes).toHaveLength(1);
    });

    test("goes on when a callback throws, for it and for the others", async () => {
      const storage = under.open();
      const before = new Recorder();
      const after = new Recorder();
      storage.watch({}, (change) => {
        before.record(change);
        throw new Error("a watcher's own fault");
      });
      storage.watch({}, after.record);
      await storage.create(device({ name: "a" }));
      await storage.create(device({ name: "b" }));
      expect(before.summary).toEqual(["created a", "created b"]);
      expect(after.summary).toEqual(before.summary);
    });

    test("tells all the same order, though a callback writes", async () => {
      const storage = under.open();
      const first = new Recorder();
      const second = new Recorder();
      storage.watch({}, (change) => {
        first.record(change);
        if (change.resource.metadata.name === "a") void storage.create(device({ name: "b" }));
      });
      storage.watch({}, second.record);
      await storage.create(device({ name: "a" }));
      await second.until(2);
      expect(second.summary).toEqual(["created a", "created b"]);
      expect(first.summary).toEqual(second.summary);
    });

    test("from a sequence on tells first what changed since, each resource once, then goes on live", async () => {
      const storage = under.open();
      const old = await storage.create(device({ uid: "old", name: "old" }));
      await storage.create(device({ uid: "gone", name: "gone" }));
      const since = storage.sequence;
      const fresh = await storage.create(device({ uid: "new", name: "new" }));
      await storage.update({ ...old, spec: {} });
      const touched = await storage.updateStatus(fresh);
      await storage.delete("Device", "gone");
      await storage.create(device({ uid: "brief", name: "brief" }));
      await storage.delete("Device", "brief");
      const recorder = new Recorder();
      storage.watch({ since }, recorder.record);
      await storage.create(device({ name: "live" }));
      await recorder.until(5);
      expect(recorder.summary).toEqual(["updated old", "created new", "deleted gone", "deleted brief", "created live"]);
      expect(recorder.changes[1]?.resource).toEqual(touched);
    });

    test("from the start on tells all that is, of a kind", async () => {
      const storage = under.open();
      await storage.create(device({ name: "d" }));
      await storage.create({ kind: "Cluster", metadata: { name: "c" }, spec: {} });
      const recorder = new Recorder();
      storage.watch({ kind: "Cluster", since: 0 }, recorder.record);
      await recorder.until(1);
      expect(recorder.summary).toEqual(["created c"]);
    });

    test("neither misses nor repeats a version while it catches up with a busy writer", async () => {
      const storage = under.open();
      const drafts = Array.from({ length: 1_200 }, (_, i) => device({ uid: `d${i}`, name: `d${i}` }));
      await Promise.all(drafts.map((draft) => storage.create(draft)));
      const latest = new Map<string, number>();
      const seen: number[] = [];
      const recorder = new Recorder();
      storage.watch({ since: 0 }, (change) => {
        seen.push(change.sequence);
        latest.set(change.resource.metadata.uid, change.sequence);
        if (change.sequence === last) recorder.record(change);
      });
      let last = -1;
      for (let i = 0; i < 60; i++) {
        const loaded = await storage.load("Device", `d${(i * 37) % 1_200}`);
        if (loaded !== undefined) await storage.updateStatus(loaded);
      }
      const final = await storage.create(device({ uid: "final" }));
      last = Number(final.metadata.resourceVersion);
      if (!seen.includes(last)) await recorder.until(1);
      expect(seen).toEqual([...new Set(seen)].toSorted((a, b) => a - b));
      const stored = await storage.list("Device");
      expect(stored.map(({ metadata }) => latest.get(metadata.uid))).toEqual(
        stored.map(({ metadata }) => Number(metadata.resourceVersion)),
      );
    });

    test.each([-1, 0.5, Number.NaN, 1_000])("refuses to begin at %s, of which it knows nothing", (since) => {
      const storage = under.open();
      expect(() => storage.watch({ since }, () => {})).toThrow("since");
    });
  });
}
