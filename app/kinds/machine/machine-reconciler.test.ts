import { expect, onTestFinished, test, vi } from "vitest";
import { DriverRegistry } from "../../drivers/driver-registry.ts";
import { type Driver, DriverError, type Machine, type ObservedMachine } from "../../drivers/driver.ts";
import { planMachine } from "../../drivers/plan-machine.ts";
import { Simulator } from "../../drivers/simulator/simulator.ts";
import { InMemoryEventBus } from "../../events/in-memory-event-bus.ts";
import { FakeClock } from "../../fake-clock.ts";
import { Controller } from "../../reconcile/controller.ts";
import { ExponentialBackoffRateLimiter } from "../../reconcile/exponential-backoff-rate-limiter.ts";
import type { WorkKey } from "../../reconcile/rate-limiter.ts";
import { findCondition } from "../../resource/condition.ts";
import type { Resource } from "../../resource/resource.ts";
import { InMemoryStorage } from "../../storage/memory/in-memory-storage.ts";
import { deviceKind } from "../device/device.ts";
import { nodeKind } from "../node/node.ts";
import type { MachineStatus } from "./machine-status.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };

/** A controller with devices and nodes, in a time that stands still until it is advanced. */
class Bench {
  readonly clock = new FakeClock();
  readonly storage = new InMemoryStorage({ clock: this.clock });
  readonly bus = new InMemoryEventBus(1000, 10, { clock: this.clock, logger: silent });
  readonly simulator = new Simulator(":memory:", this.clock);
  readonly controller: Controller;
  readonly events: string[] = [];
  writes = 0;

  constructor(driver?: Driver) {
    const { bus, clock, storage } = this;
    const rateLimiter = new ExponentialBackoffRateLimiter<WorkKey>(1_000, 300_000);
    this.controller = new Controller(bus, storage, { clock, logger: silent, rateLimiter });
    const drivers = new DriverRegistry([driver ?? this.simulator]);
    const parts = {
      clock,
      drivers,
      eventPrefix: "io.fabrica",
      enqueue: () => {},
      dependents: async () => [],
      readinessOfDependents: () => ({ total: 0, ready: 0 }),
    };
    for (const kind of [deviceKind, nodeKind]) this.controller.registerReconciler(kind.createReconciler(parts));
    bus.start();
    bus.subscribe("io.fabrica.*.*", ({ type }) => void this.events.push(type));
    storage.watch({}, () => this.writes++);
    onTestFinished(async () => {
      const stopped = this.controller.stop();
      await clock.advance(60_000);
      await stopped;
      const closed = bus.close();
      await clock.advance(60_000);
      await closed;
    });
  }

  async create(kind: string, spec: object, afterMs: number): Promise<void> {
    await this.controller.start();
    await this.controller.client.create({ kind, metadata: { name: "m", uid: "m" }, spec });
    await this.clock.advance(afterMs);
  }

  async edit(spec: object, afterMs: number): Promise<void> {
    await this.controller.client.patch("Device", "m", { spec });
    await this.clock.advance(afterMs);
  }

  resource(kind = "Device"): Promise<Resource<unknown, MachineStatus>> {
    return this.controller.client.get(kind, "m");
  }

  async condition(type: string, kind = "Device") {
    return findCondition(await this.resource(kind), type);
  }

  async enqueue(): Promise<void> {
    await this.controller.enqueue({ resourceKind: "Device", resourceUid: "m", reason: "test" });
    await this.clock.advance(1_000);
  }

  /** Of this test's own events, those that are not about the writes of the resource. */
  get told(): string[] {
    return this.events.filter((type) => !/\.(created|updated|patched|condition\..*)$/.test(type));
  }
}

const quick = { latencyMs: 10, bootMs: 3_000, shutdownMs: 2_000 };

test("a device that should run is configured, started, and Ready once it is seen to run", async () => {
  const bench = new Bench();
  await bench.create("Device", { desired: "running", config: "default", simulator: quick }, 500);
  expect(await bench.condition("Ready")).toMatchObject({ status: "False" });
  expect(await bench.condition("Progressing")).toMatchObject({ status: "True" });
  await bench.clock.advance(10_000);
  const device = await bench.resource();
  expect(device.status).toMatchObject({ state: "running", config: "default", observedGeneration: 1 });
  expect(device.status.transition).toBeUndefined();
  expect(findCondition(device, "Ready")).toMatchObject({
    status: "True",
    reason: "DeviceRunning",
    message: "Device m is running, as it should be",
  });
  expect(findCondition(device, "Progressing")).toMatchObject({ status: "False" });
  expect(bench.told).toEqual(["io.fabrica.device.configured", "io.fabrica.device.started"]);
});

