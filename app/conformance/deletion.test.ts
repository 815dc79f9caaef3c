import { describe, expect, onTestFinished, test } from "vitest";
import {
  FakeClock,
  InMemoryStorage,
  newUid,
  setControllerReference,
  SqliteStorage,
  type Client,
  type Resource,
  type Storage,
} from "../index.ts";
import { databaseFile, device, mustLoad, newGate, newRig, silent, storages, type Reconcile } from "./testing/rig.ts";

const KINDS = ["Cluster", "Node", "Device"];

async function newOwner(client: Client, uid: string, metadata = {}): Promise<Resource> {
  return client.create({ kind: "Cluster", metadata: { uid, name: uid, ...metadata }, spec: {} });
}

async function newDependent(client: Client, uid: string, owners: Resource[], metadata = {}): Promise<Resource> {
  const ownerReferences = owners.map(({ kind, metadata }) => ({ kind, uid: metadata.uid, name: metadata.name }));
  return client.create({ kind: "Node", metadata: { uid, name: uid, ownerReferences, ...metadata }, spec: {} });
}

/** Takes the resource's finalizers away once it is to be deleted. */
const finish: Reconcile = async (ctx, subject) => {
  if (subject.metadata.deletionTimestamp === undefined) return;
  await ctx.client.update({ ...subject, metadata: { ...subject.metadata, finalizers: [] } });
};

