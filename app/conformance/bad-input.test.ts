import { describe, expect, test } from "vitest";
import { CloudEvent } from "cloudevents";
import {
  BucketRateLimiter,
  Client,
  Controller,
  ExponentialBackoffRateLimiter,
  FakeClock,
  InMemoryEventBus,
  InMemoryStorage,
  matchesPattern,
  newEvent,
  newResourceEvent,
  openEngine,
  serveMetrics,
} from "../index.ts";
import { device, newRig, reconcilerOf, request, silent, storages } from "./testing/rig.ts";

function refusal(field: string): unknown {
  return expect.objectContaining({ code: "Invalid", field });
}

describe.each(storages)("%s", (_name, makeStorage) => {
  test.each(["", "../etc", "a/b", "a\u0000b"])("a kind such as %j is refused, and nothing is written", async (kind) => {
    const storage = makeStorage();
    await expect(storage.create({ ...device("d1"), kind })).rejects.toMatchObject({ code: "Invalid", field: "kind" });
    const good = await storage.create(device("good"));
    await expect(storage.save(kind, "d1", { ...good, kind })).rejects.toMatchObject({ code: "Invalid" });
    expect(await storage.list("Device")).toHaveLength(1);
  });

  test.each(["../../etc/passwd", "a/b", "..", "a\nb"])("a uid such as %j is refused, naming the field", async (uid) => {
    const storage = makeStorage();
    const good = await storage.create(device("good"));
    await expect(storage.create(device(uid))).rejects.toMatchObject({ code: "Invalid", field: "metadata.uid" });
    await expect(storage.save("Device", uid, good)).rejects.toMatchObject({ code: "Invalid" });
    expect(await storage.list("Device")).toHaveLength(1);
  });

  test("save under another kind or uid than the resource's own is refused", async () => {
    const storage = makeStorage();
    const good = await storage.create(device("good"));
    await expect(storage.save("Node", "good", good)).rejects.toMatchObject({ code: "Invalid" });
    await expect(storage.save("Device", "other", good)).rejects.toMatchObject({ code: "Invalid" });
  });

  test.each([true, 5, ["v1"], { v: 1 }])(
    "an apiVersion such as %j is refused, and fails nobody else",
    async (given) => {
      const storage = makeStorage();
      const stored = await storage.create(device("d1"));
      const bad: object = { ...stored, apiVersion: given };
      const refused = { code: "Invalid", field: "apiVersion" };
      const update = storage.update(Object.assign({}, stored, bad));
      const [first, , last] = await Promise.allSettled([
        storage.create(device("d2")),
        update,
        storage.create(device("d3")),
      ]);
      await expect(update).rejects.toMatchObject(refused);
      expect([first.status, last.status]).toEqual(["fulfilled", "fulfilled"]);
      await expect(storage.save("Device", "d1", Object.assign({}, stored, bad))).rejects.toMatchObject(refused);
      expect((await storage.load("Device", "d1"))?.apiVersion).toBe("v1");
    },
  );

  test("what a patch holds that is no JSON is refused as in a create, however deep; what has a JSON form is kept", async () => {
    const { client } = newRig(makeStorage(), () => {});
    await client.create(device("d1"));
    let deep: object = {};
    for (let level = 0; level < 20_000; level++) deep = { deep };
    for (const bad of [new Map([["a", 1]]), () => 1, NaN, deep]) {
      const refusal = client.patch("Device", "d1", { spec: { desired: "stopped", bad } });
      await expect(refusal).rejects.toMatchObject({ code: "Invalid" });
    }
    expect((await client.get("Device", "d1")).metadata.generation).toBe(1);
    const { spec } = await client.patch("Device", "d1", { spec: { at: new Date(0) } });
    expect(spec).toEqual({ desired: "running", at: "1970-01-01T00:00:00.000Z" });
  });

  test("labels, finalizers and owners of the wrong shape are refused by name, before anything is written", async () => {
    const storage = makeStorage();
    const wrong: [object, RegExp][] = [
      [{ labels: { rack: 7 } }, /labels/],
      [{ finalizers: "one" }, /finalizers/],
      [{ ownerReferences: [{ kind: "Cluster" }] }, /ownerReferences/],
    ];
    for (const [metadata, field] of wrong) {
      const draft = JSON.parse(JSON.stringify({ ...device("d1"), metadata: { uid: "d1", ...metadata } }));
      await expect(storage.create(draft)).rejects.toThrow(field);
    }
    expect(await storage.load("Device", "d1")).toBeUndefined();
  });

  test("a bad selector, limit, token or sort of a list is refused, naming it", async () => {
    const storage = makeStorage();
    await expect(storage.list("Device", { labelSelector: "rack in (" })).rejects.toMatchObject({ code: "Invalid" });
    await expect(storage.list("Device", { limit: -1 })).rejects.toThrow(/limit/);
    await expect(storage.list("Device", { limit: 1, continue: "rubbish" })).rejects.toThrow(/continue/);
  });

  const wrongLists: [what: string, options: unknown, field: string][] = [
    ["options that are null", null, "options"],
    ["a sort that is null", { sort: null }, "sort"],
    ["a sort that is a text", { sort: "metadata.name" }, "sort"],
    ["a token that is a number", { continue: 5 }, "continue"],
    ["a token that is empty", { continue: "" }, "continue"],
  ];
  test.each(wrongLists)("a list with %s is refused by name", async (_what, options, field) => {
    const storage = makeStorage();
    const list = Reflect.apply(storage.list, storage, ["Device", options]);
    await expect(list).rejects.toMatchObject({ code: "Invalid", field });
  });

  test("a token is good for further pages of its own list alone", async () => {
    const storage = makeStorage();
    for (const uid of ["d1", "d2", "d3"]) {
      await storage.create(device(uid, { labels: { rack: "r1" } }));
      await storage.create({ ...device(uid), kind: "Node" });
    }
    const sort = { by: "metadata.name" };
    const list = { labelSelector: "rack=r1", sort, limit: 1 };
    const { continue: token = "" } = await storage.list("Device", list);
    const next = { ...list, continue: token };
    expect((await storage.list("Device", { ...next, limit: 5 })).map(({ metadata }) => metadata.uid)).toEqual([
      "d2",
      "d3",
    ]);
    const { sort: _sort, ...unsorted } = next;
    const { labelSelector: _selector, ...unselected } = next;
    const others = [
      storage.list("Node", next),
      storage.list("Device", unsorted),
      storage.list("Device", unselected),
      storage.list("Device", { ...next, sort: { ...sort, direction: "desc" } }),
      storage.list("Device", { ...next, labelSelector: "rack=r2" }),
    ];
    for (const other of others) await expect(other).rejects.toMatchObject({ code: "Invalid", field: "continue" });
  });

  test("options of a deletion that are none are refused by name, and nothing is deleted", async () => {
    const { client, storage } = newRig(makeStorage(), () => {});
    await client.create(device("d1"));
    const refused = { code: "Invalid", field: "options" };
    for (const options of [null, "background"]) {
      await expect(Reflect.apply(client.delete, client, ["Device", "d1", options])).rejects.toMatchObject(refused);
      await expect(Reflect.apply(storage.delete, storage, ["Device", "d1", options])).rejects.toMatchObject(refused);
    }
    expect(await storage.load("Device", "d1")).toBeDefined();
  });

  test("a watch without a function, or of no kind, is refused by name", () => {
    const storage = makeStorage();
    const watch = (...given: unknown[]) => Reflect.apply(storage.watch, storage, given);
    expect(() => watch({}, undefined)).toThrow(refusal("onChange"));
    expect(() => watch({ kind: 5 }, () => {})).toThrow(refusal("kind"));
    expect(() => watch(null, () => {})).toThrow(refusal("options"));
  });

  test("a name with half a character in it, which no file can hold, is refused", async () => {
    const storage = makeStorage();
    for (const name of ["\ud800", "rack \udc00 1", "\ude00\ud83d"]) {
      const refused = { code: "Invalid", field: "metadata.name" };
      await expect(storage.create(device("d1", { name }))).rejects.toMatchObject(refused);
    }
    expect(await storage.create(device("d1", { name: "rack 😀" }))).toMatchObject({ metadata: { name: "rack 😀" } });
  });

  test("a patch that takes the name away leaves it as it is, as an update does", async () => {
    const { client } = newRig(makeStorage(), () => {});
    const created = await client.create(device("d1", { name: "first" }));
    const patched = await client.patch("Device", "d1", { metadata: { name: null, labels: { rack: "r1" } } });
    expect(patched.metadata).toMatchObject({ name: "first", labels: { rack: "r1" } });
    const updated = await client.update({ ...patched, metadata: { ...patched.metadata, name: "" } });
    expect(updated.metadata.name).toBe(created.metadata.name);
  });

  test("a patch that is no object, or that would change kind or uid, is refused", async () => {
    const { client, storage } = newRig(makeStorage(), () => {});
    const before = await client.create(device("d1"));
    await expect(client.patch("Device", "d1", [])).rejects.toMatchObject({ code: "Invalid" });
    await expect(client.patch("Device", "d1", { kind: "Node" })).rejects.toMatchObject({ code: "Invalid" });
    await expect(client.patch("Device", "d1", { metadata: { uid: "d2" } })).rejects.toMatchObject({ code: "Invalid" });
    expect(await storage.load("Device", "d1")).toEqual(before);
  });

  test("a spec that fails its schema is refused with the field and the reason, before anything is written", async () => {
    const { storage, bus } = newRig(makeStorage(), () => {});
    const client = new Client(storage, bus, {
      validate({ spec }) {
        if (spec instanceof Object && "desired" in spec && spec.desired === "flying") {
          throw Object.assign(new Error("spec.desired must be running or stopped"), { field: "spec.desired" });
        }
      },
    });
    const good = await client.create(device("good"));
    const flying = { desired: "flying" };
    await expect(client.create({ ...device("d1"), spec: flying })).rejects.toThrow(/spec\.desired/);
    await expect(client.update({ ...good, spec: flying })).rejects.toThrow(/spec\.desired/);
    await expect(client.patch("Device", "good", { spec: flying })).rejects.toThrow(/spec\.desired/);
    expect(await storage.load("Device", "d1")).toBeUndefined();
    expect(await storage.load("Device", "good")).toEqual(good);
  });

  test("an unknown propagation of a deletion is refused", async () => {
    const { client, storage } = newRig(makeStorage(), () => {});
    await client.create(device("d1"));
    const options = JSON.parse('{ "propagation": "sideways" }');
    await expect(client.delete("Device", "d1", options)).rejects.toThrow(/propagation/);
    expect(await storage.load("Device", "d1")).toBeDefined();
  });
});

