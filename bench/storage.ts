import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { newResourceEvent } from "../app/events/new-event.ts";
import type { ReconcileRecord } from "../app/reconcile/record.ts";
import type { WorkItem } from "../app/reconcile/work-item.ts";
import { newUid } from "../app/resource/identifiers.ts";
import type { Resource } from "../app/resource/resource.ts";
import { InMemoryStorage } from "../app/storage/memory/in-memory-storage.ts";
import { breakSeal } from "../app/storage/sqlite/seal.ts";
import { SqliteStorage } from "../app/storage/sqlite/sqlite-storage.ts";
import type { Alongside } from "../app/storage/storage.ts";
import { atLeast, atMost, type BenchCase, type Measurement } from "./lib/bench-case.ts";
import { compareRates, elapsed } from "./lib/measure.ts";
import { RawStorage } from "./lib/raw-storage.ts";
import { sampleDevice, sampleStatus } from "./lib/sample-device.ts";

const FLEET = 100_000;
const NO_BACKUPS = { backups: { everyMs: Infinity } };

/** Runs with a folder on the disk, for a flush to cost what it costs, and removes it. */
async function withFolder<T>(run: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), "fabrica-bench-"));
  try {
    return await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function workOf(uid: string): WorkItem {
  const reasons = [{ cause: "event" as const, message: "Created", count: 1, firstAt: 1, lastAt: 1, eventId: uid }];
  return { resourceKind: "Device", resourceUid: uid, state: "ready", reasons, attempts: 0, priority: 0, since: 1 };
}

function recordOf(uid: string): ReconcileRecord {
  const { reasons } = workOf(uid);
  const actions = ["Started device"];
  return {
    resourceKind: "Device",
    resourceUid: uid,
    startedAt: 1,
    durationMs: 1,
    attempt: 0,
    reasons,
    outcome: "succeeded",
    actions,
  };
}

const withEventAndWork: Alongside = (tx, { resource }) => {
  const { uid, generation } = resource.metadata;
  tx.appendEvent(newResourceEvent("io.fabrica.device.created", "Device", uid, { generation }));
  tx.putWork(workOf(uid));
};

const withRecord: Alongside = (tx, { resource }) => {
  const { uid } = resource.metadata;
  tx.appendRecord(recordOf(uid));
  tx.removeWork("Device", uid);
};

/** Edits of one device after the other, each awaited before the next. */
function editsAlone(): Promise<Measurement> {
  const edits = 300;
  return withFolder(async (folder) => {
    const storage = new SqliteStorage(path.join(folder, "ours.db"), NO_BACKUPS);
    const raw = new RawStorage(path.join(folder, "raw.db"));
    let held: Resource[] = await Promise.all(Array.from({ length: edits }, (_, i) => storage.create(sampleDevice(i))));
    const uids = held.map(({ metadata }) => metadata.uid);
    raw.begin.run();
    for (const [position, uid] of uids.entries()) raw.create(position, uid, workOf(uid));
    raw.commit.run();
    let edit = 0;
    let sequence = 1_000_000;
    const ours = () =>
      elapsed(async () => {
        const edited: Resource[] = [];
        for (const resource of held) {
          edited.push(
            await storage.update({ ...resource, spec: { desired: "running", edit: edit++ } }, withEventAndWork),
          );
        }
        held = edited;
      });
    const baseline = () =>
      elapsed(() => {
        for (const [position, uid] of uids.entries()) {
          raw.begin.run();
          raw.edit(position, uid, sequence++, { desired: "running", edit: edit++ }, workOf(uid));
          raw.commit.run();
        }
      });
    const rates = await compareRates(edits, ours, baseline);
    await storage.close();
    raw.db.close();
    return { value: 1_000 / rates.value, baseline: 1_000 / rates.baseline, want: atMost(1.5) };
  });
}

/** So many devices: created with event and work by many callers at once, then finished with status and record. */
function writesOfMany(devices: number): Promise<Measurement> {
  const concurrent = 100;
  return withFolder(async (folder) => {
    let round = 0;
    const ours = async () => {
      const storage = new SqliteStorage(path.join(folder, `ours${round++}.db`), NO_BACKUPS);
      const time = await elapsed(async () => {
        for (let start = 0; start < devices; start += concurrent) {
          const writes = Array.from({ length: concurrent }, async (_, i) => {
            const created = await storage.create<Resource>(sampleDevice(start + i), withEventAndWork);
            const loaded = await storage.load("Device", created.metadata.uid);
            if (loaded !== undefined) await storage.updateStatus({ ...loaded, status: sampleStatus() }, withRecord);
          });
          await Promise.all(writes);
        }
      });
      await storage.close();
      return time;
    };
    const baseline = () => {
      const raw = new RawStorage(path.join(folder, `raw${round++}.db`));
      const time = elapsed(() => {
        for (let start = 0; start < devices; start += concurrent) {
          const uids = Array.from({ length: concurrent }, newUid);
          raw.begin.run();
          for (const [i, uid] of uids.entries()) raw.create(start + i + 1, uid, workOf(uid));
          raw.commit.run();
          raw.begin.run();
          for (const [i, uid] of uids.entries()) raw.finish(start + i + 1, uid, devices + start + i, recordOf(uid));
          raw.commit.run();
        }
      });
      raw.db.close();
      return time;
    };
    return { ...(await compareRates(devices, ours, baseline, 5)), want: atLeast(0.6) };
  });
}

/** Makes the fleet in another process (see `lib/bundle.ts` for where its program lies), so that this one's memory knows nothing of it. */
function fillFleet(folder: string): string {
  const file = path.join(folder, "fleet.db");
  const fill = path.join(import.meta.dirname, "fill-storage.js");
  execFileSync(process.execPath, [fill, file, String(FLEET), "1000"], { stdio: "inherit" });
  return file;
}

async function openAndAnswer(file: string): Promise<SqliteStorage> {
  const storage = new SqliteStorage(file, NO_BACKUPS);
  storage.queries.page({ kind: "Device", limit: 50 });
  await storage.durable.loadWork();
  return storage;
}

/** @param isKnownWhole whether the file was closed in good order; otherwise it is checked, as after a crash. */
function opening(isKnownWhole: boolean): Promise<Measurement> {
  return withFolder(async (folder) => {
    const file = fillFleet(folder);
    if (!isKnownWhole) breakSeal(file);
    const start = performance.now();
    const storage = await openAndAnswer(file);
    const value = performance.now() - start;
    await storage.close();
    return { value, baseline: 300, want: atMost(1) };
  });
}

function memory(): Promise<Measurement> {
  return withFolder(async (folder) => {
    const file = fillFleet(folder);
    const empty = await openAndAnswer(path.join(folder, "empty.db"));
    const before = process.memoryUsage().rss;
    const storage = await openAndAnswer(file);
    const value = (process.memoryUsage().rss - before) / 1e6;
    await storage.close();
    await empty.close();
    return { value, baseline: 100, want: atMost(1) };
  });
}

/** The least that a program would do to keep resources: texts in a map. */
class MapOfTexts {
  readonly #texts = new Map<string, string>();

  put(resource: object, uid: string): void {
    this.#texts.set(uid, JSON.stringify(resource));
  }

  get(uid: string): Record<string, unknown> {
    return JSON.parse(this.#texts.get(uid) ?? "{}");
  }
}

/** Create, load and write the status of the whole fleet. */
async function inMemory(devices: number): Promise<Measurement> {
  const ours = () =>
    elapsed(async () => {
      const storage = new InMemoryStorage();
      for (let i = 0; i < devices; i++) {
        const { metadata } = await storage.create<Resource>(sampleDevice(i));
        const loaded = await storage.load("Device", metadata.uid);
        if (loaded !== undefined) await storage.updateStatus({ ...loaded, status: sampleStatus() });
      }
    });
  const baseline = () =>
    elapsed(() => {
      const map = new MapOfTexts();
      for (let i = 0; i < devices; i++) {
        const uid = newUid();
        map.put({ ...sampleDevice(i), uid }, uid);
        const loaded = map.get(uid);
        map.put({ ...loaded, status: sampleStatus() }, uid);
      }
    });
  return compareRates(devices, ours, baseline, 5);
}

export const cases: BenchCase[] = [
  { name: "storage: one acknowledged edit alone, baseline a raw commit of the same rows (ms)", run: editsAlone },
  {
    name: "storage: durable writes of 100 at a time, baseline raw transactions of 100 (devices/s)",
    run: () => writesOfMany(10_000),
  },
  { name: "storage: opening 100,000 devices and answering, baseline the limit (ms)", run: () => opening(true) },
  { name: "storage: the same after a crash, baseline the limit (ms)", run: () => opening(false) },
  { name: "storage: memory for 100,000 devices over none, baseline the limit (MB)", run: memory },
  {
    name: "storage: create, load, write status in memory, baseline a map of JSON texts (devices/s)",
    run: () => inMemory(FLEET),
  },
];