test("a device that is no longer to run is stopped", async () => {
  const bench = new Bench();
  await bench.create("Device", { desired: "running", simulator: quick }, 10_000);
  await bench.edit({ desired: "stopped" }, 1_500);
  expect(await bench.condition("Ready")).toMatchObject({ status: "False", message: "Device m is stopping" });
  await bench.clock.advance(10_000);
  expect(await bench.condition("Ready")).toMatchObject({ status: "True", reason: "DeviceStopped" });
  expect(bench.told.at(-1)).toBe("io.fabrica.device.stopped");
});

test("a running device is given its new configuration without being stopped", async () => {
  const bench = new Bench();
  await bench.create("Device", { desired: "running", config: "a", simulator: quick }, 10_000);
  await bench.edit({ config: "b" }, 3_000);
  expect((await bench.resource()).status).toMatchObject({ state: "running", config: "b" });
  expect(bench.told).not.toContain("io.fabrica.device.stopped");
});

test("a node says in its own words what it is", async () => {
  const bench = new Bench();
  await bench.create("Node", { xname: "x0c0s0b0n0", simulator: quick }, 1_500);
  expect((await bench.resource("Node")).status).toMatchObject({ power: "booting" });
  expect(await bench.condition("Ready", "Node")).toMatchObject({ message: "Node m is booting" });
  await bench.clock.advance(10_000);
  expect((await bench.resource("Node")).status).toMatchObject({ power: "on" });
  expect(await bench.condition("Ready", "Node")).toMatchObject({ status: "True", reason: "NodeOn" });
});

test("a machine that is as it should be is looked at every five minutes, and nothing is written", async () => {
  const bench = new Bench();
  await bench.create("Device", { desired: "running", simulator: quick }, 10_000);
  const [item] = bench.controller.snapshot();
  const waitMs = (item?.notBefore ?? 0) - (item?.since ?? 0);
  expect(waitMs).toBeGreaterThanOrEqual(300_000);
  expect(waitMs).toBeLessThan(301_000);
  const before = bench.writes;
  await bench.clock.advance(50 * 60_000);
  expect(bench.writes).toBe(before);
  await bench.clock.advance(20 * 60_000);
  expect(bench.writes).toBe(before + 1);
});

test("a machine that went off by itself is noticed, told of, and switched on again", async () => {
  const bench = new Bench();
  await bench.create("Device", { desired: "running", simulator: quick }, 10_000);
  const machine = bench.simulator.connect({ id: "m" }, quick);
  const off = machine.act({ action: "powerOff" }, new AbortController().signal);
  await bench.clock.advance(5_000);
  await off;
  await bench.enqueue();
  expect(bench.told).toContain("io.fabrica.device.drifted");
  expect(await bench.condition("Ready")).toMatchObject({
    status: "False",
    reason: "Drifted",
    message: "Device m is stopped but should be running, without having been told; it was told to switch on",
  });
  await bench.clock.advance(10_000);
  expect(await bench.condition("Ready")).toMatchObject({ status: "True" });
});

test("a boot that is stuck is power-cycled after its deadline, and says so meanwhile", async () => {
  const bench = new Bench();
  const spec = { desired: "running", progressDeadlineSeconds: 60, simulator: { ...quick, bootHangRate: 1 } };
  await bench.create("Device", spec, 75_000);
  expect(await bench.condition("Ready")).toMatchObject({ status: "False" });
  expect((await bench.resource()).status.transition).toMatchObject({ step: { action: "powerCycle" }, tries: 2 });
  await bench.edit({ simulator: { bootHangRate: 0 } }, 100_000);
  expect(await bench.condition("Ready")).toMatchObject({ status: "True" });
});

/** A driver whose machine does what the test says. */
class Scripted implements Driver {
  readonly name = "simulator";
  readonly plan = planMachine;
  state: ObservedMachine = { state: "on" };
  fault: Error | undefined;
  refusal: Error | undefined;
  orders = 0;

  connect(): Machine {
    return {
      observe: async () => {
        if (this.fault !== undefined) throw this.fault;
        return this.state;
      },
      act: async () => {
        this.orders++;
        if (this.refusal !== undefined) throw this.refusal;
      },
    };
  }

  forget(): void {}
  close(): void {}
}

test("a machine that does not answer keeps its Ready for two tries, and then is not known to be", async () => {
  const driver = new Scripted();
  const bench = new Bench(driver);
  await bench.create("Device", { desired: "running" }, 1_000);
  driver.fault = new DriverError("it broke the connection");
  await bench.enqueue();
  expect(await bench.condition("Ready")).toMatchObject({ status: "True" });
  await bench.clock.advance(3_000);
  expect(await bench.condition("Ready")).toMatchObject({
    status: "Unknown",
    reason: "Unreachable",
    message: "Device m cannot be seen: it broke the connection (attempt 3)",
  });
  driver.fault = undefined;
  await bench.clock.advance(4_000);
  expect(await bench.condition("Ready")).toMatchObject({ status: "True" });
});

