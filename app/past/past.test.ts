import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { InMemoryEventBus } from "../events/in-memory-event-bus.ts";
import { Client } from "../reconcile/client.ts";
import type { Reason } from "../reconcile/reason.ts";
import type { ReconcileRecord } from "../reconcile/record.ts";
import { setCondition, type ConditionStatus } from "../resource/condition.ts";
import { SqliteStorage } from "../storage/sqlite/sqlite-storage.ts";
import { Past } from "./past.ts";
import type { LiveWork } from "./past-work.ts";

const START = Date.UTC(2026, 0, 1);
const MINUTE = 60_000;
const silent = { error: () => {}, warn: () => {} };

let folder: string;
let clock: FakeClock;
let storage: SqliteStorage;
let client: Client;
let live: LiveWork[];
let past: Past;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), "past-"));
  clock = new FakeClock(START);
  live = [];
  open();
});

afterEach(async () => {
  past.close();
  await storage.close();
  rmSync(folder, { recursive: true });
});

function open(): void {
  const options = { clock, logger: silent, backups: { everyMs: Infinity } };
  storage = new SqliteStorage(path.join(folder, "fabrica.db"), options);
  client = new Client(storage, new InMemoryEventBus(1_000, 1, { clock }), { clock });
  past = new Past(
    storage.queries,
    { all: () => live, of: ({ uid }) => live.find((w) => w.resourceUid === uid) },
    clock,
  );
}

async function workAt(at: number) {
  return (await past.resourceAt({ kind: "Device", uid: "a" }, at)).was?.work;
}

async function create(uid: string): Promise<void> {
  await client.create({ kind: "Device", metadata: { name: `n-${uid}`, uid }, spec: { size: 1 } }, { actor: "ann" });
}

async function become(uid: string, status: ConditionStatus): Promise<void> {
  const resource = await client.get("Device", uid);
  resource.status ??= {};
  setCondition(resource, "Ready", status, "Because", `It is ${status}`, clock.now());
  await client.updateStatus(resource);
}

const record = (uid: string, startedAt: number, more: Partial<ReconcileRecord> = {}): ReconcileRecord => ({
  resourceKind: "Device",
  resourceUid: uid,
  startedAt,
  durationMs: 1_000,
  attempt: 0,
  reasons: [reason("event", startedAt - 5_000)],
  outcome: "succeeded",
  actions: ["it was told to start"],
  ...more,
});

function reason(cause: Reason["cause"], at: number): Reason {
  return { cause, message: cause, count: 1, firstAt: at, lastAt: at };
}

async function keep(...records: ReconcileRecord[]): Promise<void> {
  for (const each of records) {
    const ended = each.startedAt + each.durationMs;
    if (ended > clock.now()) await clock.advance(ended - clock.now());
    await storage.transact((tx) => tx.appendRecord(each));
  }
}

describe("what is no longer kept", () => {
  test("is said to be unknown, not guessed, when the log was trimmed", async () => {
    await create("a");
    await create("b");
    await clock.advance(MINUTE);
    await become("a", "False");
    await clock.advance(MINUTE);
    await become("a", "True");
    await clock.advance(MINUTE);
    await create("c");
    // The log keeps the last two events: that `a` is True, and that `c` came.
    await storage.trim({ events: { maxCount: 2 } });
    expect(past.kept()).toEqual({ since: START + 2 * MINUTE, isBeginning: false, recordsSince: undefined });
    const { kinds } = await past.fleetAt(START + 2 * MINUTE - 1, 9);
    expect(kinds).toEqual([{ kind: "Device", total: 2, ready: 0, notReady: 0, unknown: 1, notKept: 1 }]);
    const now = await past.fleetAt(clock.now(), 9);
    expect(now.kinds).toEqual([{ kind: "Device", total: 3, ready: 1, notReady: 0, unknown: 2, notKept: 0 }]);
    expect((await past.resourceAt({ kind: "Device", uid: "a" }, START + MINUTE)).was?.conditions).toEqual([]);
  });

  test("is the spec of a time whose revision is gone", async () => {
    await create("a");
    for (const size of [2, 3, 4]) {
      await clock.advance(MINUTE);
      await client.patch("Device", "a", { spec: { size } });
    }
    await storage.trim({ revisions: { maxPerResource: 1 } });
    const specAt = async (minutes: number) =>
      (await past.resourceAt({ kind: "Device", uid: "a" }, START + minutes * MINUTE)).was?.spec;
    expect(await specAt(3)).toMatchObject({ generation: 4, spec: { size: 4 } });
    expect(await specAt(2)).toMatchObject({ generation: 3, spec: { size: 3 } });
    expect(await specAt(1)).toBeUndefined();
    // What cannot be compared any more is no difference.
    expect((await past.changes(START, START + 3 * MINUTE, 9)).spec.count).toBe(0);
  });

  test("does not hide what was deleted since", async () => {
    await create("a");
    await become("a", "True");
    await clock.advance(MINUTE);
    await client.delete("Device", "a");
    await clock.advance(MINUTE);
    await create("b");
    await storage.trim({ events: { maxCount: 2 } });
    expect((await past.fleetAt(START + MINUTE - 1, 9)).kinds).toMatchObject([{ total: 1, notKept: 1 }]);
    expect((await past.fleetAt(START + MINUTE, 9)).kinds).toEqual([]);
    expect((await past.changes(START + MINUTE - 1, clock.now(), 9)).deleted.items).toMatchObject([{ name: "n-a" }]);
  });
});

