import { CloudEvent } from "cloudevents";
import { describe, expect, test } from "vitest";
import { FakeClock, InMemoryStorage, newResourceEvent, SqliteStorage, TerminalError, type Storage } from "../index.ts";
import {
  databaseFile,
  device,
  end,
  newRig,
  request,
  silent,
  type Reconcile,
  type Rig,
  type RigOptions,
} from "./testing/rig.ts";

/** A fleet's storage before and after its engine went away. */
const homes: [name: string, make: () => { open(): Storage; shut(storage: Storage): Promise<void> }][] = [
  [
    "SqliteStorage, closed and opened",
    () => {
      const file = databaseFile();
      return { open: () => new SqliteStorage(file, { logger: silent }), shut: (storage) => storage.close() };
    },
  ],
  [
    "one InMemoryStorage under two controllers",
    () => {
      const storage = new InMemoryStorage({ logger: silent });
      return { open: () => storage, shut: async () => {} };
    },
  ],
];

function circle(): object {
  const data: Record<string, unknown> = {};
  data["self"] = data;
  return data;
}

describe.each(homes)("%s", (_name, makeHome) => {
  function newLives(): {
    clock: FakeClock;
    open(reconcile: Reconcile, options?: RigOptions): Rig;
    begin(reconcile: Reconcile, options?: RigOptions): Promise<Rig>;
    die(rig: Rig): Promise<void>;
  } {
    const home = makeHome();
    const clock = new FakeClock(1_000_000);
    const open = (reconcile: Reconcile, options: RigOptions = {}): Rig =>
      newRig(home.open(), reconcile, { clock, ...options });
    return {
      clock,
      open,
      async begin(reconcile, options) {
        const rig = open(reconcile, options);
        await rig.controller.start();
        await clock.advance(0);
        return rig;
      },
      async die(rig) {
        await end(rig);
        await home.shut(rig.storage);
      },
    };
  }

  const device1 = { kind: "Device", uid: "d1" };
  const before = { reason: "before", actor: "ada" };

  test("a pause that was kept can be resumed, or be replaced, as soon as the controller is made", async () => {
    const { clock, open, begin, die } = newLives();
    let rig = await begin(() => {});
    await rig.controller.pause({ kind: "Device" }, before);
    await rig.controller.pause(device1, before);
    await die(rig);

    let runs = 0;
    rig = open(() => void runs++);
    const resumed = rig.controller.resume({ kind: "Device" });
    const paused = rig.controller.pause(device1, { reason: "after", actor: "bob" });
    expect(rig.controller.pauses()).toMatchObject([{ uid: "d1", reason: "after" }]);
    await rig.controller.start();
    await Promise.all([resumed, paused]);
    expect(await resumed).toBe(true);
    for (const uid of ["d1", "d2"]) await rig.client.create(device(uid));
    await clock.advance(0);
    expect(rig.controller.pauses()).toMatchObject([{ uid: "d1", reason: "after", actor: "bob" }]);
    expect(runs).toBe(1);
    await die(rig);

    rig = await begin(() => {});
    expect(rig.controller.pauses()).toMatchObject([{ uid: "d1", reason: "after", actor: "bob" }]);
    expect(await rig.controller.resume({ kind: "Device" })).toBe(false);
  });

  test("what is paused and resumed right after the controller was made stays so, in the order in which that was asked", async () => {
    const { open, begin, die } = newLives();
    let rig = await begin(() => {});
    await rig.controller.pause({}, before);
    await die(rig);
    rig = open(() => {});
    const { controller } = rig;
    const [resumed, , again] = await Promise.all([
      controller.resume({}),
      controller.pause({}, { reason: "after", actor: "bob" }),
      controller.resume({ kind: "Device" }),
      controller.pause({ kind: "Device" }, before),
      controller.resume({ kind: "Device" }),
    ]);
    expect([resumed, again]).toEqual([true, true]);
    expect(controller.pauses()).toMatchObject([{ reason: "after" }]);
    await die(rig);
    rig = await begin(() => {});
    expect(rig.controller.pauses()).toMatchObject([{ reason: "after" }]);
  });

  test("work that was kept can be withdrawn, or be hastened, as soon as the controller is made", async () => {
    const { clock, open, begin, die } = newLives();
    let rig = await begin(() => ({ requeueAfter: 3_600_000 }));
    for (const uid of ["d1", "d2"]) await rig.client.create(device(uid));
    await clock.advance(0);
    await die(rig);

    const saw: string[] = [];
    rig = open((_ctx, { metadata }) => void saw.push(metadata.uid));
    const asked = [rig.controller.cancel("Device", "d1"), rig.controller.retryNow("Device", "d2")];
    await rig.controller.start();
    expect(await Promise.all(asked)).toEqual([true, true]);
    await clock.advance(7_200_000);
    expect(saw).toEqual(["d2"]);
    expect(rig.controller.snapshot()).toEqual([]);
  });

  test.each([
    ["what the event carries goes round in a circle", { data: circle() }],
    ["what the event carries holds a number that JSON has none for", { data: { of: { bytes: 5n } } }],
    ["an attribute of the event is such a number", { bytes: 5n }],
  ])("the work that an event brought outlives the process, though %s", async (_what, odd) => {
    const { clock, begin, die } = newLives();
    let rig = await begin(() => {});
    await rig.client.create(device("d1"));
    await clock.advance(0);
    await rig.controller.pause({}, before);
    const event = newResourceEvent("io.example.device.poked", "Device", "d1");
    await rig.bus.publish(Object.assign(Object.create(CloudEvent.prototype), event, odd));
    await clock.advance(0);
    await die(rig);
    let saw: unknown;
    rig = await begin((ctx) => void (saw = ctx.reasons));
    await rig.controller.resume({});
    await clock.advance(0);
    expect(saw).toMatchObject([{ cause: "event", message: "io.example.device.poked" }]);
  });

  test("one whose reconciler asks to be called again goes on with its backoff where it was", async () => {
    const { clock, begin, die } = newLives();
    const at: number[] = [];
    const again: Reconcile = () => {
      at.push((clock.now() - 1_000_000) / 1_000);
      return { requeue: true };
    };
    const first = await begin(again);
    await first.client.create(device("d1"));
    for (let n = 0; n < 8; n++) await clock.advance(1_000);
    expect(at).toEqual([0, 1, 3, 7]);
    await die(first);
    await begin(again);
    for (let n = 0; n < 24; n++) await clock.advance(1_000);
    const [due = 0, next = 0, ...others] = at.slice(4);
    expect({ waited: next - due, others }).toEqual({ waited: 16, others: [] });
  });

  test("what was observed and has nothing due is left alone; what was not observed is reconciled", async () => {
    const { clock, begin, die } = newLives();
    const first = await begin(() => {});
    await first.client.create(device("done"));
    await clock.advance(0);
    await first.controller.stop();
    await first.client.create(device("fresh"));
    await die(first);
    const saw: string[] = [];
    const second = await begin((_ctx, { metadata }) => void saw.push(metadata.uid));
    await clock.advance(1_000_000);
    expect(saw).toEqual(["fresh"]);
    await die(second);
  });

  test("what a reconcile was aborted in by stop is resumed", async () => {
    const { begin, die } = newLives();
    const first = await begin(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    );
    await first.client.create(device("d1"));
    await first.clock.advance(0);
    await die(first);
    const attempts: number[] = [];
    const second = await begin(({ attempt }) => void attempts.push(attempt));
    expect(attempts).toEqual([0]);
    await die(second);
  });

  test("a retry keeps its attempts and its due time", async () => {
    const { clock, begin, die } = newLives();
    const first = await begin(() => {
      throw new Error("no");
    });
    await first.client.create(device("d1"));
    await clock.advance(3_000);
    const [before] = first.controller.snapshot();
    expect(before).toMatchObject({ state: "backoff", attempts: 3 });
    await die(first);
    const attempts: [number, number][] = [];
    // The first life's farewell took some of the time until the retry falls due.
    const second = await begin((ctx) => {
      attempts.push([ctx.attempt, clock.now()]);
      throw new Error("no");
    });
    await clock.advance(1);
    expect(attempts).toMatchObject([[3, expect.any(Number)]]);
    expect(attempts[0]?.[1]).toBeGreaterThanOrEqual(before?.notBefore ?? Infinity);
    const [after] = second.controller.snapshot();
    expect(after).toMatchObject({ state: "backoff", attempts: 4 });
    expect((after?.notBefore ?? 0) - (attempts[0]?.[1] ?? 0)).toBe(8_000);
    await die(second);
  });

  test("a periodic check falls due after the restart as it would have before", async () => {
    const { clock, begin, die } = newLives();
    const first = await begin(() => ({ requeueAfter: 3_600_000 }));
    await first.client.create(device("d1"));
    await clock.advance(0);
    const due = clock.now() + 3_600_000;
    await die(first);
    const times: number[] = [];
    const second = await begin(() => void times.push(clock.now()));
    expect(times).toEqual([]);
    await clock.advance(due - clock.now() - 1);
    expect(times).toEqual([]);
    await clock.advance(1);
    expect(times).toEqual([due]);
    await die(second);
  });

  test("what was asked for by hand, now or later, survives with its reasons", async () => {
    const { clock, begin, die } = newLives();
    const first = await begin(() => {}, { workers: 1 });
    for (const uid of ["now", "later"]) await first.client.create(device(uid));
    await clock.advance(0);
    await first.controller.enqueueAfter({ ...request("later", "check the fan"), priority: 4 }, 3_600_000);
    await die(first);
    const saw: unknown[] = [];
    const second = await begin(({ reasons }) => void saw.push(...reasons.map(({ message }) => message)));
    expect(second.controller.snapshot()).toMatchObject([
      { resourceUid: "later", state: "delayed", priority: 4, reasons: [{ message: "check the fan", count: 1 }] },
    ]);
    await clock.advance(3_600_000);
    expect(saw).toEqual(["check the fan"]);
    await die(second);
  });

  test("a terminal error is not tried again by a restart", async () => {
    const { clock, begin, die } = newLives();
    const first = await begin(() => {
      throw new TerminalError("never");
    });
    await first.client.create(device("d1"));
    await clock.advance(0);
    await die(first);
    let calls = 0;
    const second = await begin(() => void calls++);
    await clock.advance(1_000_000);
    expect(calls).toBe(0);
    await die(second);
  });

  test("a deletion that was marked while no controller ran is finished by the next one", async () => {
    const { clock, begin, die } = newLives();
    const first = await begin(() => {});
    await first.client.create(device("d1", { finalizers: ["example.com/fan"] }));
    await clock.advance(0);
    await first.controller.stop();
    await first.client.delete("Device", "d1");
    await die(first);
    const second = await begin(async (ctx, subject) => {
      if (subject.metadata.deletionTimestamp === undefined) return;
      await ctx.client.update({ ...subject, metadata: { ...subject.metadata, finalizers: [] } });
    });
    await clock.advance(0);
    expect(await second.storage.load("Device", "d1")).toBeUndefined();
    await die(second);
  });
});
