import { describe, expect, test } from "vitest";
import { Client, Controller, InMemoryEventBus } from "../index.ts";
import { device, newGate, newRig, reconcilerOf, request, silent, storages, until, type Gate } from "./testing/rig.ts";

function fail(): Promise<never> {
  return Promise.reject(new Error("the disk is full"));
}

describe.each(storages)("%s", (_name, makeStorage) => {
  test("at most one worker holds a key, and at most as many run as there are workers", async () => {
    const gates: Gate[] = [];
    const running = new Map<string, number>();
    let doubles = 0;
    let most = 0;
    const { clock, controller, client } = newRig(makeStorage(), async (_ctx, { metadata }) => {
      const ofThis = (running.get(metadata.uid) ?? 0) + 1;
      running.set(metadata.uid, ofThis);
      if (ofThis > 1) doubles++;
      most = Math.max(
        most,
        [...running.values()].reduce((sum, n) => sum + n, 0),
      );
      const gate = newGate();
      gates.push(gate);
      await gate.opened;
      running.set(metadata.uid, (running.get(metadata.uid) ?? 0) - 1);
    });
    await controller.start();
    for (let n = 0; n < 12; n++) await client.create(device(`d${n}`));
    await clock.advance(0);
    for (let n = 0; n < 12; n++) controller.enqueue(request(`d${n}`));
    for (let round = 0; round < 10; round++) {
      for (const gate of gates.splice(0)) gate.open();
      await clock.advance(0);
    }
    expect(doubles).toBe(0);
    expect(most).toBe(5);
    expect(controller.snapshot()).toEqual([]);
  });

  test("a start that fails ends what it began: nothing runs, and nothing more is taken", async () => {
    const storage = makeStorage();
    let runs = 0;
    const { clock, controller, client, bus } = newRig(storage, () => void runs++);
    const client2 = new Client(storage, bus, { clock });
    await client.create(device("d1"));
    Object.assign(storage, { list: fail, markedForDeletion: fail });
    await expect(controller.start()).rejects.toThrow("the disk is full");
    const before = runs;
    await client2.create(device("d2"));
    await clock.advance(0);
    expect(runs).toBe(before);
    expect(() => controller.enqueue(request("d1"))).toThrow(expect.objectContaining({ code: "Closed" }));
    await expect(controller.start()).rejects.toMatchObject({ code: "Invalid" });
  });

  test("the same with one worker: one after the other", async () => {
    let running = 0;
    let most = 0;
    const { clock, controller, client } = newRig(
      makeStorage(),
      async () => {
        most = Math.max(most, ++running);
        await new Promise((resolve) => setImmediate(resolve));
        running--;
      },
      { workers: 1 },
    );
    await controller.start();
    await Promise.all(Array.from({ length: 10 }, (_, n) => client.create(device(`d${n}`))));
    await clock.advance(0);
    expect(most).toBe(1);
    expect(controller.snapshot()).toEqual([]);
  });

  test("a reconcile that takes too long has its signal aborted and comes back with backoff", async () => {
    const aborted: number[] = [];
    const { clock, controller, client } = newRig(
      makeStorage(),
      ({ signal }) =>
        new Promise((_, reject) => {
          signal.addEventListener("abort", () => {
            aborted.push(clock.now());
            reject(signal.reason);
          });
        }),
    );
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    const begin = clock.now();
    await clock.advance(59_999);
    expect(aborted).toEqual([]);
    await clock.advance(1);
    expect(aborted).toEqual([begin + 60_000]);
    expect(controller.snapshot()).toMatchObject([{ state: "backoff", attempts: 1 }]);
    await clock.advance(1_000);
    expect(controller.snapshot()).toMatchObject([{ state: "processing" }]);
  });

  test("a reconciler that winds down in peace after its abort has failed all the same", async () => {
    const { clock, controller, client } = newRig(
      makeStorage(),
      ({ signal }) => new Promise((resolve) => signal.addEventListener("abort", () => resolve(undefined))),
      { reconcileTimeoutMs: 100 },
    );
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(100);
    expect(controller.snapshot()).toMatchObject([{ state: "backoff", attempts: 1 }]);
  });

  test("a reconciler that ignores its signal keeps its key, never two at once, until it ends", async () => {
    const gate = newGate();
    let calls = 0;
    const others: string[] = [];
    const { clock, controller, client } = newRig(
      makeStorage(),
      async (_ctx, { metadata }) => {
        if (metadata.uid !== "deaf") return void others.push(metadata.uid);
        calls++;
        if (calls === 1) await gate.opened;
      },
      { reconcileTimeoutMs: 100, workers: 2 },
    );
    await controller.start();
    await client.create(device("deaf"));
    await clock.advance(100_000);
    controller.enqueue(request("deaf"));
    await client.create(device("other"));
    await clock.advance(100_000);
    expect(calls).toBe(1);
    expect(others).toEqual(["other"]);
    const [stuck] = controller.snapshot();
    expect(stuck).toMatchObject({ resourceUid: "deaf", state: "processing" });
    expect(stuck?.stuckSince).toBeDefined();
    gate.open();
    await clock.advance(10_000);
    expect(calls).toBe(2);
    expect(controller.snapshot()).toEqual([]);
  });

  test("stop aborts what is in flight and waits for it to wind down", async () => {
    let woundDown = false;
    const { clock, controller, client, storage } = newRig(makeStorage(), ({ signal }) => {
      return new Promise((_, reject) => {
        signal.addEventListener("abort", () => {
          clock.setTimeout(() => {
            woundDown = true;
            reject(new Error("stopped"));
          }, 500);
        });
      });
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    let stopped = false;
    const stopping = controller.stop().finally(() => {
      stopped = true;
    });
    await clock.advance(499);
    expect(stopped).toBe(false);
    await clock.advance(1);
    await stopping;
    expect(woundDown).toBe(true);
    expect(await storage.load("Device", "d1")).toBeDefined();
  });

  test("stop abandons at its deadline what does not end, and not before", async () => {
    const { clock, controller, client } = newRig(makeStorage(), () => new Promise(() => {}));
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    let stopped = false;
    const stopping = controller.stop({ deadlineMs: 2_000 }).finally(() => {
      stopped = true;
    });
    await clock.advance(1_999);
    expect(stopped).toBe(false);
    await clock.advance(1);
    await stopping;
  });

  test("stop takes no new work, says so, and may be called again", async () => {
    let calls = 0;
    const { clock, controller, client } = newRig(makeStorage(), () => void calls++, { workers: 1 });
    await controller.start();
    await controller.stop();
    await Promise.all([controller.stop(), controller.stop()]);
    expect(() => controller.enqueue(request("d1"))).toThrow(/stop/i);
    expect(() => controller.enqueueAfter(request("d1"), 1_000)).toThrow(/stop/i);
    await expect(controller.start()).rejects.toThrow(/start/);
    await client.create(device("d1"));
    await clock.advance(10_000);
    expect(calls).toBe(0);
  });

  test("stop before start ends it too", async () => {
    const { controller } = newRig(makeStorage(), () => {});
    await controller.stop();
    await expect(controller.start()).rejects.toThrow(/start/);
  });

  test("the signal given to start stops the controller", async () => {
    const abort = new AbortController();
    let calls = 0;
    const { clock, controller, client } = newRig(makeStorage(), () => void calls++);
    await controller.start(abort.signal);
    await client.create(device("d1"));
    await clock.advance(0);
    abort.abort();
    await clock.advance(0);
    await client.create(device("d2"));
    await clock.advance(10_000);
    expect(calls).toBe(1);
    expect(() => controller.enqueue(request("d1"))).toThrow(/stop/);
  });

  test("starting twice is an error, also at once", async () => {
    const { controller } = newRig(makeStorage(), () => {});
    const first = controller.start();
    await expect(controller.start()).rejects.toThrow(/start/i);
    await first;
    await expect(controller.start()).rejects.toThrow(/start/i);
  });

  test("work that is enqueued before start is done after it", async () => {
    let calls = 0;
    const { clock, controller, storage } = newRig(makeStorage(), () => void calls++);
    await storage.create({ ...device("d1"), status: { observedGeneration: 1 } });
    controller.enqueue(request("d1"));
    await clock.advance(1_000);
    expect(calls).toBe(0);
    await controller.start();
    await clock.advance(0);
    expect(calls).toBe(1);
  });

  test("higher priority first, kept across retries until it is done", async () => {
    const order: string[] = [];
    let failing = true;
    const { clock, controller, storage } = newRig(
      makeStorage(),
      (_ctx, { metadata }) => {
        order.push(metadata.uid);
        if (metadata.uid === "high" && failing) throw new Error("not yet");
      },
      { workers: 1 },
    );
    for (const uid of ["low", "high", "mid"]) {
      await storage.create({ ...device(uid), status: { observedGeneration: 1 } });
    }
    for (const [uid, priority] of [
      ["low", -1],
      ["mid", 0],
      ["high", 10],
    ] as const) {
      controller.enqueue({ ...request(uid), priority });
    }
    await controller.start();
    await clock.advance(0);
    expect(order).toEqual(["high", "mid", "low"]);
    expect(controller.snapshot()).toMatchObject([{ resourceUid: "high", state: "backoff", priority: 10 }]);
    failing = false;
    await clock.advance(1_000);
    controller.enqueueAfter(request("high"), 1_000);
    await clock.advance(0);
    expect(controller.snapshot()).toMatchObject([{ resourceUid: "high", priority: 0 }]);
  });

  test("start reconciles what storage holds at low priority; live edits never wait behind it", async () => {
    const order: string[] = [];
    const gate = newGate();
    const { clock, controller, client, storage } = newRig(
      makeStorage(),
      async (_ctx, { metadata }) => {
        order.push(metadata.uid);
        if (order.length === 1) await gate.opened;
      },
      { workers: 1 },
    );
    for (let n = 0; n < 50; n++) await storage.create(device(`old${n}`));
    await controller.start();
    await clock.advance(0);
    expect(controller.snapshot().find(({ state }) => state === "ready")).toMatchObject({
      priority: -100,
      reasons: [{ cause: "startup" }],
    });
    await client.create(device("new"));
    gate.open();
    await clock.advance(0);
    expect(order[1]).toBe("new");
    expect(new Set(order).size).toBe(51);
    expect(order).toHaveLength(51);
  });

  test("with the real clock: 500 resources converge, each in one reconcile", async () => {
    const bus = new InMemoryEventBus();
    bus.start();
    const storage = makeStorage();
    const controller = new Controller(bus, storage, { logger: silent });
    const calls = new Map<string, number>();
    controller.registerReconciler(
      reconcilerOf("Device", (_ctx, { metadata }) => void calls.set(metadata.uid, (calls.get(metadata.uid) ?? 0) + 1)),
    );
    await controller.start();
    await Promise.all(Array.from({ length: 500 }, (_, n) => controller.client.create(device(`d${n}`))));
    await until(() => calls.size === 500 && controller.snapshot().length === 0);
    expect(new Set(calls.values())).toEqual(new Set([1]));
    await controller.stop();
    await bus.close();
  });
});
