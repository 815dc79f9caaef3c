import { describe, expect, test } from "vitest";
import { newEvent, newResourceEvent } from "../events/new-event.ts";
import { findCondition } from "../resource/condition.ts";
import { Client } from "./client.ts";
import { Gate, device, DeviceReconciler, Scene, poke, requestFor, START_MS, stored } from "./testing/world.ts";

const scene = new Scene();

describe("registering and starting", () => {
  test("says which reconciler was registered and how many workers start", async () => {
    const { logs } = await scene.started(new DeviceReconciler());
    expect(logs).toEqual([
      "info: Registered reconciler for Device",
      "info: Starting reconciliation controller with 5 workers",
    ]);
  });

  test("a second reconciler for a kind is refused", () => {
    scene.fresh();
    scene.world.controller.registerReconciler(new DeviceReconciler());
    expect(() => scene.world.controller.registerReconciler(new DeviceReconciler())).toThrow(
      /Device has a reconciler already/,
    );
  });

  test("starting twice is an error", async () => {
    const { controller } = await scene.started(new DeviceReconciler());
    await expect(controller.start()).rejects.toThrow(/started before/);
  });

  test("the signal given to start stops it", async () => {
    scene.fresh();
    const aborter = new AbortController();
    await scene.world.controller.start(aborter.signal);
    aborter.abort();
    await scene.world.clock.advance(0);
    expect(() => scene.world.controller.enqueue(requestFor("d"))).toThrow(/stopped/);
  });

  test("what the storage holds unobserved is reconciled at start-up, and nothing else", async () => {
    scene.fresh();
    const { storage, controller, clock } = scene.world;
    await storage.create(device("seen", { status: { observedGeneration: 1 } }));
    await storage.create(device("unseen"));
    const reconciler = new DeviceReconciler();
    controller.registerReconciler(reconciler);
    await controller.start();
    await clock.advance(0);
    expect(reconciler.calls.map(({ uid }) => uid)).toEqual(["unseen"]);
    expect(reconciler.calls[0]?.ctx.reasons).toMatchObject([{ cause: "startup", count: 1 }]);
  });

  test("start-up work never goes before live edits", async () => {
    scene.fresh({ workers: 1 });
    const { storage, controller, clock } = scene.world;
    for (const uid of ["a", "b", "c"]) await storage.create(device(uid));
    const gate = new Gate();
    const reconciler = new DeviceReconciler(() => gate.opened);
    controller.registerReconciler(reconciler);
    await controller.start();
    await clock.advance(0);
    await controller.client.create(device("live"));
    gate.open();
    await clock.advance(0);
    expect(reconciler.calls.map(({ uid }) => uid)).toEqual(["a", "live", "b", "c"]);
  });

  test("requests made before the start are kept and done after it", async () => {
    scene.fresh();
    const reconciler = new DeviceReconciler();
    scene.world.controller.registerReconciler(reconciler);
    await scene.world.storage.create(device("d", { status: { observedGeneration: 1 } }));
    await scene.world.controller.enqueue(requestFor("d"));
    await scene.world.clock.advance(0);
    expect(reconciler.calls).toHaveLength(0);
    await scene.world.controller.start();
    await scene.world.clock.advance(0);
    expect(reconciler.calls[0]?.ctx.reasons).toMatchObject([{ cause: "manual", message: "by hand" }]);
  });
});

