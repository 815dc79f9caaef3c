import { describe, expect, test } from "vitest";
import { findCondition, setCondition } from "../resource/condition.ts";
import { TerminalError } from "./terminal-error.ts";
import { Gate, device, DeviceReconciler, Scene, poke, requestFor, START_MS, stored } from "./testing/world.ts";

const scene = new Scene();

const attemptsOf = (reconciler: DeviceReconciler): number[] => reconciler.calls.map(({ ctx }) => ctx.attempt);

test("a status that a reconciler replaces as a whole does not forget since when the engine's conditions hold", async () => {
  const reconciler = new DeviceReconciler(async (ctx, device) => {
    await ctx.client.updateStatus({ ...device, status: { state: "running" } });
    return { requeueAfter: 60_000 };
  });
  const { controller, clock, bus } = await scene.started(reconciler);
  const events: string[] = [];
  bus.subscribe("io.fabrica.condition.*", ({ type }) => void events.push(type));
  await controller.client.create(device("d"));
  await clock.advance(1_000);
  const first = findCondition(await stored(scene.world, "d"), "Reconciled");
  await clock.advance(60_000);
  expect(reconciler.calls).toHaveLength(2);
  expect(findCondition(await stored(scene.world, "d"), "Reconciled")).toEqual(first);
  expect(events).toEqual(["io.fabrica.condition.Reconciled"]);
});

