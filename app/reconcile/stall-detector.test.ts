import { expect, test } from "vitest";
import { findCondition, setCondition } from "../resource/condition.ts";
import { device, DeviceReconciler, Scene, poke, requestFor, START_MS, stored } from "./testing/world.ts";

const scene = new Scene();

const STALL = { runs: 20, withinMs: 10_000, flips: 10, flipsWithinMs: 60_000, firstDelayMs: 1_000, maxDelayMs: 8_000 };

test("a resource that is reconciled again and again without progress is slowed down and says so, until that ends", async () => {
  let loops = true;
  const reconciler = new DeviceReconciler(() => (loops ? { requeueAfter: 10 } : {}));
  await scene.started(reconciler, { stall: STALL });
  const { controller, clock, logs } = scene.world;
  await controller.client.create(device("d"));
  await clock.advance(1_000);
  expect(reconciler.calls).toHaveLength(21);
  const condition = findCondition(await stored(scene.world, "d"), "Stalled");
  expect(condition).toMatchObject({ status: "True", reason: "HotLoop" });
  expect(condition?.message).toMatch(
    /^Reconciled 20 times in 190 ms without progress; .* at most every 1 s .* periodic "after 10 ms/,
  );
  expect(logs.filter((line) => line.startsWith("warn: Device/d is stalled"))).toHaveLength(1);
  // 1 s, 2 s, 4 s, and then 8 s each.
  await clock.advance(30_000);
  expect(reconciler.calls.length).toBeLessThanOrEqual(26);
  loops = false;
  await clock.advance(20_000);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")).toMatchObject({
    status: "False",
    reason: "Progressing",
  });
  const before = reconciler.calls.length;
  await clock.advance(600_000);
  expect(reconciler.calls).toHaveLength(before);
});

test("a new spec is progress: nothing is slowed down any more", async () => {
  const reconciler = new DeviceReconciler((_ctx, { spec }) => (spec.desired === "running" ? { requeueAfter: 10 } : {}));
  await scene.started(reconciler, { stall: STALL });
  const { controller, clock } = scene.world;
  await controller.client.create(device("d"));
  await clock.advance(5_000);
  await controller.client.patch("Device", "d", { spec: { desired: "stopped" } });
  await clock.advance(8_000);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")?.status).toBe("False");
  const before = reconciler.calls.length;
  await poke(scene.world, "d");
  await clock.advance(0);
  expect(reconciler.calls).toHaveLength(before + 1);
});

test("events from outside that come too fast are a loop too, and what they ask for is still done in the end", async () => {
  const reconciler = new DeviceReconciler();
  await scene.started(reconciler, { stall: STALL });
  const { controller, clock } = scene.world;
  await controller.client.create(device("d"));
  for (let n = 0; n < 100; n++) {
    await poke(scene.world, "d");
    await clock.advance(10);
  }
  expect(reconciler.calls.length).toBeLessThanOrEqual(21);
  await clock.advance(10_000);
  const poked = reconciler.calls.flatMap(({ ctx }) => ctx.reasons).filter(({ message }) => message.endsWith("poked"));
  expect(poked.reduce((sum, { count }) => sum + count, 0)).toBe(100);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")?.status).toBe("False");
});

test("what a person asks for is done at once, and does not count", async () => {
  const reconciler = new DeviceReconciler();
  await scene.started(reconciler, { stall: STALL });
  const { controller, clock } = scene.world;
  await controller.client.create(device("d"));
  await clock.advance(0);
  for (let n = 0; n < 100; n++) {
    await controller.enqueue(requestFor("d"));
    await clock.advance(1);
  }
  expect(reconciler.calls).toHaveLength(101);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")).toBeUndefined();
});

test("a periodic check at a sensible pace goes on for ever", async () => {
  const reconciler = new DeviceReconciler(() => ({ requeueAfter: 1_000 }));
  await scene.started(reconciler, { stall: STALL });
  const { controller, clock } = scene.world;
  await controller.client.create(device("d"));
  await clock.advance(300_000);
  expect(reconciler.calls).toHaveLength(301);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")).toBeUndefined();
});

test("conditions that go back and forth under one spec are flapping", async () => {
  const reconciler = new DeviceReconciler((_ctx, resource, call) => {
    setCondition(resource, "Ready", call % 2 === 0 ? "True" : "False", "Flips", "");
    return { requeueAfter: 2_000 };
  });
  await scene.started(reconciler, { stall: STALL });
  const { controller, clock } = scene.world;
  await controller.client.create(device("d"));
  await clock.advance(22_000);
  const condition = findCondition(await stored(scene.world, "d"), "Stalled");
  expect(condition).toMatchObject({ status: "True", reason: "ConditionsFlapping" });
  expect(condition?.message).toMatch(/^Conditions went back and forth 1\d times in \d+ s; .* periodic "after 2 s/);
});

test("a stall that a restart interrupted is over when its end is looked for", async () => {
  const reconciler = new DeviceReconciler();
  await scene.started(reconciler, { stall: STALL });
  const stalled = {
    type: "Stalled",
    status: "True",
    reason: "HotLoop",
    message: "",
    lastTransitionTime: "2026-01-01T00:00:00Z",
  };
  await scene.world.storage.create(device("d", { status: { observedGeneration: 1, conditions: [stalled] } }));
  await scene.world.controller.enqueueAfter({ ...requestFor("d"), cause: "retry" }, 1_000);
  await scene.world.clock.advance(1_000);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")).toMatchObject({
    status: "False",
    lastTransitionTime: new Date(START_MS + 1_000).toISOString(),
  });
});