test("requests of an unknown kind, of no uid, with a bad delay or priority are refused at once", () => {
  const { controller } = newRig(new InMemoryStorage({ logger: silent }), () => {});
  expect(() => controller.enqueue(request("d1", "why", "Toaster"))).toThrow(/Toaster/);
  expect(() => controller.enqueue(request(""))).toThrow(/uid/i);
  expect(() => controller.enqueue({ ...request("d1"), priority: Number.NaN })).toThrow(/priority/);
  for (const delay of [-1, Number.NaN, Infinity]) {
    expect(() => controller.enqueueAfter(request("d1"), delay)).toThrow(/delay/);
  }
  expect(controller.snapshot()).toEqual([]);
});

test("a request that is none is refused by name, and so is a part of the queue that there cannot be", () => {
  const { controller } = newRig(new InMemoryStorage({ logger: silent }), () => {});
  expect(() => Reflect.apply(controller.enqueue, controller, [null])).toThrow(refusal("request"));
  for (const limit of [-1, Number.NaN, "5"]) {
    expect(() => Reflect.apply(controller.snapshot, controller, [{ limit }])).toThrow(refusal("limit"));
  }
  expect(() => controller.snapshot({ offset: -1 })).toThrow(refusal("offset"));
  expect(() => Reflect.apply(controller.snapshot, controller, [null])).toThrow(refusal("query"));
  expect(controller.snapshot({ limit: Infinity })).toEqual([]);
});