test("a command that fails is tried again, later each time, and says how often it was tried", async () => {
  const driver = new Scripted();
  driver.state = { state: "off" };
  driver.refusal = new DriverError("busy");
  const bench = new Bench(driver);
  await bench.create("Device", { desired: "running" }, 7_500);
  expect(await bench.condition("Ready")).toMatchObject({
    status: "False",
    message: "Device m is stopped but should be running; attempt 4 failed: busy",
  });
  expect((await bench.resource()).status.state).toBe("stopped");
});

test("what only a change can help is not tried again", async () => {
  const driver = new Scripted();
  driver.state = { state: "off" };
  driver.refusal = new DriverError("no such configuration", { permanent: true });
  const bench = new Bench(driver);
  await bench.create("Device", { desired: "running", config: "x" }, 600_000);
  expect(await bench.condition("Ready")).toMatchObject({
    status: "False",
    reason: "CommandRefused",
    message: "Device m refuses: no such configuration",
  });
  expect(await bench.condition("Reconciled")).toMatchObject({ status: "False", reason: "TerminalError" });
  expect(bench.controller.snapshot()).toEqual([]);
});

test("what only a change can help is not tried again either when what was seen could not be saved", async () => {
  const driver = new Scripted();
  driver.state = { state: "off" };
  driver.refusal = new DriverError("no such configuration", { permanent: true });
  const bench = new Bench(driver);
  const save = vi.spyOn(bench.storage, "updateStatus").mockRejectedValueOnce(new Error("the disk is full"));
  await bench.create("Device", { desired: "running", config: "x" }, 600_000);
  expect(save).toHaveBeenCalled();
  expect(driver.orders).toBe(1);
  expect(await bench.condition("Reconciled")).toMatchObject({ status: "False", reason: "TerminalError" });
  expect(bench.controller.snapshot()).toEqual([]);
});

test("a spec that fits no schema any more is said to be wrong, and not tried again", async () => {
  const bench = new Bench();
  await bench.create("Device", { desired: "sideways" }, 10_000);
  expect(await bench.condition("Ready")).toMatchObject({
    reason: "InvalidSpec",
    message: 'Device m cannot be reconciled: spec.desired must be "running" or "stopped"',
  });
  expect(bench.controller.snapshot()).toEqual([]);
});

test("a machine that hangs is given up on after ten seconds", async () => {
  const bench = new Bench();
  await bench.create("Device", { desired: "running", simulator: { hangRate: 1 } }, 10_500);
  expect(await bench.condition("Ready")).toMatchObject({
    status: "Unknown",
    message: "Device m cannot be seen: no answer within 10 s (attempt 1)",
  });
});

test("a step that was accepted and shows nothing is tried again", async () => {
  const driver = new Scripted();
  driver.state = { state: "off" };
  const bench = new Bench(driver);
  await bench.create("Device", { desired: "running" }, 20_000);
  expect((await bench.resource()).status.transition).toMatchObject({ step: { action: "powerOn" }, tries: 2 });
  expect(await bench.condition("Ready")).toMatchObject({ status: "False" });
});

test("a plan says what would be done, and does none of it", async () => {
  const bench = new Bench();
  await bench.create("Device", { desired: "running", config: "a", simulator: quick }, 10_000);
  const before = bench.writes;
  const device = await bench.resource();
  const planned = bench.controller.plan({ ...device, spec: { desired: "stopped", config: "b", simulator: quick } });
  await bench.clock.advance(1_000);
  expect(await planned).toMatchObject({
    steps: [
      { action: "configure", description: "Give Device m its configuration" },
      { action: "powerOff", description: "Switch Device m off" },
    ],
    events: ["io.fabrica.device.configured", "io.fabrica.device.stopped"],
    conditions: [
      { type: "Ready", status: "False" },
      { type: "Progressing", status: "True" },
    ],
    nothingToDo: false,
  });
  await bench.clock.advance(60_000);
  expect(bench.writes).toBe(before);
  expect(await bench.condition("Ready")).toMatchObject({ status: "True" });

  const idle = bench.controller.plan(device);
  await bench.clock.advance(1_000);
  expect(await idle).toMatchObject({ steps: [], events: [], nothingToDo: true });
});

test("a new resource can be planned before there is one", async () => {
  const bench = new Bench();
  await bench.controller.start();
  const planned = bench.controller.plan({ kind: "Device", metadata: { name: "new" }, spec: { desired: "running" } });
  await bench.clock.advance(1_000);
  expect((await planned).steps).toEqual([{ action: "powerOn", description: "Switch Device new on" }]);
  expect(await bench.controller.client.list("Device")).toEqual([]);
});
