import { describe, expect, test, vi } from "vitest";
import {
  BaseReconciler,
  Client,
  Controller,
  FakeClock,
  InMemoryEventBus,
  InMemoryStorage,
  findCondition,
  newResourceEvent,
  type EventBus,
  type Reconciler,
  type Resource,
  type ReconcileContext,
  type Storage,
} from "../index.ts";
import { device, mustLoad, newRig, reconcilerOf, request, silent, type Device } from "./testing/rig.ts";

function key(kind: string, uid: string): string {
  return `${kind}/${uid}`;
}

/** A storage of somebody else's: the methods of the contract and nothing beside them, one version counter for all. */
function newForeignStorage(): Storage {
  const rows = new Map<string, Resource>();
  const watchers = new Set<Parameters<Storage["watch"]>[1]>();
  let version = 0;
  const tell = (type: "updated" | "deleted", resource: Resource): void => {
    for (const watcher of watchers) watcher({ sequence: version, type, resource });
  };
  const mustHave = (kind: string, uid: string): Resource => {
    const held = rows.get(key(kind, uid));
    if (held === undefined) throw Object.assign(new Error(`${kind} ${uid} is gone`), { code: "NotFound" });
    return held;
  };
  const put = <R extends Resource>(resource: R): R => {
    const next = structuredClone(resource);
    next.metadata.resourceVersion = String(++version);
    rows.set(key(next.kind, next.metadata.uid), next);
    tell("updated", next);
    return structuredClone(next);
  };
  return {
    async save(kind, uid, resource) {
      return put({ ...resource, kind, metadata: { ...resource.metadata, uid } });
    },
    async load(kind, uid) {
      return structuredClone(rows.get(key(kind, uid)));
    },
    async list(kind) {
      return [...rows.values()].filter((row) => row.kind === kind).map((row) => structuredClone(row));
    },
    async delete(kind, uid) {
      const held = mustHave(kind, uid);
      version++;
      rows.delete(key(kind, uid));
      tell("deleted", held);
      return true;
    },
    async create() {
      throw new Error("this storage is filled with save");
    },
    async update(resource) {
      const held = mustHave(resource.kind, resource.metadata.uid);
      return put({ ...resource, status: held.status });
    },
    async updateStatus(resource) {
      return put({ ...mustHave(resource.kind, resource.metadata.uid), ...resource, spec: resource.spec });
    },
    watch(_options, onChange) {
      watchers.add(onChange);
      return () => void watchers.delete(onChange);
    },
    async close() {},
  };
}

async function complete(uid: string): Promise<Resource> {
  return new InMemoryStorage({ logger: silent }).create(device(uid));
}

test("a storage with the methods of the contract alone is enough for a controller", async () => {
  const storage = newForeignStorage();
  let fail = true;
  const { clock, controller, bus } = newRig(storage, () => {
    if (fail) throw new Error("no");
    return { requeueAfter: 60_000 };
  });
  await storage.save("Device", "d1", await complete("d1"));
  await controller.start();
  await clock.advance(0);
  expect(findCondition(await mustLoad(storage, "Device", "d1"), "Reconciled")).toMatchObject({ status: "False" });
  fail = false;
  await clock.advance(1_000);
  expect(await storage.load("Device", "d1")).toMatchObject({
    spec: { desired: "running" },
    status: { observedGeneration: 1, conditions: [{ type: "Reconciled", status: "True" }] },
  });
  await storage.save("Device", "d2", await complete("d2"));
  await bus.publish(newResourceEvent("io.example.device.created", "Device", "d2", {}));
  await clock.advance(0);
  expect(await storage.load("Device", "d2")).toMatchObject({ status: { observedGeneration: 1 } });
  expect(controller.snapshot()).toMatchObject([{ state: "delayed" }, { state: "delayed" }]);
});