describe("the fleet then", () => {
  test("is the same after a restart, and goes on with what happens", async () => {
    await create("a");
    await clock.advance(MINUTE);
    await become("a", "False");
    const before = await past.fleetAt(clock.now(), 9);
    expect(before.notReady).toEqual([
      {
        kind: "Device",
        uid: "a",
        name: "n-a",
        ready: "False",
        since: START + MINUTE,
        reason: "Because",
        message: "It is False",
      },
    ]);
    past.close();
    await storage.close();
    open();
    expect(await past.fleetAt(clock.now(), 9)).toEqual(before);
    await clock.advance(MINUTE);
    await become("a", "True");
    expect((await past.fleetAt(clock.now(), 9)).notReadyTotal).toBe(0);
    expect(await past.fleetAt(START + MINUTE, 9)).toEqual(before);
  });

  test("steps from event to event, of all or of one resource", async () => {
    await create("a");
    await clock.advance(MINUTE);
    await create("b");
    await clock.advance(MINUTE);
    await become("a", "True");
    expect(past.neighbour(START, "forward")).toBe(START + MINUTE);
    expect(past.neighbour(START, "forward", "a")).toBe(START + 2 * MINUTE);
    expect(past.neighbour(START + 2 * MINUTE, "back", "a")).toBe(START);
    expect(past.neighbour(START, "back")).toBeUndefined();
    expect(past.neighbour(clock.now(), "forward")).toBeUndefined();
  });

  test("names the fields of a spec that changed, and none where the change was undone", async () => {
    await create("a");
    await create("b");
    await clock.advance(MINUTE);
    await client.patch("Device", "a", { spec: { size: 2 } });
    await client.patch("Device", "b", { spec: { size: 2 } });
    await clock.advance(MINUTE);
    await client.patch("Device", "b", { spec: { size: 1 } });
    const { spec } = await past.changes(START, clock.now(), 9);
    expect(spec.count).toBe(1);
    expect(spec.items).toMatchObject([{ uid: "a", generations: [1, 2], fields: ["size"], fieldCount: 1 }]);
  });
});

describe("the queue then", () => {
  test("has what a reconcile held, and what waited for the reconcile that came later", async () => {
    const at = START + 10 * MINUTE;
    await keep(
      record("done", at - 5_000),
      record("held", at - 500),
      record("next", at + 1_000, { reasons: [reason("manual", at - 2_000)] }),
      record("again", at + 2_000, { attempt: 2, reasons: [reason("event", at - MINUTE), reason("retry", at - 1_000)] }),
      record("check", at + 3_000, { reasons: [reason("periodic", at - 3_000)] }),
      record("later", at + 9_000, { reasons: [reason("event", at + 8_000)] }),
    );
    const queue = await past.queueAt(at, 9);
    expect(queue).toMatchObject({ processingTotal: 1, waitingTotal: 2, checksTotal: 1 });
    expect(queue.processing).toMatchObject([{ uid: "held", since: at - 500, endedAt: at + 500 }]);
    expect(queue.waiting).toMatchObject([
      { uid: "next", state: "turn", since: at - 2_000 },
      { uid: "again", state: "retry", since: at - 1_000, attempt: 2 },
    ]);
    expect(queue.lookedUntil).toBeUndefined();
  });

  test("has what waits still", async () => {
    await clock.advance(MINUTE);
    live = [
      {
        resourceKind: "Device",
        resourceUid: "a",
        state: "ready",
        since: START,
        attempts: 0,
        reasons: [reason("event", START)],
      },
      { resourceKind: "Device", resourceUid: "b", state: "processing", since: START + 9, attempts: 0, reasons: [] },
    ];
    expect((await past.queueAt(START + 5, 9)).waiting).toMatchObject([{ uid: "a", state: "turn" }]);
    expect((await past.queueAt(START + 9, 9)).processing).toMatchObject([{ uid: "b", since: START + 9 }]);
    expect(await past.queueAt(START - 1, 9)).toMatchObject({ waitingTotal: 0, processingTotal: 0 });
  });

  test("finds what runs beside checks that are kept as one", async () => {
    const check = { reasons: [reason("periodic", START)], actions: [] };
    await keep(...[1, 2, 3, 4].map((minute) => record("calm", START + minute * MINUTE, check)));
    await keep(record("busy", START + 5 * MINUTE, { durationMs: MINUTE }));
    await keep(...[7, 8].map((minute) => record("calm", START + minute * MINUTE, check)));
    expect((await past.queueAt(START + 5 * MINUTE + 1, 9)).processing).toMatchObject([{ uid: "busy" }]);
  });

  test("is told of a resource, with the reconcile that held it", async () => {
    await create("a");
    await keep(record("a", START + MINUTE), record("a", START + 2 * MINUTE), record("a", START + 3 * MINUTE));
    expect(await workAt(START + 2 * MINUTE + 1)).toMatchObject({ state: "processing", since: START + 2 * MINUTE });
    expect(await workAt(START + 2 * MINUTE - 1)).toMatchObject({ state: "turn", outcome: "succeeded" });
    expect(await workAt(START + 2 * MINUTE + 1_500)).toBeUndefined();
  });
});
