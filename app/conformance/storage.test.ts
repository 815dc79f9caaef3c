import { describe, expect, test } from "vitest";
import { SqliteStorage, hasCode, setCondition, type Change, type Resource } from "../index.ts";
import { databaseFile, device, mustLoad, silent, storages, until, withSpec } from "./testing/rig.ts";

describe.each(storages)("%s", (_name, makeStorage) => {
  test("create fills in what is missing", async () => {
    const storage = makeStorage();
    const created = await storage.create({ kind: "Device", spec: { desired: "on" } });
    expect(created.metadata).toMatchObject({
      generation: 1,
      labels: {},
      annotations: {},
      ownerReferences: [],
      finalizers: [],
    });
    expect(created.metadata.uid).toMatch(/.{16,}/);
    expect(typeof created.metadata.name).toBe("string");
    expect(typeof created.metadata.resourceVersion).toBe("string");
    expect(created.metadata.resourceVersion).not.toBe("");
    expect(new Date(created.metadata.createdAt).toISOString()).toBe(created.metadata.createdAt);
    expect(new Date(created.metadata.updatedAt).toISOString()).toBe(created.metadata.updatedAt);
    expect(created.metadata).not.toHaveProperty("deletionTimestamp");
    expect(await storage.load("Device", created.metadata.uid)).toEqual(created);
  });

  test("create keeps a status that is given", async () => {
    const storage = makeStorage();
    await storage.create({ ...device("d1"), status: { state: "stopped" } });
    expect(await storage.load("Device", "d1")).toMatchObject({ status: { state: "stopped" } });
  });

  test("a duplicate create fails and changes nothing", async () => {
    const storage = makeStorage();
    const first = await storage.create(device("d1"));
    await expect(storage.create(withSpec(first, { desired: "other" }))).rejects.toMatchObject({
      code: "AlreadyExists",
    });
    expect(await storage.load("Device", "d1")).toEqual(first);
  });

  test("UIDs that are made never collide", async () => {
    const storage = makeStorage();
    const made = await Promise.all(
      Array.from({ length: 1000 }, () => storage.create({ kind: "Device", spec: { desired: "on" } })),
    );
    expect(new Set(made.map(({ metadata }) => metadata.uid)).size).toBe(1000);
  });

  test("load of nothing resolves with undefined, and list of nothing with an empty list", async () => {
    const storage = makeStorage();
    expect(await storage.load("Device", "nobody")).toBeUndefined();
    expect([...(await storage.list("Device"))]).toEqual([]);
  });

  test("generation rises by one when, and only when, spec changes; resourceVersion on every write", async () => {
    const storage = makeStorage();
    const first = await storage.create(device("d1"));
    const same = await storage.update(first);
    const labelled = await storage.update({ ...same, metadata: { ...same.metadata, labels: { rack: "r1" } } });
    const status = await storage.updateStatus({ ...labelled, status: { state: "on" } });
    const changed = await storage.update(withSpec(status, { desired: "stopped" }));
    const writes = [first, same, labelled, status, changed];
    expect(writes.map(({ metadata }) => metadata.generation)).toEqual([1, 1, 1, 1, 2]);
    expect(new Set([first, labelled, status, changed].map(({ metadata }) => metadata.resourceVersion)).size).toBe(4);
  });

  test("the order of a spec's keys is no change of it", async () => {
    const storage = makeStorage();
    const first = await storage.create({ kind: "Device", spec: { a: 1, b: { c: 2, d: 3 } } });
    const again = await storage.update(withSpec(first, { b: { d: 3, c: 2 }, a: 1 }));
    expect(again.metadata.generation).toBe(1);
  });

  test("a caller cannot set generation, creation time or uid by update", async () => {
    const storage = makeStorage();
    const first = await storage.create(device("d1"));
    const forged = { ...first.metadata, generation: 77, createdAt: "1999-01-01T00:00:00.000Z" };
    const updated = await storage.update({ ...first, metadata: forged });
    expect(updated.metadata).toMatchObject({ generation: 1, createdAt: first.metadata.createdAt });
  });

  test("update with a stale resourceVersion is a conflict and changes nothing", async () => {
    const storage = makeStorage();
    const first = await storage.create(device("d1"));
    const second = await storage.update(withSpec(first, { desired: "stopped" }));
    await expect(storage.update(withSpec(first, { desired: "lost" }))).rejects.toMatchObject({ code: "Conflict" });
    expect(await storage.load("Device", "d1")).toEqual(second);
  });

  test("of many that update from one version exactly one wins", async () => {
    const storage = makeStorage();
    const first = await storage.create(device("d1"));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, writer) => storage.update(withSpec(first, { desired: `w${writer}` }))),
    );
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
    expect(await storage.load("Device", "d1")).toMatchObject({ metadata: { generation: 2 } });
  });

  test("read, change, retry on conflict: a hundred writers lose no increment", async () => {
    const storage = makeStorage();
    await storage.create({ kind: "Counter", metadata: { uid: "c" }, spec: { n: 0 } });
    const increment = async (): Promise<void> => {
      for (;;) {
        const held = await mustLoad(storage, "Counter", "c");
        const generation = held.metadata.generation;
        try {
          await storage.update(withSpec(held, { n: generation }));
          return;
        } catch (error) {
          if (!hasCode(error, "Conflict")) throw error;
        }
      }
    };
    await Promise.all(Array.from({ length: 100 }, increment));
    expect(await storage.load("Counter", "c")).toMatchObject({ spec: { n: 100 }, metadata: { generation: 101 } });
  });

  test("thousands of concurrent writers are all kept", async () => {
    const storage = makeStorage();
    await Promise.all(Array.from({ length: 3000 }, (_, index) => storage.create(device(`d${index}`))));
    expect(await storage.list("Device")).toHaveLength(3000);
  });

  test("update never touches status, and updateStatus never touches spec or metadata", async () => {
    const storage = makeStorage();
    const first = await storage.create({ ...device("d1"), status: { state: "on" } });
    const updated = await storage.update({ ...first, spec: { desired: "x" }, status: { state: "forged" } });
    expect(updated).toMatchObject({ spec: { desired: "x" }, status: { state: "on" } });
    await storage.updateStatus({
      ...updated,
      spec: { desired: "forged" },
      metadata: { ...updated.metadata, labels: { forged: "yes" }, finalizers: ["forged/it"] },
      status: { state: "off" },
    });
    expect(await storage.load("Device", "d1")).toMatchObject({
      spec: { desired: "x" },
      status: { state: "off" },
      metadata: { labels: {}, finalizers: [], generation: 2 },
    });
  });

  test("updateStatus checks no version but fails when the resource is gone", async () => {
    const storage = makeStorage();
    const first = await storage.create(device("d1"));
    await storage.update(withSpec(first, { desired: "x" }));
    await storage.updateStatus({ ...first, status: { state: "seen" } });
    expect(await storage.load("Device", "d1")).toMatchObject({ spec: { desired: "x" }, status: { state: "seen" } });
    await storage.delete("Device", "d1");
    await expect(storage.updateStatus(first)).rejects.toMatchObject({ code: "NotFound" });
  });

  test("a deleted resource is never resurrected by update or updateStatus", async () => {
    const storage = makeStorage();
    const first = await storage.create(device("d1"));
    await storage.delete("Device", "d1");
    await expect(storage.update(first)).rejects.toMatchObject({ code: "NotFound" });
    await expect(storage.updateStatus(first)).rejects.toMatchObject({ code: "NotFound" });
    expect(await storage.load("Device", "d1")).toBeUndefined();
    expect([...(await storage.list("Device"))]).toEqual([]);
  });

  test("an update held from before a deletion does not reach the namesake that came after", async () => {
    const storage = makeStorage();
    const first = await storage.create(device("d1"));
    await storage.delete("Device", "d1");
    const second = await storage.create(device("d1"));
    expect(second.metadata.resourceVersion).not.toBe(first.metadata.resourceVersion);
    await expect(storage.update(withSpec(first, { desired: "old" }))).rejects.toMatchObject({ code: "Conflict" });
  });

  test("fields that are cleared stay cleared", async () => {
    const storage = makeStorage();
    const first = await storage.create({
      ...device("d1", { labels: { a: "1" }, annotations: { b: "2" }, finalizers: ["x/y"] }),
      spec: { desired: "on", config: "c" },
      status: { state: "on", lastSeen: "now" },
    });
    const bare = { ...first.metadata, labels: {}, annotations: {}, finalizers: [] };
    const updated = await storage.update({ ...first, metadata: bare, spec: { desired: "on" } });
    await storage.updateStatus({ ...updated, status: { state: "on" } });
    const loaded = await mustLoad(storage, "Device", "d1");
    expect(loaded).toMatchObject({ metadata: { labels: {}, annotations: {}, finalizers: [] } });
    expect(loaded.spec).toEqual({ desired: "on" });
    expect(loaded.status).toEqual({ state: "on" });
  });

  test("save is an unconditional upsert that keeps the rules of generation and version", async () => {
    const storage = makeStorage();
    const draft = await storage.save("Device", "d1", {
      ...(await makeStorage().create(device("d1"))),
      status: { state: "off" },
    });
    expect(draft).toMatchObject({ metadata: { uid: "d1", generation: 1 }, status: { state: "off" } });
    const again = await storage.save("Device", "d1", { ...draft, status: { state: "on" } });
    expect(again.metadata.generation).toBe(1);
    const stale = await storage.save("Device", "d1", withSpec(draft, { desired: "stopped" }));
    expect(stale.metadata.generation).toBe(2);
    expect(stale.metadata.resourceVersion).not.toBe(again.metadata.resourceVersion);
  });

  test("what is loaded, listed or handed in is a copy: changing it changes nothing stored", async () => {
    const storage = makeStorage();
    const draft = device("d1", { labels: { a: "1" } });
    const created = await storage.create(draft);
    draft.spec.desired = "changed";
    created.metadata.labels["b"] = "2";
    const loaded = await mustLoad(storage, "Device", "d1");
    loaded.metadata.labels["c"] = "3";
    for (const listed of await storage.list("Device")) listed.metadata.labels["d"] = "4";
    expect(await storage.load("Device", "d1")).toMatchObject({ spec: { desired: "running" } });
    expect((await mustLoad(storage, "Device", "d1")).metadata.labels).toEqual({ a: "1" });
  });

  test("kinds are apart: one uid may be used by two of them", async () => {
    const storage = makeStorage();
    await storage.create(device("x"));
    await storage.create({ ...device("x"), kind: "Node" });
    await storage.delete("Device", "x");
    expect(await storage.load("Node", "x")).toBeDefined();
  });

  test("list selects by labels, sorts, and pages without a gap or a double", async () => {
    const storage = makeStorage();
    for (let index = 0; index < 25; index++) {
      const rack = index % 2 === 0 ? "even" : "odd";
      await storage.create(device(`d${String(index).padStart(2, "0")}`, { labels: { rack } }));
    }
    const seen: string[] = [];
    let token: string | undefined;
    do {
      const page: Resource[] & { continue?: string } = await storage.list("Device", {
        labelSelector: "rack=even",
        limit: 5,
        sort: { by: "metadata.name", direction: "desc" },
        ...(token !== undefined && { continue: token }),
      });
      expect(page.length).toBeLessThanOrEqual(5);
      seen.push(...page.map(({ metadata }) => metadata.name));
      token = page.continue;
    } while (token !== undefined);
    const wanted = Array.from({ length: 13 }, (_, index) => `d${String(24 - index * 2).padStart(2, "0")}`);
    expect(seen).toEqual(wanted);
    expect(await storage.list("Device", { labelSelector: "rack in (odd),rack!=even" })).toHaveLength(12);
  });

  test("delete of nothing fails, and of a stale version is a conflict", async () => {
    const storage = makeStorage();
    await expect(storage.delete("Device", "nobody")).rejects.toMatchObject({ code: "NotFound" });
    const first = await storage.create(device("d1"));
    await storage.update(withSpec(first, { desired: "x" }));
    const { resourceVersion } = first.metadata;
    await expect(storage.delete("Device", "d1", { resourceVersion })).rejects.toMatchObject({ code: "Conflict" });
    expect(await storage.load("Device", "d1")).toBeDefined();
  });

  test("watch tells of each committed write once, in order, until it is called off", async () => {
    const storage = makeStorage();
    const changes: Change[] = [];
    const stop = storage.watch({ kind: "Device" }, (change) => changes.push(change));
    const first = await storage.create(device("d1"));
    await storage.create({ ...device("n1"), kind: "Node" });
    await storage.update(withSpec(first, { desired: "x" }));
    await expect(storage.update(withSpec(first, { desired: "stale" }))).rejects.toThrow(/changed|version|conflict/i);
    await storage.updateStatus({ ...first, status: { state: "on" } });
    await storage.delete("Device", "d1");
    expect(changes.map(({ type }) => type)).toEqual(["created", "updated", "status", "deleted"]);
    expect(changes.map(({ resource }) => resource.metadata.generation)).toEqual([1, 2, 2, 2]);
    const sequences = changes.map(({ sequence }) => sequence);
    expect(sequences).toEqual(sequences.toSorted((a, b) => a - b));
    stop();
    await storage.create(device("d2"));
    expect(changes).toHaveLength(4);
  });

  test("a watcher that throws harms neither the write nor the other watchers", async () => {
    const storage = makeStorage();
    const seen: string[] = [];
    storage.watch({}, () => {
      throw new Error("a watcher broke");
    });
    storage.watch({}, ({ resource }) => seen.push(resource.metadata.uid));
    await storage.create(device("d1"));
    expect(seen).toEqual(["d1"]);
  });

  test("watch since a sequence delivers what changed after it", async () => {
    const storage = makeStorage();
    const changes: Change[] = [];
    storage.watch({}, (change) => changes.push(change));
    await storage.create(device("d1"));
    await storage.create(device("d2"));
    const caughtUp: string[] = [];
    storage.watch({ since: changes[0]?.sequence ?? 0 }, ({ resource }) => caughtUp.push(resource.metadata.uid));
    await storage.create(device("d3"));
    await until(() => caughtUp.length >= 2);
    expect(caughtUp).toEqual(["d2", "d3"]);
  });

  test("odd but lawful strings survive the way through", async () => {
    const storage = makeStorage();
    const config = "Ünïcode 🚀 'quotes' \"double\" \n\t \\ %_; DROP TABLE resources; --";
    const created = await storage.create({ ...device("d1", { annotations: { note: config } }), spec: { config } });
    expect(await storage.load("Device", "d1")).toEqual(created);
    expect(created.spec).toEqual({ config });
  });

  test("after close every call is refused with a clear error", async () => {
    const storage = makeStorage();
    await storage.create(device("d1"));
    await storage.close();
    await storage.close();
    await expect(storage.create(device("d2"))).rejects.toMatchObject({ code: "Closed" });
    await expect(storage.load("Device", "d1")).rejects.toMatchObject({ code: "Closed" });
  });

  test("conditions in a status come back as they went", async () => {
    const storage = makeStorage();
    const created = await storage.create(device("d1"));
    setCondition(created, "Ready", "True", "Running", "It runs");
    await storage.updateStatus(created);
    expect((await mustLoad(storage, "Device", "d1")).status).toEqual(created.status);
  });
});

test("a storage that is closed twice at once is free when either says so", async () => {
  const file = databaseFile();
  const storage = new SqliteStorage(file, { logger: silent });
  void storage.close();
  await storage.close();
  await expect(new SqliteStorage(file, { logger: silent }).close()).resolves.toBeUndefined();
});

test("a database file has one owner at a time, and the second is told so", async () => {
  const file = databaseFile();
  const first = new SqliteStorage(file, { logger: silent });
  expect(() => new SqliteStorage(file, { logger: silent })).toThrow(/in use/i);
  await first.create(device("d1"));
  await first.close();
  const second = new SqliteStorage(file, { logger: silent });
  expect(await second.load("Device", "d1")).toBeDefined();
  await second.close();
});
