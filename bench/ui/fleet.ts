import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { databaseFile, openEngine } from "../../app/engine.ts";
import type { ResourceDraft } from "../../app/resource/resource.ts";
import { SqliteStorage } from "../../app/storage/sqlite/sqlite-storage.ts";
import { spreadChecks } from "../lib/spread-checks.ts";

const BATCH = 500;

export function deviceName(index: number): string {
  return `device-${String(index).padStart(6, "0")}`;
}

/** A status as the reconciler of devices leaves it; `config` is a column of the table. */
export function deviceStatus(index: number, config: string, at: string): Record<string, unknown> {
  const isReady = index % 25 !== 0;
  return {
    state: isReady ? "running" : "stopped",
    config,
    lastSeen: at,
    observedGeneration: 1,
    conditions: [
      {
        type: "Ready",
        status: isReady ? "True" : "False",
        reason: isReady ? "DeviceRunning" : "NotAsDesired",
        message: isReady ? `Device ${deviceName(index)} is running` : `Device ${deviceName(index)} is stopped`,
        lastTransitionTime: at,
        observedGeneration: 1,
      },
      {
        type: "Reconciled",
        status: "True",
        reason: "ReconcileSucceeded",
        message: "",
        lastTransitionTime: at,
        observedGeneration: 1,
      },
    ],
  };
}

function device(index: number): ResourceDraft {
  const name = deviceName(index);
  return {
    kind: "Device",
    metadata: { uid: name, name, labels: { rack: `r${index % 400}`, role: index % 7 === 0 ? "storage" : "compute" } },
    spec: { desired: "running", config: `image-${index % 17}` },
  };
}

/** Devices that were all looked at once, and nothing to do about any of them. */
export async function writeObservedFleet(dataDir: string, count: number): Promise<void> {
  const storage = new SqliteStorage(databaseFile(dataDir), { synchronous: "NORMAL", backups: { everyMs: Infinity } });
  const at = new Date().toISOString();
  for (let start = 0; start < count; start += BATCH) {
    const drafts = Array.from({ length: Math.min(BATCH, count - start) }, (_, offset) => {
      const index = start + offset;
      return { ...device(index), status: deviceStatus(index, `image-${index % 17}`, at) };
    });
    await Promise.all(drafts.map((draft) => storage.create(draft)));
  }
  await storage.close();
}

/** Devices that the real engine brought up, and which it checks every five minutes, some in each second. */
export async function writeWaitingFleet(dataDir: string, count: number): Promise<void> {
  const engine = await openEngine({ dataDir, logger: silent });
  for (let start = 0; start < count; start += BATCH) {
    await Promise.all(
      Array.from({ length: BATCH }, (_, offset) => {
        const draft = device(start + offset);
        const simulator = { latencyMs: 0, bootMs: 0 };
        return engine.client.create({ ...draft, spec: { desired: "running", config: "image", simulator } });
      }),
    );
  }
  await engine.start();
  await new Promise<void>((resolve) => {
    const stop = engine.controller.onQueueChange(() => {
      const { ready, processing, delayed } = engine.controller.counts();
      const { unobserved = 0 } = engine.queries.summary().find(({ kind }) => kind === "Device") ?? {};
      if (ready + processing > 0 || unobserved > 0 || delayed < count) return;
      stop();
      resolve();
    });
  });
  await spreadChecks(
    engine,
    "Device",
    Array.from({ length: count }, (_, index) => deviceName(index)),
  );
  await engine.stop();
}

/** Has the application open its first window at a place, in the size of the empty one. */
export async function openAt(dataDir: string, place: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const windows = [{ width: 1280, height: 800, maximized: false, place }];
  await writeFile(path.join(dataDir, "windows.json"), JSON.stringify({ windows }));
}

const nothing = (): void => {};
const silent = { info: nothing, warn: nothing, error: nothing, debug: nothing };
