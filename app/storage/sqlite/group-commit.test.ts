import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import Database from "better-sqlite3";
import { afterAll, describe, expect, test } from "vitest";
import { newEvent, newResourceEvent } from "../../events/new-event.ts";
import { device, Recorder } from "../testing/fixtures.ts";
import type { Change, Transaction } from "../storage.ts";
import { scratchFolder } from "./testing/scratch.ts";
import { SqliteStorage } from "./sqlite-storage.ts";

const folder = scratchFolder();
let files = 0;

function newFile(): string {
  return path.join(folder, `${files++}.db`);
}

describe("writes that are begun together", () => {
  test("share one commit, and each is on the disk when its promise resolves", async () => {
    const file = newFile();
    const storage = new SqliteStorage(file);
    const wal = () => readFileSync(`${file}-wal`).length;
    await storage.create(device());
    const before = wal();
    const writes = Array.from({ length: 100 }, () => storage.create(device()));
    expect(wal()).toBe(before);
    await writes[0];
    const after = wal();
    await Promise.all(writes);
    expect(after).toBeGreaterThan(before);
    expect(wal()).toBe(after);
    await storage.close();
  });

  test("are committed in groups of bounded size, however many they are", async () => {
    const storage = new SqliteStorage(newFile());
    let told = 0;
    storage.watch({}, () => told++);
    const writes = Array.from({ length: 1_300 }, () => storage.create(device()));
    expect(told).toBeGreaterThanOrEqual(1_024);
    await Promise.all(writes);
    expect(told).toBe(1_300);
    await storage.close();
  });

  test("are seen by whoever reads after them", async () => {
    const storage = new SqliteStorage(newFile());
    void storage.create(device({ uid: "a" }));
    const [loaded, listed] = await Promise.all([storage.load("Device", "a"), storage.list("Device")]);
    expect(loaded).toBeDefined();
    expect(listed).toHaveLength(1);
    await storage.close();
  });

  test("are committed before the storage closes", async () => {
    const file = newFile();
    const storage = new SqliteStorage(file);
    const write = storage.create(device({ uid: "a" }));
    await Promise.all([storage.close(), write]);
    const again = new SqliteStorage(file);
    expect(await again.load("Device", "a")).toBeDefined();
    await again.close();
  });

  test("fail alone: work, events and records of the one that fails are not written either", async () => {
    const file = newFile();
    const storage = new SqliteStorage(file);
    const log = (fails: boolean) => (tx: Transaction, change: Change) => {
      const { uid } = change.resource.metadata;
      tx.appendEvent(newResourceEvent("io.fabrica.device.created", "Device", uid));
      tx.putWork(workOf(uid));
      if (fails) throw new Error("no");
    };
    const outcomes = await Promise.allSettled(
      ["a", "b", "c"].map((uid) => storage.create(device({ uid }), log(uid === "b"))),
    );
    expect(outcomes.map(({ status }) => status)).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await storage.durable.loadWork()).toEqual([workOf("a"), workOf("c")]);
    await storage.close();
    const db = new Database(file, { readonly: true });
    expect(db.prepare("SELECT uid FROM events ORDER BY position").pluck().all()).toEqual(["a", "c"]);
    db.close();
  });
});

describe("what cannot be written", () => {
  const nonsense = JSON.parse('{"kind":{},"uid":{},"id":1,"type":{},"resourceKind":[],"resourceUid":null}');

  test.each<[string, (tx: Transaction) => unknown]>([
    ["an event without an id", (tx) => tx.appendEvent(nonsense)],
    ["work of nothing", (tx) => tx.putWork(nonsense)],
    ["the end of no work", (tx) => tx.removeWork(nonsense.kind, "d")],
    ["a record of nothing", (tx) => tx.appendRecord(nonsense)],
    ["a pause of nothing", (tx) => tx.putPause(nonsense)],
    ["the end of no pause", (tx) => tx.removePause(nonsense)],
    ["an actor that has no name", (tx) => tx.setActor(nonsense)],
    ["a version of the API that is none", (tx) => tx.create({ ...device(), apiVersion: nonsense })],
    ["an event that is no JSON", (tx) => tx.appendEvent(newEvent("io.x.y", "/x", { n: 1n }))],
  ])("fails by itself, not with all that are committed with it: %s", async (_, write) => {
    const storage = new SqliteStorage(newFile());
    const [before, bad, after] = await Promise.allSettled([
      storage.create(device()),
      storage.transact((tx) => [tx.create(device({ uid: "bad" })), write(tx)]),
      storage.create(device()),
    ]);
    expect([before.status, bad.status, after.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
    expect(await storage.load("Device", "bad")).toBeUndefined();
    await storage.close();
  });
});

const mount = path.join(folder, "small-disk");
const hasSmallDisk = mountSmallDisk();
afterAll(() => {
  if (hasSmallDisk) execFileSync("/bin/umount", [mount]);
});

describe.skipIf(!hasSmallDisk)("a disk that is full", () => {
  test("fails what cannot be written, in plain words, and nothing of it stays; later writes go on", async () => {
    const storage = new SqliteStorage(path.join(mount, "fabrica.db"), { backups: { everyMs: Infinity } });
    const recorder = new Recorder();
    const kept = await storage.create(device({ uid: "kept" }));
    const filler = path.join(mount, "filler");
    writeFileSync(filler, Buffer.alloc(1_000_000));
    storage.watch({}, recorder.record);
    const big = (uid: string) => storage.create(device({ uid, labels: { big: "yes" } }, { text: "x".repeat(400_000) }));
    const outcomes = await Promise.allSettled([
      big("a"),
      big("b"),
      storage.updateStatus({ ...kept, status: { lost: 1 } }),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({
        reason: { code: "Unavailable", message: expect.stringContaining("disk is full") },
      });
    }
    expect(await storage.load("Device", "kept")).toEqual(kept);
    expect(await storage.load("Device", "a")).toBeUndefined();
    expect(await storage.list("Device", { labelSelector: "big" })).toEqual([]);
    rmSync(filler);
    const updated = await storage.update(kept);
    await big("c");
    expect(recorder.summary).toEqual(["updated kept", "created c"]);
    expect(Number(updated.metadata.resourceVersion)).toBeGreaterThan(Number(kept.metadata.resourceVersion));
    await storage.close();
    const again = new SqliteStorage(path.join(mount, "fabrica.db"), { backups: { everyMs: Infinity } });
    expect(await again.load("Device", "kept")).toEqual(updated);
    await again.close();
  });
});

function workOf(uid: string) {
  return {
    resourceKind: "Device",
    resourceUid: uid,
    state: "backoff" as const,
    reasons: [{ cause: "event" as const, message: "created", count: 2, firstAt: 1, lastAt: 2, eventId: "e" }],
    attempts: 3,
    priority: -100,
    since: 5,
    notBefore: 10,
  };
}

/** Only root may mount; elsewhere these tests are left out, and say so. */
function mountSmallDisk(): boolean {
  mkdirSync(mount);
  try {
    execFileSync("/bin/mount", ["-t", "tmpfs", "-o", "size=1500k", "tmpfs", mount], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}
