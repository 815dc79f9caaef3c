import { describe, expect, test } from "vitest";
import { findCondition, isConditionTrue, type Logger, type RateLimiter } from "../index.ts";
import {
  device,
  mustLoad,
  newRig,
  rejections,
  storages,
  unreadable,
  type Reconcile,
  type RigOptions,
} from "./testing/rig.ts";

function revoked(): object {
  const { proxy, revoke } = Proxy.revocable(new Error("x"), {});
  revoke();
  return proxy;
}

const thrown: [what: string, make: () => unknown][] = [
  ["an error whose message is a symbol", () => Object.assign(new Error("x"), { message: Symbol("s") })],
  ["an error whose message is an object", () => Object.assign(new Error("x"), { message: { code: 1 } })],
  ["an error without a message", () => Object.assign(new Error("x"), { message: undefined })],
  ["an error whose message cannot be read", () => unreadable("message")],
  ["an error whose cause cannot be read", () => unreadable("cause")],
  ["a proxy that was revoked", revoked],
];

const broken: Logger = {
  debug() {},
  info() {},
  warn: () => never(),
  error: () => never(),
};

function never(): never {
  throw new Error("the disk is full");
}

function limiter(when: () => number): RateLimiter<object> {
  return { when, forget: never, numRequeues: never };
}

describe.each(storages)("%s: a worker outlives", (_name, makeStorage) => {
  /** Lets `bad` misbehave in its first two runs; then it and `good` should get to where they belong all the same. */
  async function letMisbehave(misbehave: Reconcile, options: RigOptions = {}) {
    const unhandled = rejections();
    const storage = makeStorage();
    let runs = 0;
    const reconcile: Reconcile = (ctx, resource) =>
      resource.metadata.uid === "bad" && ++runs <= 2 ? misbehave(ctx, resource) : undefined;
    const { client, controller, clock } = newRig(storage, reconcile, { workers: 1, ...options });
    await controller.start();
    await client.create(device("bad"));
    await clock.advance(0);
    const afterFirst = await mustLoad(storage, "Device", "bad");
    await clock.advance(60_000);
    await client.create(device("good"));
    await clock.advance(0);
    const ended = [await mustLoad(storage, "Device", "bad"), await mustLoad(storage, "Device", "good")];
    const reconciled = ended.map((resource) => isConditionTrue(resource, "Reconciled"));
    return {
      first: findCondition(afterFirst, "Reconciled"),
      outcome: { unhandled, waiting: controller.snapshot(), reconciled },
    };
  }
  const OUTLIVED = { unhandled: [], waiting: [], reconciled: [true, true] };

  test.each(thrown)("%s, which is told as a failure", async (_what, make) => {
    const { first, outcome } = await letMisbehave(() => {
      throw make();
    });
    expect(outcome).toEqual(OUTLIVED);
    expect(first).toMatchObject({ status: "False", reason: "ReconcileError", message: expect.any(String) });
  });

  test("a copy of the resource whose status cannot be read", async () => {
    const { first, outcome } = await letMisbehave(
      (_ctx, resource) => void Object.defineProperty(resource, "status", { get: never }),
    );
    expect(outcome).toEqual(OUTLIVED);
    expect(first).toMatchObject({ status: "False", message: "the disk is full" });
  });

  test("conditions that are none, on the copy and in the storage", async () => {
    const unhandled = rejections();
    const storage = makeStorage();
    const { client, controller, clock } = newRig(storage, (_ctx, resource) => {
      Object.assign(resource.status, { conditions: [null, 1, {}, { type: 5 }] });
    });
    await storage.create({ ...device("d1"), status: { conditions: [null] } });
    await client.create({ ...device("d2"), status: { conditions: [null, "Ready"] } });
    await controller.start();
    await clock.advance(0);
    expect(unhandled).toEqual([]);
    for (const uid of ["d1", "d2"]) {
      expect((await mustLoad(storage, "Device", uid)).status).toMatchObject({
        observedGeneration: 1,
        conditions: [{ type: "Reconciled", status: "True" }],
      });
    }
  });

  test("reasons that the reconciler has done away with", async () => {
    const { outcome } = await letMisbehave((ctx) => {
      Object.assign(Object(ctx.reasons), { 0: null });
      throw new Error("and then it failed");
    });
    expect(outcome).toEqual(OUTLIVED);
  });

  test.each([
    ["throws", never],
    ["names no number", () => NaN],
    ["names a time that has been", () => -1],
  ])("a rate limiter that %s: the usual backoff holds", async (_what, when) => {
    const rateLimiter = limiter(when);
    expect((await letMisbehave(() => never(), { rateLimiter })).outcome).toEqual(OUTLIVED);
  });

  test("a logger that throws", async () => {
    expect((await letMisbehave(() => never(), { logger: broken })).outcome).toEqual(OUTLIVED);
    expect((await letMisbehave((ctx) => ctx.logger.error("x"), { logger: broken })).outcome).toEqual(OUTLIVED);
  });
});
