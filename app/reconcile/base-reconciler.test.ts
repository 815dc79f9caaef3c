import { describe, expect, test } from "vitest";
import { newResourceEvent } from "../events/new-event.ts";
import { findCondition } from "../resource/condition.ts";
import { setControllerReference } from "../resource/owner-reference.ts";
import { BaseReconciler } from "./base-reconciler.ts";
import type { ReconcileContext, Reconciler, Result } from "./reconciler.ts";
import { device, DeviceReconciler, Scene, type World, loggerInto, stored, type Device } from "./testing/world.ts";

const scene = new Scene();

/** The seed's: starts what should run. */
class Starter extends BaseReconciler implements Reconciler<Device> {
  runs = 0;
  about: Device | undefined;

  getResourceKind(): string {
    return "Device";
  }

  async reconcile(ctx: ReconcileContext, resource: Device): Promise<Result> {
    this.runs++;
    resource.status.state = "running";
    this.setCondition(resource, "Ready", "True", "DeviceRunning", "Device is running");
    await this.updateStatus(ctx, resource);
    await this.emitEvent(ctx, "io.example.device.started", this.about ?? resource);
    return {};
  }
}

async function started(reconciler: Reconciler): Promise<World> {
  scene.fresh();
  scene.world.controller.registerReconciler(reconciler);
  await scene.world.controller.start();
  return scene.world;
}

describe("BaseReconciler", () => {
  test("writes the status, brings the version at hand up to date, and publishes the condition's event", async () => {
    const seen: string[] = [];
    class Watching extends Starter {
      override async reconcile(ctx: ReconcileContext, resource: Device): Promise<Result> {
        seen.push(resource.metadata.resourceVersion);
        const result = await super.reconcile(ctx, resource);
        seen.push(resource.metadata.resourceVersion);
        return result;
      }
    }
    const { controller, clock, events } = await started(new Watching());
    await controller.client.create(device("d"));
    await clock.advance(0);
    expect(seen).toEqual(["1", "2"]);
    expect((await stored(scene.world, "d")).status).toMatchObject({ state: "running", observedGeneration: 1 });
    expect(events.map(({ type }) => type)).toEqual([
      "io.fabrica.device.created",
      "io.fabrica.condition.Ready",
      "io.example.device.started",
      "io.fabrica.condition.Reconciled",
    ]);
  });

  test("says which event it emitted, and the event about its own resource does not loop", async () => {
    const reconciler = new Starter();
    const { controller, clock, logs } = await started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(60_000);
    expect(logs).toContain("info: Emitted event io.example.device.started for Device/d");
    expect(reconciler.runs).toBe(1);
  });

  test("its record names the resource that an emitted event is about", async () => {
    const notes: string[] = [];
    class Noting extends Starter {
      override reconcile(ctx: ReconcileContext, resource: Device): Promise<Result> {
        ctx.note = (action) => notes.push(action);
        return super.reconcile(ctx, resource);
      }
    }
    const { controller, clock } = await started(new Noting());
    await controller.client.create(device("d", { metadata: { name: "web-1" } }));
    await clock.advance(0);
    expect(notes).toEqual(["Emitted event io.example.device.started for Device web-1"]);
  });

  test("an event that it emits about another resource has that one reconciled", async () => {
    const reconciler = new Starter();
    const { controller, storage, clock } = await started(reconciler);
    reconciler.about = await storage.create<Device>(device("other", { status: { observedGeneration: 1 } }));
    await controller.client.create(device("d"));
    await clock.advance(0);
    expect(reconciler.runs).toBe(2);
  });

  test("keeps what it is given, and is supplied with what it is not", async () => {
    scene.fresh();
    const own: string[] = [];
    const reconciler = new Starter({ logger: loggerInto(own) });
    expect(() => reconciler.client).toThrow(/no client/);
    scene.world.controller.registerReconciler(reconciler);
    expect(reconciler.client).toBe(scene.world.controller.client);
    expect(reconciler.eventBus).toBe(scene.world.bus);
    reconciler.logger.info("mine");
    expect(own).toEqual(["info: mine"]);
  });
});