const notReconcilers: [what: string, reconciler: unknown, options: unknown, field: string][] = [
  ["null", null, {}, "getResourceKind"],
  ["no reconcile", { getResourceKind: () => "Node" }, {}, "reconcile"],
  ["a kind that it owns that is a text", reconcilerOf("Node", () => {}), { owns: "Device" }, "owns"],
  ["a kind that it owns that is none", reconcilerOf("Node", () => {}), { owns: ["Device", "a/b"] }, "owns[1]"],
  ["options that are null", reconcilerOf("Node", () => {}), null, "options"],
];

test.each(notReconcilers)("a reconciler with %s is refused by name", (_what, reconciler, options, field) => {
  const { controller } = newRig(new InMemoryStorage({ logger: silent }), () => {});
  const register = () => Reflect.apply(controller.registerReconciler, controller, [reconciler, options]);
  expect(register).toThrow(refusal(field));
});

test("a data directory that is none is refused by name", async () => {
  for (const options of [{}, { dataDir: "" }, { dataDir: " " }, { dataDir: 5 }]) {
    const open = Reflect.apply(openEngine, undefined, [options]);
    await expect(open).rejects.toMatchObject({ code: "Invalid", field: "dataDir" });
  }
});

test.each([-1, 65_536, 1.5, Number.NaN, "9464"])("metrics at the port %j are refused by name", async (port) => {
  const serve = Reflect.apply(serveMetrics, undefined, [{ port, metrics: async () => "" }]);
  await expect(serve).rejects.toMatchObject({ code: "Invalid", field: "port" });
});

