import { afterEach, expect, test } from "vitest";
import { EngineError } from "../errors.ts";
import type { Resource } from "../resource/resource.ts";
import { BaseReconciler } from "./base-reconciler.ts";
import { Client } from "./client.ts";
import type { Plan, Plannable } from "./plan.ts";
import type { ReconcileContext, Reconciler } from "./reconciler.ts";
import {
  device,
  type Device,
  DeviceReconciler,
  endWorld,
  newWorld,
  type World,
  type WorldOptions,
} from "./testing/world.ts";

let world: World;

afterEach(() => endWorld(world));

class Planner extends DeviceReconciler implements Plannable<Device> {
  planned: { ctx: ReconcileContext; device: Device }[] = [];
  meanwhile: (ctx: ReconcileContext, device: Device) => unknown = () => {};

  async plan(ctx: ReconcileContext, resource: Device): Promise<Plan> {
    this.planned.push({ ctx, device: resource });
    await this.meanwhile(ctx, resource);
    const steps = [{ action: "start", description: `Start ${resource.metadata.uid}` }];
    return { steps, conditions: [], events: ["io.example.device.started"], nothingToDo: false };
  }
}

function withPlanner(options: WorldOptions = {}): Planner {
  world = newWorld(options);
  const planner = new Planner();
  world.controller.registerReconciler(planner);
  return planner;
}

test("the plan of a new resource is made of what it would be, with nothing written", async () => {
  const planner = withPlanner();
  const plan = await world.controller.plan({ kind: "Device", spec: { desired: "running" } });
  expect(plan.steps).toHaveLength(1);
  expect(planner.planned[0]?.device).toMatchObject({
    spec: { desired: "running" },
    metadata: { generation: 1 },
    status: {},
  });
  expect(await world.storage.list("Device")).toEqual([]);
  expect(world.controller.snapshot()).toEqual([]);
});

test("the plan of an edit is made of the stored resource with the edit, its status as it is", async () => {
  const planner = withPlanner();
  const created = await world.storage.create<Device>(
    device("d", { status: { state: "stopped", observedGeneration: 1 } }),
  );
  await world.controller.plan({ ...created, spec: { desired: "stopped" }, status: { state: "made up" } });
  expect(planner.planned[0]?.device).toMatchObject({
    spec: { desired: "stopped" },
    metadata: { uid: "d", generation: 2 },
    status: { state: "stopped", observedGeneration: 1 },
  });
  expect(await world.storage.load("Device", "d")).toEqual(created);
});

test("what it is given is a copy, and its client refuses to write", async () => {
  const planner = withPlanner();
  const created = await world.storage.create<Device>(device("d"));
  const refusals: unknown[] = [];
  planner.meanwhile = async ({ client }, resource) => {
    resource.spec.desired = "tampered";
    expect(await client.get("Device", "d")).toEqual(created);
    for (const write of [client.create(device("e")), client.updateStatus(resource), client.delete("Device", "d")]) {
      await write.catch((error: unknown) => refusals.push(error));
    }
  };
  await world.controller.plan(created);
  expect(refusals).toHaveLength(3);
  expect(refusals[0]).toMatchObject({ code: "Invalid", message: "A plan writes nothing: plan() may only look" });
  expect(await world.storage.load("Device", "d")).toEqual(created);
});

test("what could not be written cannot be planned either, and the field is named", async () => {
  world = newWorld();
  const { bus, storage } = world;
  const client = new Client(storage, bus, {
    validate: () => {
      throw new EngineError("Invalid", "spec.desired is missing", { field: "spec.desired" });
    },
  });
  await endWorld(world);
  const planner = withPlanner({ client });
  await expect(world.controller.plan(device("d"))).rejects.toMatchObject({ field: "spec.desired" });
  expect(planner.planned).toEqual([]);
});