describe.each(storages)("%s", (_name, makeStorage) => {
  test("delete of a resource with finalizers marks it and reconciles it; removing the last one removes it", async () => {
    const saw: (string | undefined)[] = [];
    const types: string[] = [];
    const { clock, controller, client, storage, bus } = newRig(makeStorage(), (ctx, subject) => {
      saw.push(subject.metadata.deletionTimestamp);
      return finish(ctx, subject);
    });
    bus.subscribe("io.fabrica.device.*", ({ type }) => void types.push(type));
    await controller.start();
    await client.create(device("d1", { finalizers: ["example.com/fan", "example.com/disk"] }));
    await clock.advance(0);
    await client.delete("Device", "d1");
    await clock.advance(0);
    expect(saw).toEqual([undefined, expect.stringMatching(/^\d{4}-\d\d-\d\dT/)]);
    expect(await storage.load("Device", "d1")).toBeUndefined();
    expect(types.filter((type) => type.endsWith(".deleted"))).toHaveLength(1);
    await clock.advance(100_000);
    expect(controller.snapshot()).toEqual([]);
  });

  test("while one finalizer is left the resource stays, and deleting it again changes nothing", async () => {
    const { client, storage } = newRig(makeStorage(), () => {});
    await client.create(device("d1", { finalizers: ["a/a", "b/b"] }));
    await client.delete("Device", "d1");
    const marked = await mustLoad(storage, "Device", "d1");
    expect(marked.metadata.deletionTimestamp).toBeDefined();
    await client.delete("Device", "d1");
    expect((await mustLoad(storage, "Device", "d1")).metadata.deletionTimestamp).toBe(
      marked.metadata.deletionTimestamp,
    );
    await client.patch("Device", "d1", { metadata: { finalizers: ["b/b"] } });
    expect(await storage.load("Device", "d1")).toBeDefined();
    await client.patch("Device", "d1", { metadata: { finalizers: [] } });
    expect(await storage.load("Device", "d1")).toBeUndefined();
  });

  test("a deletion cannot be taken back, nor finalizers added once it is marked", async () => {
    const { client, storage } = newRig(makeStorage(), () => {});
    await client.create(device("d1", { finalizers: ["a/a"] }));
    await client.delete("Device", "d1");
    const { deletionTimestamp: _, ...metadata } = (await mustLoad(storage, "Device", "d1")).metadata;
    const marked = await mustLoad(storage, "Device", "d1");
    await client.update({ ...marked, metadata }).catch(() => {});
    await client.patch("Device", "d1", { metadata: { finalizers: ["a/a", "late/one"] } }).catch(() => {});
    const held = await mustLoad(storage, "Device", "d1");
    expect(held.metadata.deletionTimestamp).toBe(marked.metadata.deletionTimestamp);
    expect(held.metadata.finalizers).toEqual(["a/a"]);
  });

  test("clean-up that fails is retried, and the resource is there until it succeeds", async () => {
    let attempts = 0;
    const { clock, controller, client, storage } = newRig(makeStorage(), async (ctx, subject) => {
      if (subject.metadata.deletionTimestamp === undefined) return;
      if (++attempts < 3) throw new Error("the fan still turns");
      return finish(ctx, subject);
    });
    await controller.start();
    await client.create(device("d1", { finalizers: ["example.com/fan"] }));
    await clock.advance(0);
    await client.delete("Device", "d1");
    await clock.advance(2_999);
    expect(await storage.load("Device", "d1")).toBeDefined();
    await clock.advance(1);
    expect(attempts).toBe(3);
    expect(await storage.load("Device", "d1")).toBeUndefined();
  });

  test("a resource that is deleted during its reconcile ends it without an error", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), async (ctx, { metadata }) => {
      await ctx.client.delete("Device", metadata.uid);
      return { requeueAfter: 1_000 };
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(10_000);
    expect(await storage.load("Device", "d1")).toBeUndefined();
    expect(controller.snapshot()).toEqual([]);
    expect(controller.totals()).toMatchObject({ failed: 0 });
  });

  test("a new resource of the same uid is no heir: it starts at generation 1 with no backoff", async () => {
    const attempts: number[] = [];
    const { clock, controller, client } = newRig(makeStorage(), ({ attempt }) => {
      attempts.push(attempt);
      throw new Error("no");
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(3_000);
    await client.delete("Device", "d1");
    await clock.advance(1_000_000);
    expect(attempts).toEqual([0, 1, 2]);
    const created = await client.create(device("d1"));
    await clock.advance(0);
    expect(created.metadata.generation).toBe(1);
    expect(attempts.at(-1)).toBe(0);
  });

  test("a reconcile of what was deleted meanwhile says nothing of a namesake, and leaves it no backoff", async () => {
    const attempts: (number | undefined)[] = [];
    let gate = newGate();
    const { clock, controller, client, storage } = newRig(makeStorage(), async (ctx, resource) => {
      attempts.push(ctx.attempt);
      if (resource.metadata.labels["is"] === "new") return;
      await gate.opened;
      Object.assign(resource.status, { conditions: [{ type: "Old", status: "True", reason: "X", message: "" }] });
      if (attempts.length > 1) throw new Error("it was the old one that failed");
    });
    await controller.start();
    for (let round = 1; round <= 2; round++) {
      gate = newGate();
      await client.create(device("d1"));
      await clock.advance(0);
      await client.delete("Device", "d1");
      const namesake = await client.create(device("d1", { labels: { is: "new" } }));
      expect(namesake.status).toEqual({});
      gate.open();
      await clock.advance(0);
      const { status } = await mustLoad(storage, "Device", "d1");
      expect(status).toMatchObject({ observedGeneration: 1, conditions: [{ type: "Reconciled", status: "True" }] });
      expect(controller.snapshot()).toEqual([]);
      await client.delete("Device", "d1");
      await clock.advance(0);
    }
    expect(attempts).toEqual([0, 0, 0, 0]);
  });

  test("deleting again what is marked already writes, tells and reconciles nothing", async () => {
    let calls = 0;
    const { clock, controller, client, bus, storage } = newRig(makeStorage(), async (ctx, { kind, metadata }) => {
      calls++;
      if (metadata.deletionTimestamp !== undefined) await ctx.client.delete(kind, metadata.uid);
    });
    await controller.start();
    await client.create(device("d1", { finalizers: ["keep"] }));
    await clock.advance(0);
    await client.delete("Device", "d1");
    await clock.advance(0);
    expect(calls).toBe(2);
    const told: string[] = [];
    bus.subscribe("io.fabrica.device.*", (event) => void told.push(event.type));
    const { resourceVersion } = (await mustLoad(storage, "Device", "d1")).metadata;
    expect(await client.delete("Device", "d1")).toBe(false);
    await clock.advance(1_000);
    expect({ calls, told }).toEqual({ calls: 2, told: [] });
    expect((await mustLoad(storage, "Device", "d1")).metadata.resourceVersion).toBe(resourceVersion);
  });

  test("background, the default: the owner goes at once, its dependents and theirs after it", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {}, { kinds: KINDS });
    await controller.start();
    const owner = await newOwner(client, "c1");
    const node = await newDependent(client, "n1", [owner]);
    const leaf = device("leaf");
    setControllerReference(node, leaf);
    await client.create(leaf);
    await clock.advance(0);
    await client.delete("Cluster", "c1");
    expect(await storage.load("Cluster", "c1")).toBeUndefined();
    await clock.advance(1_000);
    expect(await storage.load("Node", "n1")).toBeUndefined();
    expect(await storage.load("Device", "leaf")).toBeUndefined();
  });

  test("dependents of kinds that nobody reconciles are collected too", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {}, { kinds: ["Cluster"] });
    await controller.start();
    await newDependent(client, "n1", [await newOwner(client, "c1")]);
    await client.delete("Cluster", "c1");
    await clock.advance(1_000);
    expect(await storage.load("Node", "n1")).toBeUndefined();
  });

  test("foreground: the owner waits, marked, for its dependents, finalizers and all", async () => {
    let allowed = false;
    const { clock, controller, client, storage } = newRig(
      makeStorage(),
      async (ctx, subject) => {
        if (subject.kind !== "Node" || subject.metadata.deletionTimestamp === undefined) return;
        if (!allowed) return { requeueAfter: 1_000 };
        await finish(ctx, subject);
      },
      { kinds: KINDS },
    );
    await controller.start();
    const owner = await newOwner(client, "c1");
    const dependent = { ...device("n1", { finalizers: ["example.com/fan"] }), kind: "Node" };
    setControllerReference(owner, dependent);
    await client.create(dependent);
    await clock.advance(0);
    await client.delete("Cluster", "c1", { propagation: "foreground" });
    await clock.advance(5_000);
    expect((await mustLoad(storage, "Cluster", "c1")).metadata.deletionTimestamp).toBeDefined();
    expect((await mustLoad(storage, "Node", "n1")).metadata.deletionTimestamp).toBeDefined();
    allowed = true;
    await clock.advance(5_000);
    expect(await storage.load("Node", "n1")).toBeUndefined();
    expect(await storage.load("Cluster", "c1")).toBeUndefined();
  });

  test("foreground, then background: the owner goes at once, and its dependents after it", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {}, { kinds: KINDS });
    await controller.start();
    await newOwner(client, "c1");
    const ownerReferences = [{ kind: "Cluster", uid: "c1", blockOwnerDeletion: true }];
    await newDependent(client, "n1", [], { ownerReferences, finalizers: ["example.com/hold"] });
    expect(await client.delete("Cluster", "c1", { propagation: "foreground" })).toBe(false);
    await clock.advance(0);
    expect(await client.delete("Cluster", "c1", { propagation: "background" })).toBe(true);
    await clock.advance(0);
    expect(await storage.load("Cluster", "c1")).toBeUndefined();
    const dependent = await mustLoad(storage, "Node", "n1");
    expect(dependent.metadata.deletionTimestamp).toBeDefined();
  });

  test("orphan: the dependents stay and lose the reference", async () => {
    const { clock, controller, client, storage, bus } = newRig(makeStorage(), () => {}, { kinds: KINDS });
    await controller.start();
    await newDependent(client, "n1", [await newOwner(client, "c1")]);
    await clock.advance(0);
    const told: string[] = [];
    bus.subscribe("io.fabrica.*.*", (event) => void told.push(event.type));
    await client.delete("Cluster", "c1", { propagation: "orphan" });
    await clock.advance(100_000);
    expect(told).toEqual(["io.fabrica.node.updated", "io.fabrica.cluster.deleted"]);
    expect(await storage.load("Cluster", "c1")).toBeUndefined();
    expect((await mustLoad(storage, "Node", "n1")).metadata.ownerReferences).toEqual([]);
  });

  test("a dependent is collected when all its owners are gone, not sooner", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {}, { kinds: KINDS });
    await controller.start();
    await newDependent(client, "n1", [await newOwner(client, "c1"), await newOwner(client, "c2")]);
    await client.delete("Cluster", "c1");
    await clock.advance(100_000);
    expect(await storage.load("Node", "n1")).toBeDefined();
    await client.delete("Cluster", "c2");
    await clock.advance(100_000);
    expect(await storage.load("Node", "n1")).toBeUndefined();
  });

  test("a reference to another uid of the same name is a dangling one", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {}, { kinds: KINDS });
    const first = await newOwner(client, newUid(), { name: "same" });
    await newDependent(client, "n1", [first]);
    await client.delete("Cluster", first.metadata.uid);
    await newOwner(client, newUid(), { name: "same" });
    await controller.start();
    await clock.advance(100_000);
    expect(await storage.load("Node", "n1")).toBeUndefined();
  });

  test("what was orphaned or left dangling before the start is collected by it, what has an owner is not", async () => {
    const { clock, controller, storage } = newRig(makeStorage(), () => {}, { kinds: KINDS });
    await storage.create({ kind: "Cluster", metadata: { uid: "c1" }, spec: {} });
    for (const [uid, owner] of [
      ["kept", "c1"],
      ["lost", "gone"],
    ] as const) {
      await storage.create({
        kind: "Node",
        metadata: { uid, ownerReferences: [{ kind: "Cluster", uid: owner }] },
        spec: {},
      });
    }
    await storage.create({ kind: "Node", metadata: { uid: "free" }, spec: {} });
    await controller.start();
    await clock.advance(100_000);
    expect((await storage.list("Node")).map(({ metadata }) => metadata.uid)).toEqual(["kept", "free"]);
  });

  test("owners in a ring do not keep the collector busy for ever", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {}, { kinds: KINDS });
    await controller.start();
    await storage.create({ kind: "Node", metadata: { uid: "a" }, spec: {} });
    await storage.create({
      kind: "Node",
      metadata: { uid: "b", ownerReferences: [{ kind: "Node", uid: "a" }] },
      spec: {},
    });
    await client.patch("Node", "a", { metadata: { ownerReferences: [{ kind: "Node", uid: "b" }] } });
    await client.delete("Node", "a");
    await clock.advance(100_000);
    expect(await storage.load("Node", "b")).toBeUndefined();
  });
});

test.each<[name: string, make: (clock: FakeClock) => Storage]>([
  ["InMemoryStorage", (clock) => new InMemoryStorage({ clock, logger: silent })],
  ["SqliteStorage", (clock) => new SqliteStorage(databaseFile(), { clock, logger: silent })],
])(
  "%s: a reconcile says nothing of a namesake of the same millisecond, though it came beside the client",
  async (_name, make) => {
    const clock = new FakeClock(1_000_000);
    const storage = make(clock);
    onTestFinished(() => storage.close());
    const gate = newGate();
    const { controller, client } = newRig(storage, () => gate.opened, { clock });
    await controller.start();
    const first = await client.create(device("d1"));
    await clock.advance(0);
    await storage.delete("Device", "d1");
    const namesake = await storage.create(device("d1", { labels: { is: "new" } }));
    expect(namesake.metadata.createdAt).toBe(first.metadata.createdAt);
    gate.open();
    await clock.advance(0);
    expect(await mustLoad(storage, "Device", "d1")).toEqual(namesake);
  },
);
