import { describe, expect, test } from "vitest";
import {
  BaseReconciler,
  InMemoryEventBus,
  Controller,
  TerminalError,
  findCondition,
  isConditionTrue,
  newResourceEvent,
  type ReconcileContext,
  type Resource,
  type Result,
} from "../index.ts";
import {
  device,
  mustLoad,
  newGate,
  newRig,
  request,
  silent,
  storages,
  until,
  withSpec,
  type Device,
} from "./testing/rig.ts";

const conditionOf = (resource: Resource): unknown => findCondition(resource, "Reconciled");

describe.each(storages)("%s", (_name, makeStorage) => {
  test("the guide's first program works as written", async () => {
    const bus = new InMemoryEventBus(1000, 10);
    bus.start();
    const storage = makeStorage();
    const controller = new Controller(bus, storage, { logger: silent });
    const started: unknown[] = [];
    bus.subscribe("io.example.device.**", (event) => void started.push(event.type));
    class DeviceReconciler extends BaseReconciler {
      getResourceKind(): string {
        return "Device";
      }
      async reconcile(ctx: ReconcileContext, subject: Device): Promise<Result> {
        if (subject.spec.desired === "running" && subject.status.state !== "running") {
          subject.status.state = "running";
          this.setCondition(subject, "Ready", "True", "DeviceRunning", "Device is ready");
          await this.updateStatus(ctx, subject);
          await this.emitEvent(ctx, "io.example.device.started", subject);
        }
        return { requeueAfter: 300_000 };
      }
    }
    controller.registerReconciler(new DeviceReconciler({ eventBus: bus, logger: silent }));
    await controller.start();
    const draft = await makeStorage().create({ ...device("dev-123"), status: { state: "stopped" } });
    await storage.save("Device", "dev-123", draft);
    await bus.publish(newResourceEvent("io.example.device.created", "Device", "dev-123", draft));
    await until(async () => isConditionTrue(await mustLoad(storage, "Device", "dev-123"), "Reconciled"));
    expect(await storage.load("Device", "dev-123")).toMatchObject({
      status: { state: "running", observedGeneration: 1 },
    });
    expect(started).toEqual(["io.example.device.created", "io.example.device.started"]);
    expect(controller.snapshot()).toMatchObject([{ resourceUid: "dev-123", state: "delayed", attempts: 0 }]);
    await controller.stop();
    await bus.close();
  });

  test.each([undefined, {}])("a reconcile that resolves with %o is done, and forgets its backoff", async (result) => {
    let calls = 0;
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {
      if (++calls <= 2) throw new Error("not yet");
      return result;
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(3_000);
    expect(calls).toBe(3);
    expect(controller.snapshot()).toEqual([]);
    const loaded = await mustLoad(storage, "Device", "d1");
    expect(loaded.status).toMatchObject({ observedGeneration: 1 });
    expect(conditionOf(loaded)).toMatchObject({ status: "True", reason: "ReconcileSucceeded" });
    await clock.advance(10_000_000);
    expect(calls).toBe(3);
  });

  test("failures come back after 1, 2, 4 ... s, at most 5 min; success starts over", async () => {
    const times: number[] = [];
    const attempts: number[] = [];
    let fail = true;
    const { clock, controller, client, storage } = newRig(makeStorage(), async (ctx) => {
      times.push(clock.now());
      attempts.push(ctx.attempt);
      if (fail) throw new Error("connection failed");
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(1_500_000);
    const gaps = times.slice(1).map((time, index) => time - (times[index] ?? 0));
    expect(gaps.slice(0, 11)).toEqual([
      1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 64_000, 128_000, 256_000, 300_000, 300_000,
    ]);
    expect(attempts).toEqual(attempts.map((_, index) => index));
    expect(controller.snapshot()).toMatchObject([{ state: "backoff", attempts: times.length }]);
    const failed = await mustLoad(storage, "Device", "d1");
    expect(conditionOf(failed)).toMatchObject({ status: "False", reason: "ReconcileError" });
    expect(findCondition(failed, "Reconciled")?.message).toContain("connection failed");
    fail = false;
    await clock.advance(300_000);
    fail = true;
    controller.enqueue(request("d1"));
    await clock.advance(0);
    const [before = 0, after = 0] = [times.length, times.at(-1)];
    await clock.advance(1_000);
    expect(times).toHaveLength(before + 1);
    expect((times.at(-1) ?? 0) - after).toBe(1_000);
  });

  test.each([
    ["a thrown string", "text"],
    ["undefined", undefined],
    ["null", null],
    ["an object", { code: 7 }],
  ])("throwing %s is a failure like any other", async (_what, thrown) => {
    let calls = 0;
    const { clock, controller, client } = newRig(makeStorage(), () => {
      calls++;
      throw thrown;
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    expect(controller.snapshot()).toMatchObject([{ state: "backoff", attempts: 1 }]);
    await clock.advance(1_000);
    expect(calls).toBe(2);
  });

  test("a reconciler that throws synchronously is a failure, and the others go on", async () => {
    const done: string[] = [];
    const reconciler = {
      getResourceKind: () => "Device",
      reconcile(_ctx: ReconcileContext, { metadata }: Device): Promise<void> {
        if (metadata.uid === "bad") throw new Error("before any promise");
        done.push(metadata.uid);
        return Promise.resolve();
      },
    };
    const { clock, controller, client } = newRig(makeStorage(), () => {}, { reconciler });
    await controller.start();
    for (const uid of ["bad", "good", "better"]) await client.create(device(uid));
    await clock.advance(0);
    expect(done).toEqual(["good", "better"]);
    expect(controller.snapshot()).toMatchObject([{ resourceUid: "bad", state: "backoff" }]);
  });

  test("a TerminalError is recorded and not retried until the next change", async () => {
    let calls = 0;
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {
      calls++;
      if (calls === 1) throw new TerminalError("this config can never work");
    });
    await controller.start();
    const created = await client.create(device("d1"));
    await clock.advance(10_000_000);
    expect(calls).toBe(1);
    const loaded = await mustLoad(storage, "Device", "d1");
    expect(conditionOf(loaded)).toMatchObject({ status: "False", reason: "TerminalError" });
    expect(findCondition(loaded, "Reconciled")?.message).toContain("never work");
    expect(loaded.status).toMatchObject({ observedGeneration: 1 });
    await client.patch("Device", created.metadata.uid, { spec: { desired: "stopped" } });
    await clock.advance(0);
    expect(calls).toBe(2);
    expect(isConditionTrue(await mustLoad(storage, "Device", "d1"), "Reconciled")).toBe(true);
  });

  test("requeueAfter comes back after that time, and wins over requeue", async () => {
    const times: number[] = [];
    const { clock, controller, client } = newRig(makeStorage(), () => {
      times.push(clock.now());
      return { requeue: true, requeueAfter: 5_000 };
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    const begin = clock.now();
    expect(controller.snapshot()).toMatchObject([{ state: "delayed", attempts: 0, notBefore: begin + 5_000 }]);
    await clock.advance(15_000);
    expect(times).toEqual([begin, begin + 5_000, begin + 10_000, begin + 15_000]);
  });

  test("requeue comes back rate-limited", async () => {
    const times: number[] = [];
    const { clock, controller, client } = newRig(makeStorage(), () => {
      times.push(clock.now());
      return { requeue: true };
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    const [begin = 0] = times;
    await clock.advance(7_000);
    expect(times.map((time) => time - begin)).toEqual([0, 1_000, 3_000, 7_000]);
  });

  test("requeueAfter forgets the backoff", async () => {
    const attempts: number[] = [];
    const { clock, controller, client } = newRig(makeStorage(), ({ attempt }) => {
      attempts.push(attempt);
      if (attempts.length <= 3 || attempts.length === 5) throw new Error("failed");
      return { requeueAfter: 60_000 };
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(7_000 + 60_000 + 1_000);
    expect(attempts).toEqual([0, 1, 2, 3, 0, 1]);
  });

  test.each([{ requeueAfter: -5 }, { requeueAfter: Number.NaN }, { priority: Number.NaN }])(
    "a result that makes no sense (%o) is a failure that says so, never a hot loop",
    async (result) => {
      let calls = 0;
      const { clock, controller, client, storage } = newRig(makeStorage(), () => {
        calls++;
        return result;
      });
      await controller.start();
      await client.create(device("d1"));
      await clock.advance(500);
      expect(calls).toBe(1);
      expect(conditionOf(await mustLoad(storage, "Device", "d1"))).toMatchObject({ status: "False" });
    },
  );

  test("requeueAfter 0 neither loops in place nor fails", async () => {
    let calls = 0;
    const { clock, controller, client } = newRig(makeStorage(), () => {
      calls++;
      return { requeueAfter: 0 };
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    expect(calls).toBe(1);
  });

  test("periodic requeues of one key never multiply, whatever number of events arrive between", async () => {
    let calls = 0;
    const { clock, controller, client, bus } = newRig(makeStorage(), () => {
      calls++;
      return { requeueAfter: 1_000 };
    });
    await controller.start();
    await client.create(device("d1"));
    for (let n = 0; n < 20; n++) {
      await bus.publish(newResourceEvent("io.example.device.poked", "Device", "d1", {}));
      await clock.advance(10);
    }
    const before = calls;
    await clock.advance(10_000);
    expect(calls - before).toBe(10);
    expect(controller.snapshot()).toHaveLength(1);
  });

  test("a reconcile on the way does not put off its own periodic check for ever: events every 500 ms, check every 1 s", async () => {
    let calls = 0;
    const { clock, controller, client } = newRig(makeStorage(), () => {
      calls++;
      return { requeueAfter: 1_000 };
    });
    await controller.start();
    await client.create(device("d1"));
    for (let n = 0; n < 10; n++) {
      await clock.advance(500);
      controller.enqueue(request("d1"));
    }
    await clock.advance(1_000);
    expect(calls).toBeGreaterThanOrEqual(11);
  });

  test("what the reconciler changed in its hands but did not write is nowhere", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), (_ctx, subject) => {
      subject.spec.desired = "forged";
      subject.metadata.labels["forged"] = "yes";
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    expect(await storage.load("Device", "d1")).toMatchObject({
      spec: { desired: "running" },
      metadata: { labels: {}, generation: 1 },
    });
  });

  test("observedGeneration is the generation that the finished reconcile saw, not one that came meanwhile", async () => {
    const gate = newGate();
    const saw: number[] = [];
    const { clock, controller, client, storage } = newRig(makeStorage(), async (_ctx, { metadata }) => {
      saw.push(metadata.generation);
      if (saw.length === 1) await gate.opened;
      else throw new Error("no second reconcile finishes");
    });
    await controller.start();
    const created = await client.create(device("d1"));
    await clock.advance(0);
    await client.update(withSpec(created, { desired: "stopped" }));
    await clock.advance(0);
    gate.open();
    await clock.advance(0);
    expect(saw).toEqual([1, 2]);
    expect((await mustLoad(storage, "Device", "d1")).metadata.generation).toBe(2);
  });

  test("a condition set before a failure is kept with it", async () => {
    class Failing extends BaseReconciler {
      getResourceKind(): string {
        return "Device";
      }
      reconcile(_ctx: ReconcileContext, subject: Device): Promise<void> {
        this.setCondition(subject, "Ready", "False", "ConnectError", "no route");
        return Promise.reject(new Error("no route"));
      }
    }
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {}, { reconciler: new Failing({}) });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    const loaded = await mustLoad(storage, "Device", "d1");
    expect(findCondition(loaded, "Ready")).toMatchObject({ status: "False", reason: "ConnectError" });
    expect(conditionOf(loaded)).toMatchObject({ status: "False", reason: "ReconcileError" });
  });

  test("a reconcile whose end cannot be written is tried again with backoff, and the log says why", async () => {
    const at: number[] = [];
    const said: string[] = [];
    const logger = { ...silent, error: (message: string) => void said.push(message) };
    const storage = makeStorage();
    const { clock, controller, client } = newRig(
      storage,
      () => {
        at.push((clock.now() - 1_000_000) / 1_000);
        if (at.length < 6) Object.assign(storage, { transact: () => Promise.reject(new Error("the disk is full")) });
        else Reflect.deleteProperty(storage, "transact");
      },
      { logger },
    );
    await controller.start();
    await client.create(device("d1"));
    for (let n = 0; n < 40; n++) await clock.advance(1_000);
    expect(at).toEqual([0, 1, 3, 7, 15, 31]);
    expect(said[0]).toMatch(/what reconciling Device\/d1 came to.*the disk is full/);
    expect(controller.snapshot()).toEqual([]);
  });

  test("a field of the status called __proto__ is still there when a reconcile has ended", async () => {
    const { clock, controller, client, storage } = newRig(makeStorage(), () => {});
    await controller.start();
    await client.create({ ...device("d1"), status: JSON.parse('{"__proto__":{"x":1},"state":"on"}') });
    await clock.advance(0);
    const { status } = await mustLoad(storage, "Device", "d1");
    expect(JSON.stringify(status)).toMatch(/^\{"__proto__":\{"x":1\},"state":"on","observedGeneration":1,/);
  });

  const MALFORMED = ["a..b", "", ".", "\0", "a b", "**"];

  test.each(MALFORMED)("a condition of the type %j that a reconciler sets is a reconcile that failed", async (type) => {
    let bad = true;
    const { clock, controller, client, storage } = newRig(makeStorage(), (_ctx, { status }) => {
      if (bad) Object.assign(status, { state: "on", conditions: [{ type, status: "True", reason: "", message: "" }] });
    });
    await controller.start();
    await client.create(device("d1"));
    await clock.advance(0);
    const loaded = await mustLoad(storage, "Device", "d1");
    const message = expect.stringContaining("The condition's type is");
    expect(conditionOf(loaded)).toMatchObject({ status: "False", reason: "ReconcileError", message });
    expect(loaded.status).toMatchObject({ observedGeneration: 1, conditions: [{ type: "Reconciled" }] });
    bad = false;
    await clock.advance(1_000);
    expect(conditionOf(await mustLoad(storage, "Device", "d1"))).toMatchObject({ status: "True" });
    expect(controller.snapshot()).toEqual([]);
  });

  test.each(MALFORMED)(
    "a status with a condition of the type %j cannot be written, and the field is named",
    async (type) => {
      const { client } = newRig(makeStorage(), () => {});
      const created = await client.create(device("d1"));
      const status = { conditions: [{ type, status: "True", reason: "", message: "" }] };
      await expect(client.updateStatus({ ...created, status })).rejects.toMatchObject({
        code: "Invalid",
        field: "type",
      });
      expect((await client.get("Device", "d1")).status).toEqual({});
    },
  );
});
