import { describe, expect, onTestFinished, test } from "vitest";
import {
  Client,
  Controller,
  FakeClock,
  InMemoryEventBus,
  InMemoryStorage,
  setCondition,
  type EventBus,
  type Storage,
} from "../index.ts";
import { device, newRig, silent, storages, withSpec } from "./testing/rig.ts";

type AnyEvent = Parameters<EventBus["publish"]>[0];

const typesOf = (events: AnyEvent[]): string[] => events.map(({ type }) => type.toLowerCase());

test.each(["", ".x", "a..b", "x.", 5, "io.*", "io fab", null])(
  "the event prefix %j is refused, by name",
  (eventPrefix) => {
    const bus = new InMemoryEventBus(1000, 10, { logger: silent });
    const storage = new InMemoryStorage({ logger: silent });
    const options: object = { eventPrefix, logger: silent };
    const refusal = expect.objectContaining({ code: "Invalid", field: "eventPrefix" });
    expect(() => new Client(storage, bus, options)).toThrow(refusal);
    expect(() => new Controller(bus, storage, options)).toThrow(refusal);
  },
);

describe.each(storages)("%s", (_name, makeStorage) => {
  function newClient(): { client: Client; storage: Storage; events: AnyEvent[]; settle(): Promise<void> } {
    const clock = new FakeClock();
    const bus = new InMemoryEventBus(1000, 10, { clock, logger: silent });
    bus.start();
    onTestFinished(() => bus.close());
    const events: AnyEvent[] = [];
    bus.subscribe("**", (event) => void events.push(event));
    const storage = makeStorage();
    return { client: new Client(storage, bus), storage, events, settle: () => clock.advance(0) };
  }

  test("every create, update, patch and delete publishes its event, in order, about its resource", async () => {
    const { client, events, settle } = newClient();
    const created = await client.create(device("d1"));
    await client.update(withSpec(created, { desired: "stopped" }));
    await client.patch("Device", "d1", { spec: { config: "c" } });
    await client.delete("Device", "d1");
    await settle();
    expect(events.map(({ type }) => type)).toEqual([
      "io.fabrica.device.created",
      "io.fabrica.device.updated",
      "io.fabrica.device.patched",
      "io.fabrica.device.deleted",
    ]);
    for (const event of events) {
      expect(event).toMatchObject({ source: "/resources/Device/d1", resourcekind: "Device", resourceuid: "d1" });
    }
    expect(new Set(events.map(({ id }) => id)).size).toBe(4);
  });

  test("a condition whose status changed publishes its event, the first appearance included; reasons alone do not", async () => {
    const { client, storage, events, settle } = newClient();
    const created = await client.create(device("d1"));
    setCondition(created, "Ready", "False", "Booting", "");
    await client.updateStatus(created);
    setCondition(created, "Ready", "False", "StillBooting", "any minute");
    await client.updateStatus(created);
    setCondition(created, "Ready", "True", "Up", "");
    setCondition(created, "Healthy", "True", "Ok", "");
    await client.updateStatus(created);
    await settle();
    expect(typesOf(events).slice(1)).toEqual([
      "io.fabrica.condition.ready",
      "io.fabrica.condition.ready",
      "io.fabrica.condition.healthy",
    ]);
    expect(await storage.load("Device", "d1")).toMatchObject({ status: { conditions: [{ status: "True" }, {}] } });
  });

  test("a write that fails publishes nothing", async () => {
    const { client, events, settle } = newClient();
    const created = await client.create(device("d1"));
    await client.update(withSpec(created, { desired: "stopped" }));
    const before = events.length;
    await settle();
    await expect(client.update(withSpec(created, { desired: "stale" }))).rejects.toMatchObject({ code: "Conflict" });
    await expect(client.create(device("d1"))).rejects.toMatchObject({ code: "AlreadyExists" });
    await expect(client.delete("Device", "nobody")).rejects.toMatchObject({ code: "NotFound" });
    await expect(client.patch("Device", "nobody", {})).rejects.toMatchObject({ code: "NotFound" });
    await settle();
    expect(typesOf(events).slice(before)).toEqual(
      ["io.fabrica.device.created", "io.fabrica.device.updated"].slice(before),
    );
  });

  test("the prefix is configurable", async () => {
    const bus = new InMemoryEventBus();
    bus.start();
    const types: string[] = [];
    bus.subscribe("org.site.**", ({ type }) => void types.push(type));
    const client = new Client(makeStorage(), bus, { eventPrefix: "org.site" });
    const created = await client.create(device("d1"));
    setCondition(created, "Ready", "True", "Up", "");
    await client.updateStatus(created);
    await bus.close();
    expect(types.map((type) => type.toLowerCase())).toEqual(["org.site.device.created", "org.site.condition.ready"]);
  });

  test("the event carries what was written", async () => {
    const { client, events, settle } = newClient();
    await client.create(device("d1"));
    await settle();
    expect(JSON.stringify(events[0]?.data)).toContain('"desired":"running"');
  });

  test("what a watcher writes is told of after what it was told of", async () => {
    const storage = makeStorage();
    const { client, bus, clock } = newRig(storage, () => {});
    const told: string[] = [];
    bus.subscribe("io.fabrica.device.*", (event) => void told.push(event.type));
    const writes: Promise<unknown>[] = [];
    storage.watch({}, ({ type, resource }) => {
      if (type === "created") writes.push(client.update(withSpec(structuredClone(resource), { desired: "stopped" })));
    });
    await client.create(device("d1"));
    await clock.advance(0);
    await Promise.all(writes);
    await clock.advance(0);
    expect(told).toEqual(["io.fabrica.device.created", "io.fabrica.device.updated"]);
  });

  test("what one subscriber does to the data is no concern of the next", async () => {
    const { client, bus, clock } = newRig(makeStorage(), () => {});
    const saw: unknown[] = [];
    for (let n = 0; n < 2; n++) {
      bus.subscribe("io.fabrica.device.*", ({ data }) => {
        saw.push(structuredClone(data));
        Object.assign(Object(data), { spec: "tampered with" });
      });
    }
    await client.create(device("d1"));
    await clock.advance(0);
    expect(saw).toMatchObject([{ spec: { desired: "running" } }, { spec: { desired: "running" } }]);
  });

  test("get of nothing is a clear error", async () => {
    const { client } = newClient();
    await expect(client.get("Device", "nobody")).rejects.toThrow(/Device.*nobody/);
  });

  test("patch is JSON Merge Patch: null removes, objects merge, lists are replaced", async () => {
    const { client } = newClient();
    await client.create({ ...device("d1"), spec: { desired: "on", config: { a: 1, b: 2, list: [1, 2] } } });
    const patched = await client.patch("Device", "d1", {
      spec: { config: { a: null, c: 3, list: [9] } },
      metadata: { labels: { rack: "r1" } },
    });
    expect(patched.spec).toEqual({ desired: "on", config: { b: 2, c: 3, list: [9] } });
    expect(patched.metadata).toMatchObject({ generation: 2, labels: { rack: "r1" } });
    const cleared = await client.patch("Device", "d1", { metadata: { labels: { rack: null } } });
    expect(cleared.metadata).toMatchObject({ generation: 2, labels: {} });
  });

  test("patch never touches status, and keeps to a version that is given", async () => {
    const { client, storage } = newClient();
    const created = await client.create({ ...device("d1"), status: { state: "on" } });
    await client.patch("Device", "d1", { spec: { desired: "x" }, status: { state: "forged" } });
    expect(await storage.load("Device", "d1")).toMatchObject({ spec: { desired: "x" }, status: { state: "on" } });
    const { resourceVersion } = created.metadata;
    await expect(client.patch("Device", "d1", { spec: {} }, { resourceVersion })).rejects.toMatchObject({
      code: "Conflict",
    });
  });

  test("hundreds of patches of one resource at once are all kept, without a conflict", async () => {
    const { client, storage } = newClient();
    await client.create(device("d1"));
    const fields = Array.from({ length: 300 }, (_, n) => `f${n}`);
    await Promise.all(fields.map((field) => client.patch("Device", "d1", { spec: { [field]: true } })));
    expect(await storage.load("Device", "d1")).toMatchObject({
      spec: Object.fromEntries(fields.map((field) => [field, true])),
      metadata: { generation: 301 },
    });
  });
});
