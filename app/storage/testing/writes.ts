import { describe, expect, test } from "vitest";
import type { Resource } from "../../resource/resource.ts";
import type { TransactionalStorage } from "../transactional-storage.ts";
import { device, type StorageUnderTest } from "./fixtures.ts";

export function describeWrites(under: StorageUnderTest): void {
  describe("create", () => {
    test("fills in what is missing", async () => {
      const storage = under.open();
      const created = await storage.create({ kind: "Device", spec: { desired: "running" } });
      expect(created).toEqual({
        apiVersion: "fabrica.io/v1",
        kind: "Device",
        metadata: {
          uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
          name: created.metadata.uid,
          labels: {},
          annotations: {},
          ownerReferences: [],
          finalizers: [],
          generation: 1,
          resourceVersion: expect.stringMatching(/^\d+$/),
          createdAt: expect.stringMatching(/^\d{4}-.*Z$/),
          updatedAt: created.metadata.createdAt,
        },
        spec: { desired: "running" },
        status: {},
      });
      expect(await storage.load("Device", created.metadata.uid)).toEqual(created);
    });

    test("keeps what is given, a status too", async () => {
      const storage = under.open();
      const metadata = {
        uid: "dev-1",
        name: "node 1",
        labels: { rack: "r1" },
        annotations: { note: "by the door" },
        ownerReferences: [{ kind: "Cluster", uid: "c-1", controller: true }],
        finalizers: ["example.io/hold"],
      };
      const created = await storage.create({ ...device(metadata), apiVersion: "x/v2", status: { state: "stopped" } });
      expect(created).toMatchObject({ apiVersion: "x/v2", metadata, status: { state: "stopped" } });
    });

    test("decides itself about generation, version, times and deletion", async () => {
      const storage = under.open();
      const { metadata } = await storage.create(
        device({ generation: 9, resourceVersion: "77", createdAt: "1999", deletionTimestamp: "1999" }),
      );
      expect(metadata.generation).toBe(1);
      expect(metadata.createdAt).not.toBe("1999");
      expect(metadata).not.toHaveProperty("deletionTimestamp");
    });

    test("of a uid that exists fails and changes nothing", async () => {
      const storage = under.open();
      const first = await storage.create(device({ uid: "dev-1" }));
      await expect(storage.create(device({ uid: "dev-1" }, { desired: "stopped" }))).rejects.toMatchObject({
        code: "AlreadyExists",
      });
      expect(await storage.load("Device", "dev-1")).toEqual(first);
    });

    test("takes the same uid for another kind", async () => {
      const storage = under.open();
      await storage.create(device({ uid: "one" }));
      await storage.create({ kind: "Cluster", metadata: { uid: "one" }, spec: {} });
      expect(await storage.load("Cluster", "one")).toHaveProperty("kind", "Cluster");
    });

    test.each([
      ["kind", { ...device(), kind: "../Device" }],
      ["metadata.uid", device({ uid: "../../etc/passwd" })],
      ["metadata.name", device({ name: "a/b" })],
      ["spec.run", device({}, { run: () => {} })],
    ])("refuses a bad %s and names it", async (field, draft) => {
      const storage = under.open();
      await expect(storage.create(draft)).rejects.toMatchObject({ code: "Invalid", field });
      expect(await storage.list("Device")).toEqual([]);
    });
  });

  describe("copies", () => {
    test("of what was passed in are stored", async () => {
      const storage = under.open();
      const labels = { rack: "r1" };
      const draft = device({ uid: "d", labels }, { ports: [1] });
      const done = storage.create(draft);
      labels.rack = "r2";
      draft.spec = { ports: [2] };
      await done;
      expect(await storage.load("Device", "d")).toMatchObject({
        metadata: { labels: { rack: "r1" } },
        spec: { ports: [1] },
      });
    });

    test("are handed out", async () => {
      const storage = under.open();
      const created = await storage.create<Resource<{ ports: number[] }>>(device({ uid: "d" }, { ports: [1] }));
      const before = structuredClone(created);
      created.spec.ports.push(2);
      created.metadata.labels["rack"] = "r1";
      created.metadata.finalizers.push("x");
      const [listed] = await storage.list("Device");
      expect(listed).toEqual(before);
      listed?.metadata.ownerReferences.push({ kind: "Cluster", uid: "c" });
      expect(await storage.load("Device", "d")).toEqual(before);
    });
  });

  describe("update", () => {
    test("raises the generation when the spec changes, and only then", async () => {
      const storage = under.open();
      const created = await storage.create(device({}, { a: 1, b: { c: [1, 2] } }));
      const relabelled = await storage.update({ ...created, metadata: { ...created.metadata, labels: { a: "b" } } });
      expect(relabelled.metadata.generation).toBe(1);
      const reordered = await storage.update({ ...relabelled, spec: { b: { c: [1, 2] }, a: 1 } });
      expect(reordered.metadata.generation).toBe(1);
      const changed = await storage.update({ ...reordered, spec: { a: 1, b: { c: [2, 1] } } });
      expect(changed.metadata.generation).toBe(2);
    });

    test("raises the version and the time of change with every write", async () => {
      const storage = under.open();
      const created = await storage.create(device());
      under.advance(5);
      const updated = await storage.update(created);
      expect(Number(updated.metadata.resourceVersion)).toBeGreaterThan(Number(created.metadata.resourceVersion));
      expect(Date.parse(updated.metadata.updatedAt) - Date.parse(created.metadata.updatedAt)).toBe(5);
      expect(updated.metadata.createdAt).toBe(created.metadata.createdAt);
    });

    test("of a stale version fails with a conflict and changes nothing", async () => {
      const storage = under.open();
      const created = await storage.create(device());
      const updated = await storage.update({ ...created, spec: { desired: "stopped" } });
      await expect(storage.update({ ...created, spec: { desired: "gone" } })).rejects.toMatchObject({
        code: "Conflict",
      });
      expect(await storage.load("Device", created.metadata.uid)).toEqual(updated);
    });

    test("lets one of two writers of the same version win", async () => {
      const storage = under.open();
      const created = await storage.create(device());
      const outcomes = await Promise.allSettled([storage.update(created), storage.update(created)]);
      expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected"]);
    });

    test("without a version is refused", async () => {
      const storage = under.open();
      const created = await storage.create(device());
      const versionless = { ...created, metadata: { ...created.metadata, resourceVersion: "" } };
      await expect(storage.update(versionless)).rejects.toMatchObject({
        code: "Invalid",
        field: "metadata.resourceVersion",
      });
    });

    test("never touches the status", async () => {
      const storage = under.open();
      const created = await storage.create({ ...device(), status: { state: "running" } });
      const updated = await storage.update({ ...created, spec: {}, status: { state: "forged" } });
      expect(updated.status).toEqual({ state: "running" });
      expect(await storage.load("Device", created.metadata.uid)).toEqual(updated);
    });

    test("keeps fields that were cleared cleared", async () => {
      const storage = under.open();
      const metadata = { labels: { a: "b" }, annotations: { c: "d" }, finalizers: ["x"], name: "n" };
      const created = await storage.create(device(metadata, { desired: "running", config: "c" }));
      const cleared = { ...created.metadata, labels: {}, annotations: {}, finalizers: [] };
      await storage.update({ ...created, metadata: cleared, spec: {} });
      const loaded = await storage.load("Device", created.metadata.uid);
      expect(loaded).toMatchObject({ metadata: { labels: {}, annotations: {}, finalizers: [] }, spec: {} });
      expect(loaded?.spec).toEqual({});
    });

    test("cannot change what is not the caller's to change", async () => {
      const storage = under.open();
      const created = await storage.create(device());
      const forged = { ...created.metadata, createdAt: "1999", generation: 99, deletionTimestamp: "1999" };
      const { metadata } = await storage.update({ ...created, metadata: forged });
      expect(metadata).toMatchObject({ createdAt: created.metadata.createdAt, generation: 1 });
      expect(metadata).not.toHaveProperty("deletionTimestamp");
    });

    test("of what never was, or is gone, fails and brings nothing back", async () => {
      const storage = under.open();
      const created = await storage.create(device());
      await storage.delete("Device", created.metadata.uid);
      await expect(storage.update(created)).rejects.toMatchObject({ code: "NotFound" });
      await expect(storage.updateStatus(created)).rejects.toMatchObject({ code: "NotFound" });
      await expect(storage.delete("Device", created.metadata.uid)).rejects.toMatchObject({ code: "NotFound" });
      expect(await storage.load("Device", created.metadata.uid)).toBeUndefined();
    });

    test.each([
      ["metadata.uid", {}],
      ["metadata.uid", { uid: "a/../b" }],
    ])("without a proper %s is refused", async (field, metadata) => {
      const storage = under.open();
      const broken: Resource = JSON.parse(JSON.stringify({ kind: "Device", metadata, spec: {} }));
      await expect(storage.update(broken)).rejects.toMatchObject({ code: "Invalid", field });
      await expect(storage.updateStatus(broken)).rejects.toMatchObject({ code: "Invalid", field });
    });
  });

  describe("updateStatus", () => {
    test("keeps what it was given apart from what the caller goes on with, also where it answers without a copy", async () => {
      const storage = under.open();
      const given = { ...(await storage.create(device())), status: { state: "running", tags: ["a"] } };
      const written = await storage.updateStatus(given, undefined, "stored");
      expect(written).toEqual(await storage.load("Device", given.metadata.uid));
      given.status.tags.push("b");
      expect(await storage.load("Device", given.metadata.uid)).toMatchObject({ status: { tags: ["a"] } });
    });

    test("writes the status alone, whatever the version", async () => {
      const storage = under.open();
      const created = await storage.create(device());
      const edited = await storage.update({ ...created, spec: { desired: "stopped" } });
      const stale = { ...created, spec: {}, metadata: { ...created.metadata, name: "forged", labels: { a: "b" } } };
      const written = await storage.updateStatus({ ...stale, status: { state: "running", observedGeneration: 1 } });
      expect(written).toEqual({
        ...edited,
        status: { state: "running", observedGeneration: 1 },
        metadata: {
          ...edited.metadata,
          resourceVersion: written.metadata.resourceVersion,
          updatedAt: written.metadata.updatedAt,
        },
      });
      expect(Number(written.metadata.resourceVersion)).toBeGreaterThan(Number(edited.metadata.resourceVersion));
      expect(await storage.load("Device", created.metadata.uid)).toEqual(written);
    });

    test("clears what is left out", async () => {
      const storage = under.open();
      const created = await storage.create({ ...device(), status: { state: "running", error: "none" } });
      await storage.updateStatus({ ...created, status: { state: "running" } });
      expect((await storage.load("Device", created.metadata.uid))?.status).toEqual({ state: "running" });
    });
  });

  describe("save", () => {
    test("creates what is not there", async () => {
      const storage = under.open();
      const saved = await save(storage, { spec: { a: 1 }, status: { state: "new" } });
      expect(saved).toMatchObject({ metadata: { uid: "dev-1", generation: 1 }, status: { state: "new" } });
      expect(await storage.load("Device", "dev-1")).toEqual(saved);
    });

    test("replaces spec, metadata and status of what is there without asking for a version", async () => {
      const storage = under.open();
      const first = await save(storage, { spec: { a: 1 }, status: { state: "new" } });
      const same = await save(storage, { spec: { a: 1 }, status: { state: "old" } });
      expect(same).toMatchObject({ metadata: { generation: 1 }, status: { state: "old" } });
      const changed = await save(storage, { spec: { a: 2 }, status: {} });
      expect(changed).toMatchObject({ metadata: { generation: 2, createdAt: first.metadata.createdAt }, status: {} });
      expect(changed.status).toEqual({});
    });

    test("refuses a resource that calls itself otherwise", async () => {
      const storage = under.open();
      const created = await storage.create(device({ uid: "dev-1" }));
      await expect(storage.save("Device", "dev-2", created)).rejects.toMatchObject({
        code: "Invalid",
        field: "metadata.uid",
      });
      await expect(storage.save("Cluster", "dev-1", created)).rejects.toMatchObject({ code: "Invalid", field: "kind" });
      await expect(storage.save("Device", "../dev", created)).rejects.toMatchObject({ code: "Invalid", field: "uid" });
    });
  });

  test("what is wrong with the argument itself is an error of ours", async () => {
    const storage = under.open();
    const nothing: Resource = JSON.parse("null");
    for (const write of [storage.create(nothing), storage.update(nothing), storage.save("Device", "d", nothing)]) {
      await expect(write).rejects.toMatchObject({ code: "Invalid" });
    }
  });

  test("versions never repeat, across kinds and deletions", async () => {
    const storage = under.open();
    const seen = new Set<string>();
    for (let round = 0; round < 3; round++) {
      const created = await storage.create(device({ uid: "d" }));
      const cluster = await storage.create({ kind: "Cluster", spec: {} });
      const written = await storage.updateStatus(created);
      for (const { metadata } of [created, cluster, written]) seen.add(metadata.resourceVersion);
      await storage.delete("Device", "d");
    }
    expect(seen.size).toBe(9);
  });

  test("after close everything is refused", async () => {
    const storage = under.open();
    const created = await storage.create(device());
    await storage.close();
    await storage.close();
    for (const call of [
      () => storage.load("Device", "d"),
      () => storage.list("Device"),
      () => storage.create(device()),
      () => storage.update(created),
      () => storage.delete("Device", "d"),
      () => storage.dependents("d"),
    ]) {
      await expect(call()).rejects.toMatchObject({ code: "Closed" });
    }
    expect(() => storage.watch({}, () => {})).toThrow("closed");
  });
}

/** As the seed program does it: a resource with hardly any metadata. */
async function save(storage: TransactionalStorage, parts: { spec: unknown; status: unknown }): Promise<Resource> {
  const resource: Resource = JSON.parse(JSON.stringify({ kind: "Device", metadata: { uid: "dev-1" }, ...parts }));
  return storage.save("Device", "dev-1", resource);
}