describe("cause chains", () => {
  test("what a reconcile writes and emits names the event that caused it, and the chain that it belongs to", async () => {
    const { controller, storage, bus, clock, events } = await started(new Starter());
    await storage.create(device("d", { status: { observedGeneration: 1 } }));
    const first = newResourceEvent("io.example.device.poked", "Device", "d");
    await bus.publish(first);
    await clock.advance(0);
    expect(events.slice(1).map(({ type, causationid, correlationid }) => [type, causationid, correlationid])).toEqual([
      ["io.fabrica.condition.Ready", first.id, first.id],
      ["io.example.device.started", first.id, first.id],
      ["io.fabrica.condition.Reconciled", first.id, first.id],
    ]);
    expect(controller.snapshot()).toEqual([]);
  });

  test("a chain runs from a person's edit of one resource to the reconcile of another", async () => {
    scene.fresh();
    const { controller, clock } = scene.world;
    const nodes = new DeviceReconciler(undefined, "Node");
    controller.registerReconciler(nodes);
    controller.registerReconciler(
      new DeviceReconciler(async (ctx, { metadata }) => {
        await ctx.client.create({ kind: "Node", metadata: { uid: `${metadata.uid}-node` }, spec: {} });
      }),
    );
    await controller.start();
    await controller.client.create(device("d"), { actor: "ada" });
    await clock.advance(0);
    const [edit] = scene.world.events;
    const created = scene.world.events.find(({ type }) => type === "io.fabrica.node.created");
    expect(created).toMatchObject({ causationid: edit?.id, correlationid: edit?.id, actor: "reconciler/Device" });
    expect(nodes.calls[0]?.ctx.reasons).toMatchObject([
      { cause: "event", eventId: created?.id, correlationId: edit?.id, actor: "reconciler/Device" },
    ]);
  });
});

describe("owners", () => {
  const owner = { kind: "Cluster", metadata: { uid: "c" }, spec: {}, status: { observedGeneration: 1 } };

  async function withOwner(): Promise<{ clusters: DeviceReconciler; nodes: DeviceReconciler }> {
    scene.fresh();
    const clusters = new DeviceReconciler(undefined, "Cluster");
    const nodes = new DeviceReconciler(undefined, "Node");
    scene.world.controller.registerReconciler(clusters, { owns: ["Node"] });
    scene.world.controller.registerReconciler(nodes);
    const cluster = await scene.world.storage.create(owner);
    await scene.world.controller.start();
    const node = { kind: "Node", metadata: { uid: "n" }, spec: { power: "on" } };
    setControllerReference(cluster, node);
    await scene.world.controller.client.create(node);
    await scene.world.clock.advance(0);
    return { clusters, nodes };
  }

  test("a dependent that is created, changes its spec or a condition, or goes wakes its controlling owner", async () => {
    const { clusters } = await withOwner();
    const { client } = scene.world.controller;
    const why = () =>
      clusters.calls.splice(0).flatMap(({ ctx }) => ctx.reasons.map(({ cause, message }) => `${cause} ${message}`));
    expect(why()).toEqual(["owner Node/n: io.fabrica.node.created", "owner Node/n: io.fabrica.condition.Reconciled"]);
    await client.patch("Node", "n", { spec: { power: "off" } });
    await scene.world.clock.advance(0);
    expect(why()).toEqual(["owner Node/n: io.fabrica.node.patched"]);
    await client.patch("Node", "n", { metadata: { labels: { rack: "r1" } } });
    await scene.world.clock.advance(0);
    expect(why()).toEqual([]);
    await client.delete("Node", "n");
    await scene.world.clock.advance(0);
    expect(why()).toEqual(["owner Node/n: io.fabrica.node.deleted"]);
    expect(findCondition(await stored(scene.world, "c", "Cluster"), "Reconciled")?.status).toBe("True");
  });

  test("an owner whose reconciler does not own that kind is left alone", async () => {
    const { nodes, clusters } = await withOwner();
    clusters.calls.length = 0;
    await scene.world.controller.client.create({
      kind: "Device",
      metadata: { uid: "d", ownerReferences: [{ kind: "Cluster", uid: "c", controller: true }] },
      spec: {},
    });
    await scene.world.clock.advance(0);
    expect(clusters.calls).toHaveLength(0);
    expect(nodes.calls).toHaveLength(1);
  });
});
