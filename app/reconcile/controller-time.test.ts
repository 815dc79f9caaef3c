import { describe, expect, test } from "vitest";
import { findCondition } from "../resource/condition.ts";
import { InMemoryStorage } from "../storage/memory/in-memory-storage.ts";
import type { Controller } from "./controller.ts";
import {
  Gate,
  device,
  DeviceReconciler,
  Scene,
  poke,
  newWorld,
  requestFor,
  START_MS,
  stored,
} from "./testing/world.ts";

const scene = new Scene();

describe("time", () => {
  test("the signal is aborted when the time is up, and what comes then is an error", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler((_ctx, _device, call) => (call === 1 ? gate.opened : undefined));
    const { controller, clock } = await scene.started(reconciler, { reconcileTimeoutMs: 5_000 });
    await controller.client.create(device("d"));
    await clock.advance(4_999);
    expect(reconciler.calls[0]?.ctx.signal.aborted).toBe(false);
    await clock.advance(1);
    expect(reconciler.calls[0]?.ctx.signal.aborted).toBe(true);
    gate.open();
    await clock.advance(0);
    expect(controller.workItem("Device", "d")).toMatchObject({ state: "backoff", attempts: 1 });
    expect(controller.workItem("Device", "d")?.lastError).toContain("took longer than 5 s");
    await clock.advance(1_000);
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")?.status).toBe("True");
  });

  test("one that ignores its signal keeps its key, is shown as stuck, and does not hold up the others", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler((_ctx, { metadata }) =>
      metadata.uid === "stuck" ? gate.opened : undefined,
    );
    const { controller, clock } = await scene.started(reconciler, { reconcileTimeoutMs: 1_000, workers: 1 });
    await controller.client.create(device("stuck"));
    await clock.advance(0);
    await controller.client.create(device("other"));
    await controller.enqueue(requestFor("stuck"));
    await clock.advance(10_000);
    expect(reconciler.calls.map(({ uid }) => uid)).toEqual(["stuck", "other"]);
    expect(controller.workItem("Device", "stuck")).toMatchObject({ state: "processing", stuckSince: START_MS + 1_000 });
    gate.open();
    await clock.advance(0);
    expect(reconciler.calls.map(({ uid }) => uid)).toEqual(["stuck", "other", "stuck"]);
  });

  test("enqueueAfter waits, earlier requests win, and a change now does not wait", async () => {
    const reconciler = new DeviceReconciler();
    const { controller, storage, clock } = await scene.started(reconciler);
    await storage.create(device("d", { status: { observedGeneration: 1 } }));
    await controller.enqueueAfter(requestFor("d"), 30_000);
    await controller.enqueueAfter(requestFor("d", "sooner"), 10_000);
    await controller.enqueueAfter(requestFor("d", "later"), 60_000);
    expect(controller.snapshot()).toMatchObject([{ state: "delayed", notBefore: START_MS + 10_000 }]);
    await clock.advance(9_999);
    expect(reconciler.calls).toHaveLength(0);
    await clock.advance(1);
    expect(reconciler.calls[0]?.ctx.reasons.map(({ message }) => message)).toEqual(["by hand", "sooner", "later"]);
    await clock.advance(120_000);
    expect(reconciler.calls).toHaveLength(1);
    await controller.enqueueAfter(requestFor("d"), 30_000);
    await poke(scene.world, "d");
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(2);
    await clock.advance(120_000);
    expect(reconciler.calls).toHaveLength(2);
  });
});

const newController = (): Controller => {
  scene.fresh();
  scene.world.controller.registerReconciler(new DeviceReconciler());
  return scene.world.controller;
};

describe("bad input is refused at once, naming the field", () => {
  test("a kind without a reconciler", () => {
    expect(() => newController().enqueue({ ...requestFor("d"), resourceKind: "Gadget" })).toThrow(
      /resourceKind "Gadget" has no reconciler/,
    );
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])("a delay of %d", (delayMs) => {
    expect(() => newController().enqueueAfter(requestFor("d"), delayMs)).toThrow(/delayMs/);
  });

  test("a priority that is no number", () => {
    expect(() => newController().enqueue({ ...requestFor("d"), priority: Number.NaN })).toThrow(/priority/);
  });

  test("a uid that would be a path", () => {
    expect(() => newController().enqueue(requestFor("../d"))).toThrow(/resourceUid/);
  });

  test.each([{ workers: 0 }, { workers: 1.5 }, { reconcileTimeoutMs: 0 }])("options such as %o", (options) => {
    expect(() => newWorld(options)).toThrow(new RegExp(Object.keys(options).join()));
  });
});

describe("stopping", () => {
  test("takes no new work, aborts what is in flight, waits for it, and leaves the rest to be resumed", async () => {
    const storage = new InMemoryStorage();
    const reconciler = new DeviceReconciler(
      (ctx) =>
        new Promise((_resolve, reject) => {
          ctx.signal.addEventListener("abort", () => reject(ctx.signal.reason));
        }),
    );
    const { controller, clock, logs } = await scene.started(reconciler, { workers: 1, storage });
    await controller.client.create(device("running"));
    await controller.client.create(device("waiting"));
    await clock.advance(0);
    await controller.stop();
    expect(() => controller.enqueue(requestFor("running"))).toThrow(/stopped/);
    expect(reconciler.calls).toHaveLength(1);
    expect(logs.filter((line) => line.startsWith("error"))).toEqual([]);
    expect(findCondition(await stored(scene.world, "running"), "Reconciled")).toBeUndefined();

    const next = new DeviceReconciler();
    await scene.started(next, { storage });
    await scene.world.clock.advance(0);
    expect(next.calls.map(({ uid }) => uid).toSorted()).toEqual(["running", "waiting"]);
  });

  test("what ends well while it winds down is kept", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler(() => gate.opened);
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    const stopped = controller.stop();
    await clock.advance(0);
    gate.open();
    await stopped;
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")?.status).toBe("True");
  });

  test("what does not stop is abandoned at the deadline, and its late end changes nothing", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler(() => gate.opened);
    const { controller, clock, logs } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    const stopped = controller.stop({ deadlineMs: 2_000 });
    await clock.advance(2_000);
    await stopped;
    expect(logs).toContain("error: Reconciling Device/d did not stop within 2 s, and is abandoned");
    gate.open();
    await clock.advance(0);
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")).toBeUndefined();
  });

  test("stopping twice, and without a start, is harmless", async () => {
    scene.fresh();
    await scene.world.controller.stop();
    await scene.world.controller.stop();
    expect(() => scene.world.controller.enqueue(requestFor("d"))).toThrow(/stopped/);
  });

  test("no timer is left behind", async () => {
    const reconciler = new DeviceReconciler(() => ({ requeueAfter: 60_000 }));
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    await controller.stop();
    await clock.advance(600_000);
    expect(reconciler.calls).toHaveLength(1);
  });
});
