import { describe, expect, test } from "vitest";
import { BaseReconciler, Client, newEvent, newResourceEvent, type ReconcileContext, type Reason } from "../index.ts";
import { device, mustLoad, newGate, newRig, request, storages, withSpec, type Device } from "./testing/rig.ts";

describe.each(storages)("%s", (_name, makeStorage) => {
  test("a create, an update and a patch of the spec each trigger one reconcile with the fresh resource", async () => {
    const saw: [string, number][] = [];
    const { clock, controller, client } = newRig(makeStorage(), (_ctx, { spec, metadata }) => {
      saw.push([spec.desired, metadata.generation]);
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    await client.update(withSpec(await client.get("Device", "d1"), { desired: "stopped" }));
    await clock.advance(0);
    await client.patch("Device", "d1", { spec: { desired: "paused" } });
    await clock.advance(0);
    expect(saw).toEqual([
      ["running", 1],
      ["stopped", 2],
      ["paused", 3],
    ]);
  });

  test("the engine's own events of unchanged generations do not trigger: labels, status, conditions", async () => {
    let calls = 0;
    class Writing extends BaseReconciler {
      getResourceKind(): string {
        return "Device";
      }
      async reconcile(ctx: ReconcileContext, subject: Device): Promise<void> {
        calls++;
        subject.status.lastSeen = `call ${calls}`;
        this.setCondition(subject, "Ready", calls % 2 === 1 ? "True" : "False", "Flip", "");
        await this.updateStatus(ctx, subject);
        await this.updateStatus(ctx, subject);
      }
    }
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {}, { reconciler: new Writing({}) });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(100);
    expect(calls).toBe(1);
    await client.patch("Device", "d1", { metadata: { labels: { rack: "r1" } } });
    await storage.updateStatus({ ...(await mustLoad(storage, "Device", "d1")), status: { observedGeneration: 1 } });
    await clock.advance(100);
    expect(calls).toBe(1);
  });

  test("what a reconciler emits about its own resource does not loop", async () => {
    let calls = 0;
    class Emitting extends BaseReconciler {
      getResourceKind(): string {
        return "Device";
      }
      async reconcile(ctx: ReconcileContext, subject: Device): Promise<void> {
        calls++;
        await this.emitEvent(ctx, "io.example.device.started", subject);
      }
    }
    const { clock, controller, client } = newRig(makeStorage(), () => {}, { reconciler: new Emitting({}) });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(10_000);
    expect(calls).toBe(1);
  });

  test("an event from outside triggers a reconcile even when its generation was observed", async () => {
    let calls = 0;
    const { clock, controller, client, bus } = newRig(makeStorage(), () => void calls++);
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    await bus.publish(newResourceEvent("io.example.device.drifted", "Device", "d1", {}));
    await clock.advance(0);
    expect(calls).toBe(2);
  });

  test("events of kinds without a reconciler, of no resource and of one that is gone change nothing", async () => {
    let calls = 0;
    const { clock, controller, bus } = newRig(makeStorage(), () => void calls++);
    await controller.start();
    await bus.publish(newResourceEvent("io.example.rack.moved", "Rack", "r1", {}));
    await bus.publish(newEvent("io.example.tick", "/timer", {}));
    await bus.publish(newResourceEvent("io.example.device.seen", "Device", "nobody", {}));
    await controller.enqueue(request("nobody"));
    await clock.advance(10_000);
    expect(calls).toBe(0);
    expect(controller.snapshot()).toEqual([]);
  });

  test("two controllers' kinds do not mix: each reconciler gets its own", async () => {
    const saw: string[] = [];
    const { clock, controller, client } = newRig(makeStorage(), (_ctx, { kind }) => void saw.push(kind), {
      kinds: ["Device", "Node"],
    });
    await controller.start();
    await client.create(device("x"));
    await client.create({ ...device("x"), kind: "Node" });
    await clock.advance(0);
    expect(saw).toEqual(["Device", "Node"]);
  });

  test("reasons that collapse are merged, each with a count and a time: the full answer to why", async () => {
    const gate = newGate();
    const saw: (readonly Reason[])[] = [];
    const { clock, controller, client, bus } = newRig(makeStorage(), async (ctx) => {
      saw.push(structuredClone(ctx.reasons));
      if (saw.length === 1) await gate.opened;
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    const event = newResourceEvent("io.example.device.poked", "Device", "d1", {});
    controller.enqueue(request("d1", "first wish"));
    await clock.advance(5);
    controller.enqueue(request("d1", "first wish"));
    controller.enqueue(request("d1", "second wish"));
    await bus.publish(event);
    await clock.advance(5);
    const firstAt = clock.now() - 10;
    expect(controller.snapshot()).toMatchObject([{ state: "processing", resourceKind: "Device", resourceUid: "d1" }]);
    gate.open();
    await clock.advance(0);
    expect(saw).toHaveLength(2);
    expect(saw[0]).toMatchObject([{ cause: "event", count: 1 }]);
    const again = saw[1] ?? [];
    expect(again.find(({ message }) => message.includes("first wish"))).toMatchObject({
      cause: "manual",
      count: 2,
      firstAt,
      lastAt: firstAt + 5,
    });
    expect(again.find(({ message }) => message.includes("second wish"))).toMatchObject({ cause: "manual", count: 1 });
    expect(again.find(({ cause }) => cause === "event")).toMatchObject({ count: 1, eventId: event.id });
    expect(again).toHaveLength(3);
  });

  test("a retry says so, with the error, and a periodic check too", async () => {
    const causes: string[][] = [];
    const messages: string[] = [];
    const { clock, controller, client } = newRig(makeStorage(), ({ reasons }) => {
      causes.push(reasons.map(({ cause }) => cause));
      messages.push(reasons.map(({ message }) => message).join("; "));
      if (causes.length === 1) throw new Error("cable is out");
      return { requeueAfter: 1_000 };
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(2_000);
    expect(causes[0]).toEqual(["event"]);
    expect(causes[1]).toContain("retry");
    expect(messages[1]).toContain("cable is out");
    expect(causes[2]).toEqual(["periodic"]);
  });

  test("enqueueAfter waits with a time that the snapshot shows; twice keeps the earliest; enqueue collapses it", async () => {
    const times: number[] = [];
    const { clock, controller, storage } = newRig(makeStorage(), () => void times.push(clock.now()));
    await controller.start();
    await storage.create(device("d1"));
    const begin = clock.now();
    controller.enqueueAfter(request("d1", "later"), 30_000);
    controller.enqueueAfter(request("d1", "sooner"), 10_000);
    controller.enqueueAfter(request("d1", "latest"), 60_000);
    await clock.advance(0);
    const [item] = controller.snapshot();
    expect(item).toMatchObject({ state: "delayed", notBefore: begin + 10_000, attempts: 0, priority: 0, since: begin });
    expect(item?.reasons.map(({ message }) => message)).toEqual(["later", "sooner", "latest"]);
    await clock.advance(9_999);
    expect(times).toEqual([]);
    await clock.advance(100_000);
    expect(times).toEqual([begin + 10_000]);
    controller.enqueueAfter(request("d1"), 5_000);
    controller.enqueue(request("d1"));
    await clock.advance(50_000);
    expect(times).toHaveLength(2);
  });

  test("a change ends a backoff early, and a request by hand too", async () => {
    let calls = 0;
    const { clock, controller, client } = newRig(makeStorage(), () => {
      calls++;
      throw new Error("no");
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(7_000);
    expect(calls).toBe(4);
    controller.enqueue(request("d1"));
    await clock.advance(0);
    expect(calls).toBe(5);
    await client.patch("Device", "d1", { spec: { desired: "stopped" } });
    await clock.advance(0);
    expect(calls).toBe(6);
    expect(controller.snapshot()).toHaveLength(1);
  });

  test("a reconciler may enqueue others: a cluster its nodes", async () => {
    const saw: string[] = [];
    const rig = newRig(
      makeStorage(),
      (_ctx, { kind, metadata }) => {
        saw.push(metadata.uid);
        if (kind !== "Cluster") return;
        for (const uid of ["n1", "n2"]) rig.controller.enqueue(request(uid, "Cluster update", "Node"));
      },
      { kinds: ["Cluster", "Node"] },
    );
    for (const uid of ["n1", "n2"]) await rig.storage.create({ ...device(uid), kind: "Node" });
    await rig.controller.start();
    await rig.clock.advance(0);
    saw.length = 0;
    await rig.client.create({ ...device("c1"), kind: "Cluster" });
    await rig.clock.advance(0);
    expect(saw).toEqual(["c1", "n1", "n2"]);
  });

  test("a client beside the controller, over the same storage and bus, triggers it too", async () => {
    let calls = 0;
    const { clock, controller, bus, storage } = newRig(makeStorage(), () => void calls++);
    await controller.start();
    const beside = new Client(storage, bus);
    const created = await beside.create(device("d1"));
    await clock.advance(0);
    expect(calls).toBe(1);
    await beside.update({ ...(await beside.get("Device", created.metadata.uid)), spec: { desired: "stopped" } });
    await clock.advance(0);
    expect(calls).toBe(2);
  });

  test("a step that is still to come, or was withdrawn, leaves nothing behind: neither a hold nor a free pass", async () => {
    const gate = newGate();
    let calls = 0;
    const { clock, controller, client } = newRig(makeStorage(), () => (++calls === 1 ? gate.opened : undefined), {
      workers: 1,
    });
    const scope = { kind: "Device", uid: "d1" };
    const pause = () => controller.pause(scope, { reason: "to look", actor: "ada" });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    await pause();
    controller.step(scope);
    await controller.resume(scope);
    gate.open();
    await clock.advance(0);
    calls = 1;
    await client.patch("Device", "d1", { spec: { desired: "stopped" } });
    await clock.advance(0);
    expect(calls).toBe(2);
    expect(controller.snapshot()).toEqual([]);

    await pause();
    await client.patch("Device", "d1", { spec: { desired: "running" } });
    controller.step(scope);
    await controller.cancel("Device", "d1");
    await clock.advance(0);
    calls = 1;
    await client.patch("Device", "d1", { spec: { desired: "stopped" } });
    await clock.advance(1_000);
    expect(controller.snapshot()).toMatchObject([{ resourceUid: "d1", state: "paused" }]);
    expect(calls).toBe(1);
  });

  test("an edit never waits, though the resource runs in a loop and is slowed down", async () => {
    const saw: string[] = [];
    const { clock, controller, client, bus } = newRig(makeStorage(), (_ctx, { spec }) => void saw.push(spec.desired));
    await controller.start();
    await client.create(device("d1"));
    for (let n = 0; n < 300; n++) {
      await bus.publish(newResourceEvent("io.example.device.pinged", "Device", "d1", {}));
      await clock.advance(1);
    }
    expect(saw.length).toBeLessThan(250);
    expect(controller.snapshot()).toMatchObject([{ state: "delayed" }]);
    await client.patch("Device", "d1", { spec: { desired: "stopped" } });
    await clock.advance(0);
    expect(saw.at(-1)).toBe("stopped");
  });

  test("of a hundred reasons that differ none is lost", async () => {
    const given: string[] = [];
    const { clock, controller, client } = newRig(makeStorage(), (ctx) => {
      given.push(...(ctx.reasons ?? []).map(({ message }) => message));
    });
    await client.create(device("d1"));
    await controller.pause({}, { reason: "collect", actor: "ada" });
    await controller.start();
    const asked = Array.from({ length: 100 }, (_, n) => `reason ${n}`);
    for (const reason of asked) await controller.enqueue(request("d1", reason));
    await controller.resume({});
    await clock.advance(0);
    expect(given).toEqual(expect.arrayContaining(asked));
  });

  test("a look at what is under way belongs to what began it, one at what is settled to nothing but the time", async () => {
    const causes: Reason[][] = [];
    class Starting extends BaseReconciler {
      getResourceKind(): string {
        return "Device";
      }
      async reconcile(ctx: ReconcileContext, subject: Device) {
        causes.push([...(ctx.reasons ?? [])]);
        this.setCondition(subject, "Progressing", causes.length < 3 ? "True" : "False", "Starting", "");
        if (causes.length === 3) await this.emitEvent(ctx, "io.example.device.started", subject);
        return { requeueAfter: 1_000 };
      }
    }
    const { clock, controller, client, bus } = newRig(makeStorage(), () => {}, { reconciler: new Starting({}) });
    const told = new Map<string, unknown[]>();
    bus.subscribe("**", ({ type, id, causationid, correlationid }) => {
      told.set(type, [id, causationid, correlationid]);
    });
    await controller.start();
    await client.create(device("d1"));
    for (let n = 0; n < 4; n++) await clock.advance(1_000);
    const [created] = told.get("io.fabrica.device.created") ?? [];
    expect(causes.flat()).toMatchObject([
      { cause: "event", eventId: created },
      { cause: "periodic", eventId: created, correlationId: created },
      { cause: "periodic", eventId: created, correlationId: created },
      { cause: "periodic" },
      { cause: "periodic" },
    ]);
    expect(causes.at(-1)?.[0]?.eventId).toBeUndefined();
    expect(told.get("io.example.device.started")?.slice(1)).toEqual([created, created]);
  });
});
