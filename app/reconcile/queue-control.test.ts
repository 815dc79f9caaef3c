import { afterEach, describe, expect, test } from "vitest";
import {
  device,
  DeviceReconciler,
  endWorld,
  Gate,
  poke,
  requestFor,
  startedWorld,
  START_MS,
  type World,
  type WorldOptions,
} from "./testing/world.ts";

let world: World;

afterEach(() => endWorld(world));

const WHY = { reason: "maintenance", actor: "ada" };

async function started(reconciler: DeviceReconciler, options: WorldOptions = {}): Promise<World> {
  world = await startedWorld(reconciler, options);
  for (const uid of ["a", "b", "c"]) {
    await world.storage.create(device(uid, { status: { observedGeneration: 1 } }));
  }
  return world;
}

function uidsOf(reconciler: DeviceReconciler): string[] {
  return reconciler.calls.map(({ uid }) => uid);
}

describe("pause, step and resume", () => {
  test.each([{}, { kind: "Device" }, { kind: "Device", uid: "a" }])(
    "with the scope %o paused, work collects and is done on resume",
    async (scope) => {
      const reconciler = new DeviceReconciler();
      const { controller, clock } = await started(reconciler);
      await controller.pause(scope, WHY);
      await poke(world, "a");
      await clock.advance(10);
      await poke(world, "a");
      await clock.advance(10);
      expect(reconciler.calls).toHaveLength(0);
      expect(controller.snapshot()).toMatchObject([
        { resourceUid: "a", state: "paused", reasons: [{ cause: "event", count: 2 }] },
      ]);
      expect(controller.counts()).toEqual({ ready: 0, processing: 0, delayed: 0, backoff: 0, paused: 1 });
      expect(controller.pauses()).toEqual([{ ...scope, ...WHY, since: START_MS }]);
      expect(await controller.resume(scope)).toBe(true);
      await clock.advance(0);
      expect(uidsOf(reconciler)).toEqual(["a"]);
      expect(await controller.resume(scope)).toBe(false);
    },
  );

  test("a pause of one resource leaves the others alone", async () => {
    const reconciler = new DeviceReconciler();
    const { controller, clock } = await started(reconciler);
    await controller.pause({ kind: "Device", uid: "a" }, WHY);
    await controller.enqueue(requestFor("a"));
    await controller.enqueue(requestFor("b"));
    await clock.advance(0);
    expect(uidsOf(reconciler)).toEqual(["b"]);
  });

  test("what is in processing finishes, and what it asks for waits", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler(async () => {
      await gate.opened;
      return { requeueAfter: 1_000 };
    });
    const { controller, clock } = await started(reconciler);
    await controller.enqueue(requestFor("a"));
    await clock.advance(0);
    await controller.pause({}, WHY);
    gate.open();
    await clock.advance(60_000);
    expect(reconciler.calls).toHaveLength(1);
    expect(controller.snapshot()).toMatchObject([{ state: "paused", reasons: [{ cause: "periodic" }] }]);
  });

  test("step lets exactly one through, the first in line", async () => {
    const reconciler = new DeviceReconciler(() => ({ requeueAfter: 1 }));
    const { controller, clock } = await started(reconciler);
    await controller.pause({}, WHY);
    await controller.enqueue(requestFor("b"));
    await controller.enqueue(requestFor("a"));
    expect(controller.step()).toEqual({ kind: "Device", uid: "b" });
    await clock.advance(1_000);
    expect(uidsOf(reconciler)).toEqual(["b"]);
    expect(controller.step({ kind: "Device" })).toEqual({ kind: "Device", uid: "a" });
    await clock.advance(1_000);
    expect(uidsOf(reconciler)).toEqual(["b", "a"]);
    expect(controller.step({ kind: "Node" })).toBeUndefined();
  });

  test("what was moved to the front while paused is what a step lets through, and the first after it", async () => {
    const reconciler = new DeviceReconciler();
    const { controller, clock } = await started(reconciler);
    await controller.pause({}, WHY);
    for (const uid of ["a", "b", "c"]) await poke(world, uid);
    await clock.advance(10);
    await controller.moveToFront("Device", "b", "ada");
    await controller.moveToFront("Device", "c", "ada");
    expect(controller.step({}, "ada")).toEqual({ kind: "Device", uid: "c" });
    await clock.advance(0);
    await controller.resume({});
    await clock.advance(0);
    expect(uidsOf(reconciler)).toEqual(["c", "b", "a"]);
  });

  test("step runs a resource that is named even if nothing waits for it", async () => {
    const reconciler = new DeviceReconciler();
    const { controller, clock } = await started(reconciler);
    await controller.pause({}, WHY);
    expect(controller.step({ kind: "Device", uid: "c" }, "ada")).toEqual({ kind: "Device", uid: "c" });
    await clock.advance(0);
    expect(reconciler.calls[0]?.ctx.reasons).toMatchObject([{ cause: "manual", message: "one step", actor: "ada" }]);
  });
});