test("over such a storage, too, dependents go when their owners are gone, before the start and after", async () => {
  const storage = newForeignStorage();
  const { clock, controller, client } = newRig(storage, () => {});
  const owner = await storage.save("Device", "owner", await complete("owner"));
  const dependentOf = async (uid: string, ownerUid: string) => {
    const ownerReferences = [{ apiVersion: "v1", kind: "Device", name: ownerUid, uid: ownerUid }];
    const dependent = await complete(uid);
    await storage.save("Device", uid, { ...dependent, metadata: { ...dependent.metadata, ownerReferences } });
  };
  await dependentOf("d1", owner.metadata.uid);
  await dependentOf("left", "long-gone");
  await controller.start();
  await clock.advance(1_000);
  expect(await storage.load("Device", "left")).toBeUndefined();
  expect(await storage.load("Device", "d1")).toBeDefined();
  await client.delete("Device", "owner");
  await clock.advance(1_000);
  expect(await storage.load("Device", "d1")).toBeUndefined();
});

test("a bus with the methods of the contract alone is enough for a controller and a client", async () => {
  const published: string[] = [];
  const handlers = new Map<number, Parameters<EventBus["subscribe"]>[1]>();
  let ids = 0;
  const bus: EventBus = {
    start() {},
    async publish(event) {
      published.push(event.type);
      for (const handler of handlers.values()) void handler(event);
    },
    subscribe(_pattern, handler) {
      handlers.set(++ids, handler);
      return ids;
    },
    unsubscribe: (id) => void handlers.delete(id),
    async close() {},
  };
  const clock = new FakeClock();
  const storage = new InMemoryStorage({ logger: silent });
  const controller = new Controller(bus, storage, { clock, logger: silent });
  let calls = 0;
  controller.registerReconciler(reconcilerOf("Device", () => void calls++));
  await controller.start();
  await new Client(storage, bus).create(device("d1"));
  await clock.advance(0);
  expect(calls).toBe(1);
  expect(published[0]).toBe("io.fabrica.device.created");
  await controller.stop();
  expect(handlers.size).toBe(0);
});

test("a bus that refuses what is published fails neither the reconcile's bookkeeping nor the process", async () => {
  const clock = new FakeClock();
  const bus = new InMemoryEventBus(10, 1, { clock, logger: silent });
  bus.start();
  const storage = new InMemoryStorage({ logger: silent });
  const controller = new Controller(bus, storage, { clock, logger: silent });
  controller.registerReconciler(reconcilerOf("Device", () => {}));
  await storage.create(device("d1"));
  await controller.start();
  vi.spyOn(bus, "publish").mockRejectedValue(new Error("the bus is broken"));
  await clock.advance(0);
  expect(await storage.load("Device", "d1")).toMatchObject({ status: { observedGeneration: 1 } });
  await controller.stop();
});

describe("a storage that fails at times", () => {
  test("a load that fails is tried again with backoff", async () => {
    const storage = new InMemoryStorage({ logger: silent });
    let calls = 0;
    const { clock, controller, client } = newRig(storage, () => void calls++);
    await controller.start();
    const load = vi.spyOn(storage, "load");
    load.mockRejectedValueOnce(new Error("disk error")).mockRejectedValueOnce(new Error("disk error"));
    await client.create(device("d1"));
    await clock.advance(999);
    expect(calls).toBe(0);
    await clock.advance(1);
    expect(calls).toBe(0);
    await clock.advance(2_000);
    expect(calls).toBe(1);
    expect(controller.snapshot()).toEqual([]);
  });

  test("a status write of the reconciler that fails is its failure, and tried again", async () => {
    const storage = new InMemoryStorage({ logger: silent });
    let calls = 0;
    class Writing extends BaseReconciler {
      getResourceKind(): string {
        return "Device";
      }
      async reconcile(ctx: ReconcileContext, subject: Device): Promise<void> {
        calls++;
        subject.status.state = "running";
        await this.updateStatus(ctx, subject);
      }
    }
    const { clock, controller, client } = newRig(storage, () => {}, { reconciler: new Writing({}) });
    await controller.start();
    vi.spyOn(storage, "updateStatus").mockRejectedValueOnce(new Error("disk error"));
    await client.create(device("d1"));
    await clock.advance(1_000);
    expect(calls).toBe(2);
    expect(await storage.load("Device", "d1")).toMatchObject({ status: { state: "running", observedGeneration: 1 } });
  });

  test("a list that fails at the start fails the start, with the reason", async () => {
    const storage = new InMemoryStorage({ logger: silent });
    vi.spyOn(storage, "list").mockRejectedValue(new Error("disk error"));
    const { controller } = newRig(storage, () => {});
    await expect(controller.start()).rejects.toThrow(/disk error/);
  });
});

