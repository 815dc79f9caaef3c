import { randomUUID } from "node:crypto";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { newResourceEvent } from "../events/new-event.ts";
import { FakeClock } from "../fake-clock.ts";
import { findCondition, setCondition } from "../resource/condition.ts";
import { scratchFolder } from "../storage/sqlite/testing/scratch.ts";
import { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import type { Transaction } from "../storage/storage.ts";
import type { ControllerOptions } from "./controller-options.ts";
import {
  device,
  DeviceReconciler,
  endWorld,
  Gate,
  newWorld,
  requestFor,
  START_MS,
  stored,
  type World,
} from "./testing/world.ts";

const folder = scratchFolder();
let file = "";
let clock: FakeClock;
let world: World;

beforeEach(() => {
  file = path.join(folder, `${randomUUID()}.db`);
  clock = new FakeClock(START_MS);
});
afterEach(async () => {
  await endWorld(world);
  await world.storage.close();
});

function openWorld(options: ControllerOptions = {}): World {
  const storage = new SqliteStorage(file, { clock, backups: { everyMs: Infinity } });
  world = newWorld({ clock, storage, ...options });
  return world;
}

/** Opens it all again, as after the program was ended. Nothing is settled first, except that the file has to be let go. */
async function restart(reconciler: DeviceReconciler, awayMs = 0, options: ControllerOptions = {}): Promise<World> {
  const before = world;
  await before.storage.close();
  await clock.advance(awayMs);
  await begin(reconciler, options);
  await endWorld({ ...before, clock });
  return world;
}

async function begin(reconciler: DeviceReconciler, options: ControllerOptions = {}): Promise<World> {
  openWorld(options);
  world.controller.registerReconciler(reconciler);
  const starting = world.controller.start();
  await clock.advance(0);
  await starting;
  return world;
}

async function create(uid: string, more: Parameters<typeof device>[1] = {}): Promise<void> {
  const created = world.controller.client.create(device(uid, more));
  await clock.advance(0);
  await created;
}

describe("over a durable storage, with nothing but new Controller(bus, storage)", () => {
  test("a request is kept from the moment its promise resolves, and done after a restart", async () => {
    openWorld();
    world.controller.registerReconciler(new DeviceReconciler());
    await create("d", { status: { observedGeneration: 1 } });
    const kept = world.controller.enqueue({ ...requestFor("d", "before the end"), actor: "ada", priority: 7 });
    await clock.advance(0);
    await kept;
    const reconciler = new DeviceReconciler();
    await restart(reconciler);
    await clock.advance(0);
    expect(reconciler.calls[0]?.ctx.reasons).toMatchObject(
      [
        { cause: "manual", message: "before the end", actor: "ada" },
        { cause: "event", message: "io.fabrica.device.created" },
      ].toReversed(),
    );
  });

  test("attempts and due times of retries are kept, and the backoff goes on where it was", async () => {
    await begin(
      new DeviceReconciler(() => {
        throw new Error("no route");
      }),
    );
    await create("d");
    await clock.advance(3_000);
    expect(world.controller.workItem("Device", "d")).toMatchObject({ attempts: 3, notBefore: START_MS + 7_000 });
    const reconciler = new DeviceReconciler(() => {
      throw new Error("still no route");
    });
    await restart(reconciler, 1_000);
    expect(world.controller.workItem("Device", "d")).toMatchObject({
      state: "backoff",
      attempts: 3,
      notBefore: START_MS + 7_000,
      lastError: "no route",
    });
    await clock.advance(2_999);
    expect(reconciler.calls).toHaveLength(0);
    await clock.advance(1);
    expect(reconciler.calls[0]?.ctx.attempt).toBe(3);
    expect(reconciler.calls[0]?.ctx.reasons.map(({ cause }) => cause)).toEqual(["event", "retry"]);
    expect(world.controller.workItem("Device", "d")).toMatchObject({ attempts: 4, notBefore: START_MS + 15_000 });
  });

  test("what was in processing when the process ended is done again", async () => {
    const gate = new Gate();
    await begin(new DeviceReconciler(() => gate.opened));
    await create("d");
    const reconciler = new DeviceReconciler();
    await restart(reconciler);
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(1);
    expect(reconciler.calls[0]?.ctx.reasons).toMatchObject([{ cause: "event", message: "io.fabrica.device.created" }]);
  });

  test("what was done is not done again", async () => {
    await begin(new DeviceReconciler());
    await create("d");
    expect(findCondition(await stored(world, "d"), "Reconciled")?.status).toBe("True");
    const reconciler = new DeviceReconciler();
    await restart(reconciler);
    await clock.advance(600_000);
    expect(reconciler.calls).toHaveLength(0);
  });

  test("a periodic check comes when it was due; one that fell due meanwhile comes after live edits", async () => {
    await begin(new DeviceReconciler(() => ({ requeueAfter: 60_000 })));
    await create("overdue");
    await clock.advance(30_000);
    await create("later");
    const gate = new Gate();
    const reconciler = new DeviceReconciler((_ctx, { metadata }) =>
      metadata.uid === "live" ? gate.opened : undefined,
    );
    const before = world;
    await before.storage.close();
    await clock.advance(45_000);
    openWorld({ workers: 1 });
    world.controller.registerReconciler(reconciler);
    await create("live");
    const starting = world.controller.start();
    await clock.advance(0);
    await starting;
    gate.open();
    await clock.advance(0);
    expect(reconciler.calls.map(({ uid }) => uid)).toEqual(["live", "overdue"]);
    await clock.advance(15_000);
    expect(reconciler.calls.map(({ uid }) => uid)).toEqual(["live", "overdue", "later"]);
    await endWorld(before);
  });

  test("checks that found nothing are kept together, within a second", async () => {
    await begin(new DeviceReconciler(() => ({ requeueAfter: 60_000 })));
    for (const uid of ["a", "b", "c"]) await create(uid);
    const keptDueTimes = async () => (await world.storage.durable?.loadWork())?.map(({ notBefore }) => notBefore);
    await clock.advance(60_500);
    expect(await keptDueTimes()).toEqual(Array.from({ length: 3 }, () => START_MS + 60_000));
    await clock.advance(500);
    expect(await keptDueTimes()).toEqual(Array.from({ length: 3 }, () => START_MS + 120_000));
    await restart(new DeviceReconciler());
    expect(world.controller.snapshot().map(({ notBefore }) => notBefore)).toEqual(
      Array.from({ length: 3 }, () => START_MS + 120_000),
    );
  });

  test("a check that found something is kept at once, what the reconciler did not write too", async () => {
    let ready: "True" | "False" = "True";
    await begin(
      new DeviceReconciler((_ctx, resource) => {
        setCondition(resource, "Ready", ready, "Observed", "");
        return { requeueAfter: 60_000 };
      }),
    );
    await create("d");
    ready = "False";
    await clock.advance(60_000);
    expect(findCondition(await stored(world, "d"), "Ready")?.status).toBe("False");
  });

  test("checks that come faster than they are kept are all counted", async () => {
    await begin(new DeviceReconciler(() => ({ requeueAfter: 100 })));
    await create("d");
    await clock.advance(950);
    await world.controller.stop();
    const { storage } = world;
    if (!(storage instanceof SqliteStorage)) throw new Error("the world's storage is not durable");
    const records = storage.queries.recordsPage({ kind: "Device", uid: "d", limit: 10 });
    expect(records.map(({ record }) => record.repeats)).toEqual([9, undefined]);
  });

  test("what was just checked, deleted and made anew keeps the work of the new one", async () => {
    await begin(new DeviceReconciler(() => ({ requeueAfter: 60_000 })));
    await create("d");
    await clock.advance(60_000);
    await world.controller.client.delete("Device", "d");
    await world.controller.pause({}, { reason: "to see what is kept", actor: "test" });
    await create("d");
    await clock.advance(1_000);
    expect(await world.storage.durable?.loadWork()).toMatchObject([
      { resourceUid: "d", reasons: [{ cause: "event" }] },
    ]);
  });

  test("a clock that was set back lets nothing wait longer than it was to wait", async () => {
    await begin(new DeviceReconciler(() => ({ requeueAfter: 60_000 })));
    await create("d");
    clock = new FakeClock(START_MS - 86_400_000);
    const reconciler = new DeviceReconciler();
    await restart(reconciler);
    await clock.advance(60_000);
    expect(reconciler.calls).toHaveLength(1);
  });

  test("the event that brought work is in the log with it, and the record of what was done", async () => {
    const logged: string[] = [];
    const records: unknown[] = [];
    openWorld();
    spyOnTransactions(world.storage, logged, records);
    world.controller.registerReconciler(new DeviceReconciler());
    const starting = world.controller.start();
    await clock.advance(0);
    await starting;
    await create("d");
    await world.bus.publish(newResourceEvent("io.example.device.poked", "Device", "d"));
    await clock.advance(0);
    expect(logged).toEqual(["io.fabrica.device.created", "io.fabrica.condition.Reconciled", "io.example.device.poked"]);
    expect(records).toMatchObject([
      { resourceUid: "d", outcome: "succeeded", generation: 1, attempt: 0, reasons: [{ cause: "event" }] },
      { resourceUid: "d", outcome: "succeeded", reasons: [{ message: "io.example.device.poked" }] },
    ]);
  });

  test("pauses outlive a restart, with who and why, and so does the work that collected", async () => {
    await begin(new DeviceReconciler());
    const paused = world.controller.pause({ kind: "Device" }, { reason: "maintenance", actor: "ada" });
    await clock.advance(0);
    await paused;
    await create("d");
    const reconciler = new DeviceReconciler();
    await restart(reconciler);
    await clock.advance(0);
    expect(reconciler.calls).toHaveLength(0);
    expect(world.controller.pauses()).toMatchObject([{ kind: "Device", reason: "maintenance", actor: "ada" }]);
    expect(world.controller.snapshot()).toMatchObject([{ state: "paused", reasons: [{ cause: "event" }] }]);
    const resumed = world.controller.resume({ kind: "Device" });
    await clock.advance(0);
    expect(await resumed).toBe(true);
    expect(reconciler.calls).toHaveLength(1);
  });

  test("a deletion that waits for finalizers is gone on with", async () => {
    openWorld();
    await create("d", { metadata: { uid: "d", finalizers: ["example/one"] }, status: { observedGeneration: 1 } });
    await world.storage.delete("Device", "d");
    const reconciler = new DeviceReconciler();
    await restart(reconciler);
    await clock.advance(0);
    expect(reconciler.calls[0]?.device.metadata.deletionTimestamp).toBeDefined();
  });

  test("work of a kind that has no reconciler this time is kept for the time when it has", async () => {
    openWorld();
    world.controller.registerReconciler(new DeviceReconciler());
    const kept = world.controller.enqueue(requestFor("d", "kept"));
    await clock.advance(0);
    await kept;
    await restart(new DeviceReconciler(undefined, "Node"));
    expect(world.controller.snapshot()).toEqual([]);
    const reconciler = new DeviceReconciler();
    await world.storage.create(device("d", { status: { observedGeneration: 1 } }));
    await restart(reconciler);
    await clock.advance(0);
    expect(reconciler.calls[0]?.ctx.reasons).toMatchObject([{ message: "kept" }]);
  });

  test("stop leaves retries, checks and requests to be resumed", async () => {
    await begin(
      new DeviceReconciler((_ctx, { metadata }) => {
        if (metadata.uid === "failing") throw new Error("no");
        return { requeueAfter: 60_000 };
      }),
    );
    await create("failing");
    await create("checked");
    await world.controller.enqueueAfter(requestFor("asked"), 30_000);
    const stopped = world.controller.stop();
    await clock.advance(0);
    await stopped;
    await restart(new DeviceReconciler());
    expect(world.controller.snapshot()).toMatchObject([
      { resourceUid: "failing", state: "backoff", attempts: 1 },
      { resourceUid: "asked", state: "delayed" },
      { resourceUid: "checked", state: "delayed" },
    ]);
  });
});

function spyOnTransactions(storage: World["storage"], events: string[], records: unknown[]): void {
  const spied = (tx: Transaction): Transaction => {
    const appendEvent = tx.appendEvent.bind(tx);
    const appendRecord = tx.appendRecord.bind(tx);
    tx.appendEvent = (event) => {
      events.push(event.type);
      appendEvent(event);
    };
    tx.appendRecord = (record) => {
      records.push(record);
      appendRecord(record);
    };
    return tx;
  };
  const transact = storage.transact?.bind(storage);
  storage.transact = async (run) => transact?.((tx) => run(spied(tx))) ?? Promise.reject(new Error("no transactions"));
}