describe("what people do to the queue by hand", () => {
  test("cancel withdraws what waits, periodic checks and retries included", async () => {
    const reconciler = new DeviceReconciler((_ctx, { metadata }) => {
      if (metadata.uid === "b") throw new Error("no");
      return { requeueAfter: 60_000 };
    });
    const { controller, clock } = await started(reconciler);
    await controller.enqueue(requestFor("a"));
    await controller.enqueue(requestFor("b"));
    await clock.advance(0);
    expect(await controller.cancel("Device", "a")).toBe(true);
    expect(await controller.cancel("Device", "b")).toBe(true);
    expect(await controller.cancel("Device", "c")).toBe(false);
    await clock.advance(600_000);
    expect(reconciler.calls).toHaveLength(2);
    await controller.enqueue(requestFor("b"));
    await clock.advance(0);
    expect(reconciler.calls[2]?.ctx.attempt).toBe(0);
  });

  test("retryNow ends a wait, and the attempts go on counting", async () => {
    const reconciler = new DeviceReconciler(() => {
      throw new Error("no");
    });
    const { controller, clock } = await started(reconciler);
    await controller.enqueue(requestFor("a"));
    await clock.advance(0);
    expect(await controller.retryNow("Device", "a", "ada")).toBe(true);
    await clock.advance(0);
    expect(reconciler.calls.map(({ ctx }) => ctx.attempt)).toEqual([0, 1]);
    expect(controller.workItem("Device", "a")).toMatchObject({ attempts: 2, notBefore: START_MS + 2_000 });
    expect(await controller.retryNow("Device", "c")).toBe(false);
  });

  test("forgetBackoff makes the next failure the first, and ends the wait", async () => {
    const reconciler = new DeviceReconciler(() => {
      throw new Error("no");
    });
    const { controller, clock } = await started(reconciler);
    await controller.enqueue(requestFor("a"));
    await clock.advance(20_000);
    expect(await controller.forgetBackoff("Device", "a")).toBe(true);
    await clock.advance(0);
    expect(reconciler.calls.at(-1)?.ctx.attempt).toBe(0);
    expect(controller.workItem("Device", "a")).toMatchObject({ attempts: 1, notBefore: START_MS + 21_000 });
    expect(await controller.forgetBackoff("Device", "c")).toBe(false);
  });

  test("moveToFront makes it the very next", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler(() => gate.opened);
    const { controller, clock } = await started(reconciler, { workers: 1 });
    await controller.enqueue(requestFor("a"));
    await clock.advance(0);
    await controller.enqueue({ ...requestFor("b"), priority: 10 });
    await controller.enqueueAfter(requestFor("c"), 3_600_000);
    expect(await controller.moveToFront("Device", "c", "ada")).toBe(true);
    gate.open();
    await clock.advance(0);
    expect(uidsOf(reconciler)).toEqual(["a", "c", "b"]);
    expect(reconciler.calls[1]?.ctx.reasons).toMatchObject([{ message: "by hand" }, { message: "moved to the front" }]);
    expect(await controller.moveToFront("Device", "a")).toBe(false);
  });
});

describe("what the queue shows of itself", () => {
  test("each state, in the order in which things will be done, with pages and filters", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler(() => gate.opened);
    const { controller, clock } = await started(reconciler, { workers: 1 });
    await controller.enqueue(requestFor("a"));
    await clock.advance(5);
    await controller.enqueue(requestFor("b"));
    for (let n = 9; n > 0; n--) await controller.enqueueAfter(requestFor(`later-${n}`), n * 1_000);
    expect(controller.snapshot({ limit: 4 }).map(({ resourceUid, state }) => `${resourceUid} ${state}`)).toEqual([
      "a processing",
      "b ready",
      "later-1 delayed",
      "later-2 delayed",
    ]);
    expect(controller.work({ state: "delayed", offset: 3, limit: 2 })).toMatchObject({
      total: 9,
      items: [{ resourceUid: "later-4", notBefore: START_MS + 5 + 4_000 }, { resourceUid: "later-5" }],
    });
    expect(controller.work({ matches: (_kind, uid) => uid.endsWith("7") })).toMatchObject({ total: 1 });
    expect(controller.counts()).toEqual({ ready: 1, processing: 1, delayed: 9, backoff: 0, paused: 0 });
    expect(controller.workers()).toEqual([{ slot: 0, item: { kind: "Device", uid: "a" }, since: START_MS }]);
    gate.open();
    await clock.advance(0);
    expect(controller.workers()).toEqual([{ slot: 0, since: START_MS + 5 }]);
  });

  test("listeners hear of every change until they no longer want to", async () => {
    const { controller, clock } = await started(new DeviceReconciler());
    let changes = 0;
    const end = controller.onQueueChange(() => changes++);
    await controller.enqueue(requestFor("a"));
    await clock.advance(0);
    expect(changes).toBeGreaterThanOrEqual(3);
    end();
    const before = changes;
    await controller.enqueue(requestFor("a"));
    await clock.advance(0);
    expect(changes).toBe(before);
  });
});
