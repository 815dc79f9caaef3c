import type { CloudEvent } from "cloudevents";
import { beforeEach, describe, expect, test } from "vitest";
import { EngineError } from "../errors.ts";
import { InMemoryEventBus } from "../events/in-memory-event-bus.ts";
import { FakeClock } from "../fake-clock.ts";
import { setCondition } from "../resource/condition.ts";
import { InMemoryStorage } from "../storage/memory/in-memory-storage.ts";
import type { Storage } from "../storage/storage.ts";
import { Client, type ClientOptions } from "./client.ts";
import { device, loggerInto, START_MS, type Device } from "./testing/world.ts";

let clock: FakeClock;
let bus: InMemoryEventBus;
let storage: InMemoryStorage;
let client: Client;
let events: CloudEvent<unknown>[];
let logs: string[];

function newClient(options: ClientOptions = {}, over: Storage = storage): Client {
  return new Client(over, bus, { clock, logger: loggerInto(logs), ...options });
}

beforeEach(() => {
  clock = new FakeClock(START_MS);
  bus = new InMemoryEventBus(1000, 10, { clock });
  storage = new InMemoryStorage({ clock });
  events = [];
  logs = [];
  bus.subscribe("**", (event) => void events.push(event));
  bus.start();
  client = newClient();
});

async function types(): Promise<string[]> {
  await clock.advance(0);
  return events.splice(0).map(({ type }) => type);
}

describe("every write publishes its lifecycle event", () => {
  test("created, updated, patched, deleted", async () => {
    const created = await client.create(device("d"));
    expect(await types()).toEqual(["io.fabrica.device.created"]);
    await client.update({ ...created, spec: { desired: "stopped" } });
    expect(await types()).toEqual(["io.fabrica.device.updated"]);
    await client.patch("Device", "d", { spec: { desired: "running" } });
    expect(await types()).toEqual(["io.fabrica.device.patched"]);
    expect(await client.delete("Device", "d")).toBe(true);
    expect(await types()).toEqual(["io.fabrica.device.deleted"]);
  });

  test("the event is about the resource, carries a copy of it, and the clock's time", async () => {
    const created = await client.create<Device>(device("d"));
    created.spec.desired = "tampered";
    await clock.advance(0);
    expect(events[0]).toMatchObject({
      source: "/resources/Device/d",
      resourcekind: "Device",
      resourceuid: "d",
      time: "2026-01-01T00:00:00.000Z",
      data: { spec: { desired: "running" }, metadata: { generation: 1 } },
    });
  });

  test("the prefix is configurable", async () => {
    await newClient({ eventPrefix: "org.example" }).create(device("d"));
    expect(await types()).toEqual(["org.example.device.created"]);
  });

  test("a deletion that finalizers hold back is an update, and the removal of the last one the deletion", async () => {
    await client.create(device("d", { metadata: { uid: "d", finalizers: ["example/one"] } }));
    expect(await client.delete("Device", "d")).toBe(false);
    expect(await types()).toEqual(["io.fabrica.device.created", "io.fabrica.device.updated"]);
    await client.patch("Device", "d", { metadata: { finalizers: null } });
    expect(await types()).toEqual(["io.fabrica.device.deleted"]);
    expect(await storage.load("Device", "d")).toBeUndefined();
  });

  test("a status write publishes no lifecycle event, but one for each condition whose status changed, the first time too", async () => {
    const resource = await client.create(device("d"));
    await types();
    setCondition(resource, "Ready", "False", "Booting", "");
    setCondition(resource, "Healthy", "True", "Fine", "");
    await client.updateStatus(resource);
    expect(await types()).toEqual(["io.fabrica.condition.Ready", "io.fabrica.condition.Healthy"]);
    setCondition(resource, "Ready", "False", "StillBooting", "other words");
    await client.updateStatus(resource);
    expect(await types()).toEqual([]);
    setCondition(resource, "Ready", "True", "Running", "");
    await client.updateStatus(resource);
    await clock.advance(0);
    expect(events).toMatchObject([{ type: "io.fabrica.condition.Ready", data: { status: "True", reason: "Running" } }]);
  });

  test("events of one resource come in the order in which its writes were committed, however many write at once", async () => {
    await client.create(device("d"));
    await Promise.all(
      Array.from({ length: 20 }, (_, n) => client.patch("Device", "d", { spec: { desired: `state ${n}` } })),
    );
    await clock.advance(0);
    const inOrder = Array.from({ length: 21 }, (_, n) => ({ metadata: { generation: n + 1 } }));
    expect(events.map(({ data }) => data)).toMatchObject(inOrder);
  });

  test("events tell who wrote and what led to it", async () => {
    const origin = { actor: "ada", causationId: "event-1", correlationId: "chain-1" };
    await client.withOrigin(origin).create(device("d"));
    await client.delete("Device", "d", { actor: "bob" });
    await clock.advance(0);
    expect(events[0]).toMatchObject({ actor: "ada", causationid: "event-1", correlationid: "chain-1" });
    expect(events[1]).toMatchObject({ actor: "bob" });
  });

  test("a write that is committed stands even if the bus no longer takes its event", async () => {
    await bus.close();
    await client.create(device("d"));
    expect(await client.get("Device", "d")).toBeDefined();
    expect(logs).toEqual([expect.stringContaining("Could not publish io.fabrica.device.created")]);
  });
});