test("a second reconciler of a kind is refused, and so is one of no kind", () => {
  const { controller } = newRig(new InMemoryStorage({ logger: silent }), () => {});
  expect(() => controller.registerReconciler(reconcilerOf("Device", () => {}))).toThrow(/Device/);
  expect(() => controller.registerReconciler(reconcilerOf("", () => {}))).toThrow(/kind/i);
});

test("a malformed event is refused, whoever made it", async () => {
  const bus = new InMemoryEventBus(10, 1, { logger: silent });
  bus.start();
  const unchecked = new CloudEvent({ type: "", source: "/tests" }, false);
  await expect(bus.publish(unchecked)).rejects.toThrow(/type/);
  await expect(bus.publish(JSON.parse("{}"))).rejects.toThrow(/source|type/);
  await expect(bus.publish(JSON.parse('{ "type": "a.b", "id": "1" }'))).rejects.toThrow(/source/);
  await expect(bus.publish(JSON.parse('{ "type": "a..b", "source": "/x", "id": "1" }'))).rejects.toThrow(/type/);
  expect(() => newEvent("", "/tests", {})).toThrow(/type/);
  expect(() => newEvent("a..b", "/tests", {})).toThrow(/type/);
  expect(() => newEvent("a.b", "", {})).toThrow(/source/);
  expect(() => newResourceEvent("a.b", "", "d1", {})).toThrow(/kind/i);
  expect(() => newResourceEvent("a.b", "Device", "", {})).toThrow(/uid/i);
  await bus.close();
});

test.each(["", "a..b", ".a", "a."])("the pattern %j is refused by subscribe and by matchesPattern", async (pattern) => {
  const bus = new InMemoryEventBus(10, 1, { logger: silent });
  expect(() => bus.subscribe(pattern, () => {})).toThrow(/pattern/i);
  expect(() => matchesPattern("a.b", pattern)).toThrow(/pattern/i);
  await bus.close();
});

test.each([undefined, 5, null])("an event type such as %j is refused by matchesPattern", (type) => {
  const match = () => Reflect.apply(matchesPattern, undefined, [type, "**"]);
  expect(match).toThrow(refusal("eventType"));
});

test("numbers that make no sense are refused where they are given", async () => {
  const storage = new InMemoryStorage({ logger: silent });
  const bus = new InMemoryEventBus(10, 1, { logger: silent });
  expect(() => new InMemoryEventBus(0, 1)).toThrow(/bufferSize/);
  expect(() => new InMemoryEventBus(1, 0)).toThrow(/workers/);
  expect(() => new InMemoryEventBus(1.5, 1)).toThrow(/bufferSize/);
  expect(() => new InMemoryEventBus(1, 1.5)).toThrow(/workers/);
  expect(() => new Controller(bus, storage, { workers: 0 })).toThrow(/workers/);
  expect(() => new Controller(bus, storage, { reconcileTimeoutMs: -1 })).toThrow(/reconcileTimeoutMs/);
  expect(() => new ExponentialBackoffRateLimiter(-1, 5)).toThrow(/base/i);
  expect(() => new BucketRateLimiter(0, 1)).toThrow(/qps/);
  await expect(new FakeClock().advance(-1)).rejects.toThrow(/ms/);
  const controller = new Controller(bus, storage, { logger: silent });
  expect(() => controller.stop({ deadlineMs: -1 })).toThrow(/deadlineMs/);
  await controller.stop();
  await bus.close();
});