describe("from an event to a reconcile", () => {
  test("a created resource is reconciled exactly once, and then observed", async () => {
    const reconciler = new DeviceReconciler();
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(60_000);
    expect(reconciler.calls).toHaveLength(1);
    expect((await stored(scene.world, "d")).status).toMatchObject({ observedGeneration: 1 });
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")).toMatchObject({
      status: "True",
      reason: "ReconcileSucceeded",
    });
  });

  test("an event from outside triggers a reconcile even when the generation was observed", async () => {
    const reconciler = new DeviceReconciler();
    const { storage, clock } = await scene.started(reconciler);
    await storage.create(device("d", { status: { observedGeneration: 1 } }));
    await poke(scene.world, "d");
    await clock.advance(0);
    expect(reconciler.calls[0]?.ctx.reasons).toMatchObject([{ cause: "event", message: "io.example.device.poked" }]);
  });

  test("events about kinds without a reconciler, and about nothing, are let go", async () => {
    const reconciler = new DeviceReconciler();
    const { bus, clock, controller } = await scene.started(reconciler);
    await bus.publish(newResourceEvent("io.example.rack.moved", "Rack", "r"));
    await bus.publish(newEvent("io.example.noise", "/somewhere"));
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(0);
    expect(controller.snapshot()).toEqual([]);
  });

  test("only a new spec and the wish to delete trigger a reconcile: labels and finalizers do not", async () => {
    const reconciler = new DeviceReconciler();
    const { controller, clock } = await scene.started(reconciler);
    const { client } = controller;
    await client.create(device("d", { metadata: { uid: "d", finalizers: ["example/one"] } }));
    await clock.advance(0);
    await client.patch("Device", "d", { metadata: { labels: { rack: "r1" } } });
    await client.patch("Device", "d", { metadata: { finalizers: ["example/one", "example/two"] } });
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(1);
    await client.patch("Device", "d", { spec: { desired: "stopped" } });
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(2);
    expect(await client.delete("Device", "d")).toBe(false);
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(3);
    expect(reconciler.calls[2]?.device.metadata.deletionTimestamp).toBeDefined();
    await client.patch("Device", "d", { metadata: { finalizers: ["example/two"] } });
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(3);
  });

  test("status writes do not trigger their own resource", async () => {
    const reconciler = new DeviceReconciler(async (ctx, resource) => {
      resource.status.state = `run ${ctx.reasons.length}`;
      await ctx.client.updateStatus(resource);
    });
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(60_000);
    expect(reconciler.calls).toHaveLength(1);
  });

  test("a client of its own over the same storage and bus triggers by the same rules", async () => {
    const reconciler = new DeviceReconciler();
    const { bus, storage, clock } = await scene.started(reconciler);
    const client = new Client(storage, bus, { clock });
    await client.create(device("d"));
    await clock.advance(0);
    await client.patch("Device", "d", { metadata: { labels: { a: "b" } } });
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(1);
  });

  test("each reconcile gets its own fresh copy", async () => {
    const reconciler = new DeviceReconciler((_ctx, resource) => {
      resource.spec.desired = "tampered";
    });
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    await poke(scene.world, "d");
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(2);
    expect((await stored(scene.world, "d")).spec).toEqual({ desired: "running" });
    expect(reconciler.calls[0]?.device).not.toBe(reconciler.calls[1]?.device);
  });
});

describe("collapsing", () => {
  test("reasons of requests that collapse are merged, each with its count and times", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler((_ctx, _device, call) => (call === 1 ? gate.opened : undefined));
    const { storage, controller, clock } = await scene.started(reconciler);
    await storage.create(device("d", { status: { observedGeneration: 1 } }));
    await controller.enqueue(requestFor("d"));
    await clock.advance(10);
    await poke(scene.world, "d");
    await clock.advance(10);
    await poke(scene.world, "d");
    await controller.enqueue({ ...requestFor("d", "Cluster update"), actor: "ada" });
    await clock.advance(10);
    expect(reconciler.calls).toHaveLength(1);
    gate.open();
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(2);
    expect(reconciler.calls[1]?.ctx.reasons).toMatchObject([
      { cause: "event", message: "io.example.device.poked", count: 2, firstAt: START_MS + 10, lastAt: START_MS + 20 },
      { cause: "manual", message: "Cluster update", count: 1, actor: "ada" },
    ]);
  });

  test("a reason names the event behind it", async () => {
    const reconciler = new DeviceReconciler();
    const { storage, bus, clock } = await scene.started(reconciler);
    await storage.create(device("d", { status: { observedGeneration: 1 } }));
    const event = newResourceEvent("io.example.device.poked", "Device", "d");
    await bus.publish(event);
    await clock.advance(0);
    expect(reconciler.calls[0]?.ctx.reasons[0]?.eventId).toBe(event.id);
  });

  test("no key is ever in two hands, and so many workers work at once", async () => {
    const running = new Set<string>();
    let most = 0;
    const gates: (() => void)[] = [];
    const reconciler = new DeviceReconciler(async (_ctx, { metadata }) => {
      expect(running.has(metadata.uid)).toBe(false);
      running.add(metadata.uid);
      most = Math.max(most, running.size);
      await new Promise<void>((resolve) => gates.push(resolve));
      running.delete(metadata.uid);
    });
    const { controller, clock } = await scene.started(reconciler, { workers: 3 });
    for (let n = 0; n < 6; n++) await controller.client.create(device(`d${n}`));
    for (let round = 0; round < 10; round++) {
      await controller.enqueue(requestFor("d0"));
      await clock.advance(0);
      gates.shift()?.();
    }
    for (let round = 0; round < 10; round++) {
      await clock.advance(0);
      gates.shift()?.();
    }
    expect(most).toBe(3);
    expect(new Set(reconciler.calls.map(({ uid }) => uid)).size).toBe(6);
  });
});
