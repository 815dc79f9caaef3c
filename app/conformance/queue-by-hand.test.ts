import { describe, expect, test } from "vitest";
import type { Controller, Storage } from "../index.ts";
import { device, newGate, newRig, request, storages, type Reconcile, type Rig } from "./testing/rig.ts";

const WHY = { reason: "to look", actor: "ada" };

async function ask({ controller, clock }: Rig): Promise<void> {
  for (const [uid, priority] of Object.entries({ low: -1, first: 0, second: 0, high: 10 })) {
    await controller.enqueue({ ...request(uid), priority });
    await clock.advance(1);
  }
}

describe.each(storages)("%s", (_name, makeStorage) => {
  async function withWorkers(
    workers: number,
    paused: boolean,
    reconcile: Reconcile = () => {},
  ): Promise<Rig & { saw: string[] }> {
    const saw: string[] = [];
    const rig = newRig(
      makeStorage(),
      (ctx, resource) => {
        saw.push(resource.metadata.uid);
        return reconcile(ctx, resource);
      },
      { workers },
    );
    for (const uid of ["low", "first", "second", "high"]) {
      await rig.storage.create({ ...device(uid), status: { observedGeneration: 1 } });
    }
    await rig.controller.start();
    if (paused) await rig.controller.pause({}, WHY);
    return { ...rig, saw };
  }

  const IN_ORDER = ["high", "first", "second", "low"];

  test.each([1, 2])("with %i workers, what was paused is done by priority, then first come", async (workers) => {
    const rig = await withWorkers(workers, true);
    await ask(rig);
    expect(rig.controller.snapshot().map(({ resourceUid }) => resourceUid)).toEqual(IN_ORDER);
    await rig.controller.resume({});
    await rig.clock.advance(0);
    expect(rig.saw).toEqual(IN_ORDER);
  });

  test("what was ready when it was paused comes back in the order in which it was", async () => {
    const gate = newGate();
    const rig = await withWorkers(1, false, () => gate.opened);
    const { controller, clock } = rig;
    await controller.enqueue(request("low"));
    // Known in this order, ready in the other.
    await controller.enqueueAfter(request("second"), 20);
    await controller.enqueueAfter(request("first"), 10);
    await clock.advance(30);
    await controller.pause({}, WHY);
    gate.open();
    await clock.advance(0);
    await controller.resume({});
    await clock.advance(0);
    expect(rig.saw).toEqual(["low", "first", "second"]);
  });

  test("a step lets the most important of what is paused through, also when that became so only while it was", async () => {
    const rig = await withWorkers(1, true);
    await ask(rig);
    await rig.controller.enqueue({ ...request("second"), priority: 20 });
    const steps = [rig.controller.step(), rig.controller.step({ kind: "Device" }), rig.controller.step()];
    expect(steps.map((step) => step?.uid)).toEqual(["second", "high", "first"]);
    await rig.clock.advance(0);
    expect(rig.saw).toEqual(["second", "high", "first"]);
  });

  test("a backoff that ends before what was asked for anyway shows as one, and can be forgotten", async () => {
    let fail = true;
    const { controller, clock } = await withWorkers(1, false, async () => {
      await controller.enqueueAfter(request("first", "in an hour"), 3_600_000);
      if (fail) throw new Error("no");
    });
    await controller.enqueue(request("first"));
    await clock.advance(0);
    expect(controller.snapshot()).toMatchObject([{ resourceUid: "first", state: "backoff" }]);
    fail = false;
    expect(await controller.forgetBackoff("Device", "first")).toBe(true);
    await clock.advance(0);
    expect(controller.snapshot()).toMatchObject([{ resourceUid: "first", state: "delayed", attempts: 0 }]);
  });

  const bad: [what: string, scope: unknown, why: unknown, field: string][] = [
    ["no scope", null, WHY, "scope"],
    ["a uid without a kind", { uid: "d1" }, WHY, "kind"],
    ["a kind that is empty", { kind: "" }, WHY, "kind"],
    ["a kind that is a number", { kind: 5 }, WHY, "kind"],
    ["a uid that is a path", { kind: "Device", uid: "../d1" }, WHY, "uid"],
    ["no reason", {}, { actor: "ada" }, "reason"],
    ["a reason that is an object", {}, { reason: {}, actor: "ada" }, "reason"],
    ["an actor that is a number", {}, { reason: "to look", actor: 5 }, "actor"],
    ["nothing that says why", {}, undefined, "why"],
  ];

  test.each(bad)("a pause with %s is refused by name, and nothing is paused", async (_what, scope, why, field) => {
    const storage = makeStorage();
    const { controller } = newRig(storage, () => {});
    await expect(pause(controller, scope, why)).rejects.toMatchObject({ code: "Invalid", field });
    expect(controller.pauses()).toEqual([]);
    expect((await storage.durable?.loadPauses()) ?? []).toEqual([]);
  });

  test("a pause of a kind that has no reconciler yet is as good as any", async () => {
    const { controller } = newRig(makeStorage(), () => {});
    await controller.pause({ kind: "Gadget" }, WHY);
    expect(controller.pauses()).toMatchObject([{ kind: "Gadget" }]);
  });

  test("a pause that cannot be kept does not hold, and one whose end cannot be kept goes on", async () => {
    const storage = makeStorage();
    const { controller } = newRig(storage, () => {});
    await controller.pause({ kind: "Device" }, WHY);
    const mend = breakTransactions(storage);
    await expect(controller.pause({}, WHY)).rejects.toThrow("the disk is full");
    await expect(controller.resume({ kind: "Device" })).rejects.toThrow("the disk is full");
    expect(controller.pauses()).toMatchObject([{ kind: "Device" }]);
    mend();
    expect(await controller.resume({ kind: "Device" })).toBe(true);
  });
});

/** As a program that is not type-checked would call it. */
function pause(controller: Controller, scope: unknown, why: unknown): Promise<void> {
  return Reflect.apply(controller.pause, controller, [scope, why]);
}

function breakTransactions(storage: Storage): () => void {
  Object.assign(storage, { transact: () => Promise.reject(new Error("the disk is full")) });
  return () => Reflect.deleteProperty(storage, "transact");
}