describe("what a reconcile comes to", () => {
  test("nothing or {}: it is done, and its backoff forgotten", async () => {
    const reconciler = new DeviceReconciler((_ctx, _device, call) => {
      if (call <= 2) throw new Error("not yet");
      return call === 3 ? {} : undefined;
    });
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(3_000);
    expect(attemptsOf(reconciler)).toEqual([0, 1, 2]);
    await clock.advance(600_000);
    expect(reconciler.calls).toHaveLength(3);
    await poke(scene.world, "d");
    await clock.advance(0);
    expect(reconciler.calls[3]?.ctx.attempt).toBe(0);
  });

  test("an error: again after 1 s, 2 s, 4 s ... up to 5 minutes, logged and set as a condition", async () => {
    const times: number[] = [];
    const reconciler = new DeviceReconciler(() => {
      times.push(scene.world.clock.now() - START_MS);
      throw new Error("no route to host");
    });
    const { controller, clock, logs } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    expect(controller.snapshot()).toMatchObject([
      { state: "backoff", attempts: 1, notBefore: START_MS + 1_000, lastError: "no route to host" },
    ]);
    await clock.advance(1_200_000);
    const gaps = times.slice(1).map((time, n) => (time - (times[n] ?? 0)) / 1000);
    expect(gaps).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")).toMatchObject({
      status: "False",
      reason: "ReconcileError",
      message: "no route to host",
    });
    expect(logs).toContain(
      "error: Reconciling Device/d failed (attempt 1), to be tried again in 1 s: no route to host",
    );
    expect(controller.totals()).toMatchObject({ failed: 12 });
  });

  test("a retry is done for the reasons of the first try and for its error", async () => {
    const reconciler = new DeviceReconciler((_ctx, _device, call) => {
      if (call === 1) throw new Error("busy");
    });
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(1_000);
    expect(reconciler.calls[1]?.ctx.reasons).toMatchObject([
      { cause: "event", message: "io.fabrica.device.created" },
      { cause: "retry", message: "busy" },
    ]);
  });

  test("a synchronous throw, a rejection and a throw of what is no Error are errors alike", async () => {
    const thrown: unknown[] = [];
    const reconciler = new DeviceReconciler((_ctx, _device, call) => {
      if (call === 1) throw new Error("sync");
      if (call === 2) return Promise.reject(new Error("async"));
      if (call === 3) throw "a string";
      if (call === 4) return Promise.reject(undefined);
      return undefined;
    });
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    for (let n = 0; n < 4; n++) {
      await clock.advance(0);
      thrown.push(controller.workItem("Device", "d")?.lastError);
      await clock.advance(1_000 * 2 ** n);
    }
    expect(thrown).toEqual([
      "sync",
      "async",
      'The reconciler threw "a string", which is not an Error',
      "The reconciler threw undefined, which is not an Error",
    ]);
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")?.status).toBe("True");
  });

  test("TerminalError: recorded, and not tried again before the next change", async () => {
    const reconciler = new DeviceReconciler((_ctx, _device, call) => {
      if (call === 1) throw new TerminalError("no such model");
    });
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(3_600_000);
    expect(reconciler.calls).toHaveLength(1);
    expect(controller.snapshot()).toEqual([]);
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")).toMatchObject({
      status: "False",
      reason: "TerminalError",
      message: "no such model",
    });
    await controller.client.patch("Device", "d", { spec: { desired: "stopped" } });
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(2);
    expect(reconciler.calls[1]?.ctx.attempt).toBe(0);
  });

  test("an error that a TerminalError caused is terminal too", async () => {
    const reconciler = new DeviceReconciler(() => {
      throw new Error("while planning", { cause: new TerminalError("bad config") });
    });
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(3_600_000);
    expect(reconciler.calls).toHaveLength(1);
  });

  test("requeue: again, rate-limited, without counting as a failure", async () => {
    const times: number[] = [];
    const reconciler = new DeviceReconciler((_ctx, _device, call) => {
      times.push(scene.world.clock.now() - START_MS);
      return call < 4 ? { requeue: true } : {};
    });
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(600_000);
    expect(times).toEqual([0, 1_000, 3_000, 7_000]);
    expect(attemptsOf(reconciler)).toEqual([0, 0, 0, 0]);
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")?.status).toBe("True");
  });

  test("requeueAfter wins over requeue", async () => {
    const reconciler = new DeviceReconciler(() => ({ requeue: true, requeueAfter: 30_000 }));
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(29_999);
    expect(reconciler.calls).toHaveLength(1);
    await clock.advance(1);
    expect(reconciler.calls).toHaveLength(2);
    expect(reconciler.calls[1]?.ctx.reasons).toMatchObject([{ cause: "periodic" }]);
  });

  test("periodic checks of one resource never multiply, whatever number of events arrives between", async () => {
    const reconciler = new DeviceReconciler(() => ({ requeueAfter: 60_000 }));
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    for (let n = 0; n < 20; n++) {
      await clock.advance(1_000);
      await poke(scene.world, "d");
    }
    await clock.advance(0);
    const before = reconciler.calls.length;
    expect(before).toBe(21);
    expect(controller.snapshot()).toHaveLength(1);
    await clock.advance(600_000);
    expect(reconciler.calls).toHaveLength(before + 10);
  });

  test("the result of a reconcile in between replaces the periodic check", async () => {
    const reconciler = new DeviceReconciler((_ctx, _device, call) => (call === 1 ? { requeueAfter: 60_000 } : {}));
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(1_000);
    await poke(scene.world, "d");
    await clock.advance(600_000);
    expect(reconciler.calls).toHaveLength(2);
  });

  test.each([
    [{ requeueAfter: -1 }, "requeueAfter is -1"],
    [{ requeueAfter: Number.NaN }, "requeueAfter is NaN"],
    [{ requeueAfter: Number.POSITIVE_INFINITY }, "requeueAfter is Infinity"],
    [{ priority: Number.NaN }, "priority is NaN"],
  ])("a bad result (%o) is an error that names the field", async (result, message) => {
    const reconciler = new DeviceReconciler(() => result);
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    expect(controller.workItem("Device", "d")?.lastError).toContain(message);
  });

  test("a resource that is gone is nothing to do and no error", async () => {
    const reconciler = new DeviceReconciler();
    const { controller, clock, logs } = await scene.started(reconciler);
    await controller.enqueue(requestFor("nobody"));
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(0);
    expect(controller.snapshot()).toEqual([]);
    expect(logs.filter((line) => line.startsWith("error"))).toEqual([]);
  });

  test("the priority of a request is kept across its retries until it is done", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler((_ctx, { metadata }, call) => {
      if (metadata.uid === "urgent" && call < 3) throw new Error("once more");
      if (metadata.uid === "blocker") return gate.opened;
      return undefined;
    });
    const { controller, storage, clock } = await scene.started(reconciler, { workers: 1 });
    for (const uid of ["urgent", "blocker", "plain"]) {
      await storage.create(device(uid, { status: { observedGeneration: 1 } }));
    }
    await controller.enqueue({ ...requestFor("urgent"), priority: 50 });
    await clock.advance(0);
    await controller.enqueue(requestFor("blocker"));
    await clock.advance(0);
    await controller.enqueue(requestFor("plain"));
    await clock.advance(5_000);
    gate.open();
    await clock.advance(0);
    expect(reconciler.calls.map(({ uid }) => uid)).toEqual(["urgent", "blocker", "urgent", "plain"]);
  });

  test("the conditions that a reconciler set are kept even if it never wrote them", async () => {
    const reconciler = new DeviceReconciler((_ctx, resource) => {
      resource.status.state = "half done";
      setCondition(resource, "Ready", "False", "ConnectError", "refused");
      throw new Error("refused");
    });
    const { controller, clock, events } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    const resource = await stored(scene.world, "d");
    expect(findCondition(resource, "Ready")).toMatchObject({ status: "False", reason: "ConnectError" });
    expect(resource.status).not.toHaveProperty("state");
    expect(events.map(({ type }) => type)).toContain("io.fabrica.condition.Ready");
  });

  test("conditions that were written by another way are not set back to what the reconciler was given", async () => {
    const reconciler = new DeviceReconciler(async (ctx, { metadata }) => {
      const fresh = await ctx.client.get("Device", metadata.uid);
      setCondition(fresh, "Ready", "True", "Running", "");
      await ctx.client.updateStatus(fresh);
    });
    const { controller, storage, clock } = await scene.started(reconciler);
    const ready = {
      type: "Ready",
      status: "False",
      reason: "Off",
      message: "",
      lastTransitionTime: "2026-01-01T00:00:00Z",
    };
    await storage.create(device("d", { status: { conditions: [ready] } }));
    await controller.enqueue(requestFor("d"));
    await clock.advance(0);
    expect(findCondition(await stored(scene.world, "d"), "Ready")?.status).toBe("True");
  });

  test("a periodic check that found all well writes no status", async () => {
    const reconciler = new DeviceReconciler(() => ({ requeueAfter: 60_000 }));
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    const { resourceVersion } = (await stored(scene.world, "d")).metadata;
    await clock.advance(600_000);
    expect(reconciler.calls).toHaveLength(11);
    expect((await stored(scene.world, "d")).metadata.resourceVersion).toBe(resourceVersion);
  });

  test("observedGeneration is the generation that the reconcile saw, not the one that came meanwhile", async () => {
    const gate = new Gate();
    const reconciler = new DeviceReconciler((_ctx, _device, call) => (call === 1 ? gate.opened : { requeue: true }));
    const { controller, clock } = await scene.started(reconciler);
    await controller.client.create(device("d"));
    await clock.advance(0);
    await controller.client.patch("Device", "d", { spec: { desired: "stopped" } });
    reconciler.answer = () => new Gate().opened;
    gate.open();
    await clock.advance(0);
    expect((await stored(scene.world, "d")).status).toMatchObject({ observedGeneration: 1 });
    expect(findCondition(await stored(scene.world, "d"), "Reconciled")?.observedGeneration).toBe(1);
    expect(reconciler.calls[1]?.device.metadata.generation).toBe(2);
  });
});
