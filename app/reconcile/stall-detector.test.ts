import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
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

test("a status that changes each time is progress; one that goes back and forth is not", async () => {
  const clock = new FakeClock(START_MS);
  let tick = 0;
  const reconciler = new DeviceReconciler(
    saving((_ctx, { metadata, status }) => {
      if (metadata.uid === "counts") status.state = `${++tick} %`;
      else status.state = status.state === "on" ? "off" : "on";
      return { requeueAfter: 20 };
    }),
  );
  await scene.started(reconciler, { clock, stall: STALL });
  const { controller } = scene.world;
  for (const uid of ["counts", "toggles"]) await controller.client.create(device(uid));
  await clock.advance(5_000);
  expect(findCondition(await stored(scene.world, "counts"), "Stalled")).toBeUndefined();
  expect(reconciler.calls.filter(({ uid }) => uid === "counts").length).toBeGreaterThan(200);
  expect(findCondition(await stored(scene.world, "toggles"), "Stalled")).toMatchObject({ reason: "HotLoop" });
  expect(reconciler.calls.filter(({ uid }) => uid === "toggles").length).toBeLessThan(30);
});

test("what was in a loop and then makes progress in its status is no longer held up", async () => {
  let tick = 0;
  let progresses = false;
  const reconciler = new DeviceReconciler(
    saving((_ctx, { status }) => {
      if (progresses) status.state = `${++tick} %`;
      return { requeueAfter: 10 };
    }),
  );
  await scene.started(reconciler, { stall: STALL });
  const { controller, clock } = scene.world;
  await controller.client.create(device("d"));
  await clock.advance(2_000);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")).toMatchObject({ status: "True" });
  progresses = true;
  await clock.advance(20_000);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")).toMatchObject({ status: "False" });
});

test.each([
  ["runs", NaN],
  ["runs", 0],
  ["flips", 1.5],
  ["withinMs", -1],
  ["flipsWithinMs", Infinity],
  ["firstDelayMs", 0],
  ["maxDelayMs", "8000"],
])("the option stall.%s = %j is refused by name", (name, value) => {
  const stall: object = { [name]: value };
  expect(() => scene.fresh({ stall })).toThrow(expect.objectContaining({ code: "Invalid", field: `stall.${name}` }));
});

test("an option of stall that is undefined is left out", async () => {
  const stall: object = { ...STALL, runs: undefined };
  const reconciler = new DeviceReconciler(() => ({ requeueAfter: 10 }));
  await scene.started(reconciler, { stall });
  await scene.world.controller.client.create(device("d"));
  await scene.world.clock.advance(1_900);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")).toBeUndefined();
  await scene.world.clock.advance(200);
  expect(findCondition(await stored(scene.world, "d"), "Stalled")?.message).toMatch(/^Reconciled 200 times/);
});

/** As a reconciler does that writes its status itself. */
function saving(answer: DeviceReconciler["answer"]): DeviceReconciler["answer"] {
  return async (ctx, resource, call) => {
    const result = await answer(ctx, resource, call);
    await ctx.client.updateStatus(resource);
    return result;
  };
}