describe("refusals", () => {
  test("an unknown resource is NotFound", async () => {
    const unknown = { code: "NotFound" };
    await expect(client.get("Device", "d")).rejects.toMatchObject(unknown);
    await expect(client.patch("Device", "d", {})).rejects.toMatchObject(unknown);
    await expect(client.delete("Device", "d")).rejects.toMatchObject(unknown);
  });

  test("a stale version is a conflict, changes nothing and publishes nothing", async () => {
    const first = await client.create(device("d"));
    await client.patch("Device", "d", { spec: { desired: "stopped" } });
    await types();
    await expect(client.update({ ...first, spec: { desired: "x" } })).rejects.toMatchObject({ code: "Conflict" });
    const { resourceVersion } = first.metadata;
    await expect(client.patch("Device", "d", { spec: {} }, { resourceVersion })).rejects.toMatchObject({
      code: "Conflict",
    });
    await expect(client.delete("Device", "d", { resourceVersion })).rejects.toMatchObject({ code: "Conflict" });
    expect(await types()).toEqual([]);
    expect((await client.get("Device", "d")).spec).toEqual({ desired: "stopped" });
  });

  test("what the schema refuses is refused before anything is written, naming the field", async () => {
    const checked = newClient({
      validate: ({ kind }) => {
        if (kind !== "Device") throw new EngineError("Invalid", `unknown kind ${kind}`, { field: "kind" });
      },
    });
    await expect(checked.create({ kind: "Gadget", spec: {} })).rejects.toMatchObject({
      code: "Invalid",
      field: "kind",
    });
    expect(await storage.list("Gadget")).toEqual([]);
    await expect(checked.withOrigin({ actor: "ada" }).create({ kind: "Gadget", spec: {} })).rejects.toThrow(
      /unknown kind/,
    );
    expect(await types()).toEqual([]);
  });
});

describe("a patch is a JSON Merge Patch (RFC 7386)", () => {
  test("null takes a field away, objects are merged, all else is replaced", async () => {
    await client.create({
      kind: "Device",
      metadata: { uid: "d", labels: { a: "1", b: "2" } },
      spec: { x: { y: 1, z: 2 }, list: [1, 2] },
    });
    const patched = await client.patch("Device", "d", {
      metadata: { labels: { a: null, c: "3" } },
      spec: { x: { y: null }, list: [3] },
    });
    expect(patched.spec).toEqual({ x: { z: 2 }, list: [3] });
    expect(patched.metadata.labels).toEqual({ b: "2", c: "3" });
  });

  test("what is cleared stays cleared, a whole map too", async () => {
    await client.create({ kind: "Device", metadata: { uid: "d", labels: { a: "1" } }, spec: { desired: "x" } });
    const patched = await client.patch("Device", "d", { metadata: { labels: null }, spec: null });
    expect(patched.metadata.labels).toEqual({});
    expect(patched.spec).toEqual({});
  });

  test("it never touches the status, nor who the resource is", async () => {
    await client.create(device("d", { status: { state: "running" } }));
    await client.patch("Device", "d", { status: { state: "hacked" } });
    expect((await client.get("Device", "d")).status).toEqual({ state: "running" });
    await expect(client.patch("Device", "d", { kind: "Node" })).rejects.toMatchObject({ field: "kind" });
    await expect(client.patch("Device", "d", { metadata: { uid: "e" } })).rejects.toMatchObject({
      field: "metadata.uid",
    });
    await expect(client.patch("Device", "d", { metadata: { labels: "none" } })).rejects.toMatchObject({
      code: "Invalid",
    });
    await expect(client.patch("Device", "d", [])).rejects.toMatchObject({ field: "patch" });
  });

  test("without a version it is applied to what is there, whoever else writes", async () => {
    await client.create(device("d"));
    await Promise.all(
      Array.from({ length: 8 }, (_, n) => client.patch("Device", "d", { metadata: { labels: { [`l${n}`]: "x" } } })),
    );
    expect(Object.keys((await client.get("Device", "d")).metadata.labels)).toHaveLength(8);
  });
});

test("a storage that knows nothing of what goes alongside still has its events published", async () => {
  const mock: Storage = {
    load: (kind, uid) => storage.load(kind, uid),
    list: (kind) => storage.list(kind),
    save: (kind, uid, resource) => storage.save(kind, uid, resource),
    create: (resource) => storage.create(resource),
    update: (resource) => storage.update(resource),
    updateStatus: (resource) => storage.updateStatus(resource),
    delete: (kind, uid, options) => storage.delete(kind, uid, options),
    watch: () => () => {},
    close: () => storage.close(),
  };
  const simple = newClient({}, mock);
  const created = await simple.create(device("d", { metadata: { uid: "d", finalizers: ["example/one"] } }));
  await simple.update({ ...created, spec: { desired: "stopped" } });
  setCondition(created, "Ready", "True", "Running", "");
  await simple.updateStatus(created);
  await simple.delete("Device", "d");
  await simple.patch("Device", "d", { metadata: { finalizers: [] } });
  await simple.create(device("e"));
  await simple.delete("Device", "e");
  expect(await types()).toEqual([
    "io.fabrica.device.created",
    "io.fabrica.device.updated",
    "io.fabrica.condition.Ready",
    "io.fabrica.device.updated",
    "io.fabrica.device.patched",
    "io.fabrica.device.created",
    "io.fabrica.device.deleted",
  ]);
});