test("the loaded resource is fresh: a worker asks the storage each time", async () => {
  const storage = new InMemoryStorage({ logger: silent });
  const load = vi.spyOn(storage, "load");
  const { clock, controller } = newRig(storage, () => {});
  await storage.create(device("d1"));
  await controller.start();
  await clock.advance(0);
  const before = load.mock.calls.length;
  expect(before).toBeGreaterThanOrEqual(1);
  controller.enqueue(request("d1"));
  await clock.advance(0);
  expect(load.mock.calls.length).toBeGreaterThan(before);
});

test("a limiter of the caller's own decides how long failures wait", async () => {
  const times: number[] = [];
  const { clock, controller, client } = newRig(
    new InMemoryStorage({ logger: silent }),
    () => {
      times.push(clock.now());
      throw new Error("no");
    },
    { rateLimiter: { when: () => 77, forget() {}, numRequeues: () => 0 } },
  );
  await controller.start();
  await client.create(device("d1"));
  await clock.advance(77 * 3);
  const [begin = 0] = times;
  expect(times.map((time) => time - begin)).toEqual([0, 77, 154, 231]);
});

test("a BaseReconciler that is given nothing is supplied with everything when it is registered", async () => {
  const seen: string[] = [];
  class Bare extends BaseReconciler implements Reconciler<Device> {
    getResourceKind(): string {
      return "Device";
    }
    async reconcile(ctx: ReconcileContext, subject: Device): Promise<void> {
      this.logger.info("reconciling");
      ctx.logger.info("reconciling");
      const fresh = await this.client.get("Device", subject.metadata.uid);
      seen.push((await ctx.client.get("Device", fresh.metadata.uid)).metadata.uid);
      expect(this.setCondition(subject, "Ready", "True", "Up", "")).toBe(true);
      await this.updateStatus(ctx, subject);
      await this.emitEvent(ctx, "io.example.device.ready", subject);
    }
  }
  const { clock, controller, client, bus, storage } = newRig(new InMemoryStorage({ logger: silent }), () => {}, {
    reconciler: new Bare(),
  });
  const types: string[] = [];
  bus.subscribe("io.example.**", ({ type }) => void types.push(type));
  await controller.start();
  await client.create(device("d1"));
  await clock.advance(0);
  expect(seen).toEqual(["d1"]);
  expect(types).toEqual(["io.example.device.ready"]);
  expect(findCondition(await mustLoad(storage, "Device", "d1"), "Ready")).toMatchObject({ status: "True" });
});

test("a reconciler may be registered once the controller runs, and finds what is there already", async () => {
  const saw: string[] = [];
  const { clock, controller, client, storage } = newRig(new InMemoryStorage({ logger: silent }), () => {});
  await storage.create({ ...device("n1"), kind: "Node" });
  await controller.start();
  await clock.advance(0);
  controller.registerReconciler(reconcilerOf("Node", (_ctx, { metadata }) => void saw.push(metadata.uid)));
  await client.create({ ...device("n2"), kind: "Node" });
  await clock.advance(0);
  expect(saw.toSorted()).toEqual(["n1", "n2"]);
});