test("a kind without a reconciler, or with one that cannot plan, is refused", async () => {
  withPlanner();
  world.controller.registerReconciler(new DeviceReconciler(undefined, "Node"));
  await expect(world.controller.plan({ kind: "Gadget", spec: {} })).rejects.toThrow(
    /Nothing reconciles the kind "Gadget"/,
  );
  await expect(world.controller.plan({ kind: "Node", spec: {} })).rejects.toThrow(/The reconciler of Node cannot say/);
});

test("a plan that takes too long is given up, and told so", async () => {
  const planner = withPlanner({ reconcileTimeoutMs: 5_000 });
  planner.meanwhile = ({ signal }) => new Promise((_resolve, reject) => signal.addEventListener("abort", reject));
  const plan = world.controller.plan(device("d"));
  plan.catch(() => {});
  await world.clock.advance(5_000);
  await expect(plan).rejects.toThrow("Finding out took longer than 5 s");
  expect(planner.planned[0]?.ctx.signal.aborted).toBe(true);
});

/** Plans by doing it. */
class Doer extends BaseReconciler implements Reconciler<Device>, Plannable<Device> {
  readonly refused: string[] = [];
  seen: readonly Resource[] = [];
  runs = 0;

  getResourceKind(): string {
    return "Device";
  }

  async reconcile(ctx: ReconcileContext, resource: Device): Promise<void> {
    this.runs++;
    resource.status.state = "running";
    await this.updateStatus(ctx, resource);
    await this.emitEvent(ctx, "io.example.device.started", resource);
    await this.client.create(device(`of-${resource.metadata.uid}`, { kind: "Node" }));
  }

  async plan(ctx: ReconcileContext, resource: Device): Promise<Plan> {
    await Promise.resolve();
    const attempts = [
      () => this.updateStatus(ctx, resource),
      () => this.emitEvent(ctx, "io.example.device.started", resource),
      () => this.client.create(device("e")),
      () => this.client.delete("Device", "d"),
      async () => void this.eventBus.subscribe("**", () => {}),
    ];
    for (const attempt of attempts) await attempt().catch((error: Error) => this.refused.push(error.message));
    this.seen = await this.client.list("Device");
    void world.controller.enqueue({ resourceKind: "Device", resourceUid: "d", reason: "planned" });
    return { steps: [], conditions: [], events: [], nothingToDo: false };
  }
}

test("nothing that a BaseReconciler writes with writes in a plan; a reconcile that the plan sets off does", async () => {
  world = newWorld();
  const doer = new Doer();
  world.controller.registerReconciler(doer);
  await world.controller.start();
  const created = await world.storage.create<Device>(device("d"));
  await world.controller.plan(created);
  const refusal = "A plan writes nothing: plan() may only look";
  expect(doer.seen).toHaveLength(1);
  expect(doer.refused).toEqual([refusal, refusal, refusal, refusal, refusal]);
  await world.clock.advance(0);
  expect(doer.runs).toBe(1);
  expect(await world.storage.load("Device", "d")).toMatchObject({
    status: { state: "running", conditions: [{ reason: "ReconcileSucceeded" }] },
  });
  expect(await world.storage.list("Node")).toHaveLength(1);
  await world.controller.enqueue({ resourceKind: "Device", resourceUid: "d", reason: "again" });
  await world.clock.advance(0);
  expect(doer.runs).toBe(2);
});

test("what is no resource is refused by name, and so is a plan that is none", async () => {
  const planner = withPlanner();
  for (const wanted of [null, undefined, "Device"]) {
    const plan = Reflect.apply(world.controller.plan, world.controller, [wanted]);
    await expect(plan).rejects.toMatchObject({ code: "Invalid", field: "resource" });
  }
  Object.assign(planner, { plan: () => undefined });
  await expect(world.controller.plan(device("d"))).rejects.toMatchObject({ code: "Invalid", field: "plan" });
  Object.assign(planner, { plan: () => ({ steps: [], conditions: [], events: [], nothingToDo: true }) });
  expect(await world.controller.plan(device("d"))).toMatchObject({ nothingToDo: true });
});
