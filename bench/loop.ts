import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import {
  BaseReconciler,
  Controller,
  InMemoryEventBus,
  InMemoryStorage,
  SqliteStorage,
  type Condition,
  type ReconcileContext,
  type Reconciler,
  type Resource,
  type ResourceDraft,
  type Storage,
} from "../app/index.ts";
import { atLeast, atMost, type BenchCase, type Measurement } from "./lib/bench-case.ts";
import { BareLoop } from "./lib/bare-loop.ts";
import { compareRates } from "./lib/measure.ts";
import { peakMiB } from "./lib/peak-memory.ts";
import { RawReplay } from "./lib/raw-replay.ts";
import { sampleDevice } from "./lib/sample-device.ts";

/**
 * The whole way of a resource: created, its event, its key in the queue, five workers that load it, reconcile it and write its
 * status. Resources are devices of some 700 bytes of JSON in the end. They come in a hundred at a time, as from
 * requests of one turn of the event loop.
 */
const WORKERS = 5;
const BATCH = 100;
const QUIET = { debug() {}, info() {}, warn() {}, error: console.error };

interface DeviceStatus {
  state?: string;
  lastSeen?: string;
  conditions?: Condition[];
}
type Device = Resource<{ desired: string }, DeviceStatus>;

/** A literal, as parsed JSON would be: V8 gives each object that a spread adds a field to a shape of its own, which slows down all who read it. */
function newDevice(n: number): ResourceDraft {
  const { kind, metadata, spec } = sampleDevice(n);
  return {
    kind,
    metadata: {
      uid: `01a20994-1374-722d-8d7c-${String(n).padStart(12, "0")}`,
      name: metadata?.name ?? "",
      labels: metadata?.labels ?? {},
    },
    spec,
    status: {},
  };
}

/** Ends when so many were reconciled, each of them once and as it was created. */
class DeviceReconciler extends BaseReconciler implements Reconciler<Device> {
  readonly finished: Promise<void>;
  readonly #writesStatus: boolean;
  readonly #seen: Uint8Array;
  #left: number;
  #finish = (): void => {};

  constructor(count: number, writesStatus: boolean) {
    super();
    this.#left = count;
    this.#seen = new Uint8Array(count);
    this.#writesStatus = writesStatus;
    this.finished = new Promise((resolve) => {
      this.#finish = resolve;
    });
  }

  getResourceKind(): string {
    return "Device";
  }

  async reconcile(ctx: ReconcileContext, device: Device): Promise<void> {
    const { uid } = device.metadata;
    const n = Number(uid.slice(-12));
    if (this.#seen[n] !== 0) throw new Error(`${uid} is reconciled a second time`);
    this.#seen[n] = 1;
    this.setCondition(device, "Ready", "True", "DeviceRunning", "The device is running, as it should be");
    if (this.#writesStatus) {
      device.status.state = device.spec.desired;
      device.status.lastSeen = new Date().toISOString();
      await this.updateStatus(ctx, device);
    }
    this.#left--;
    if (this.#left === 0) this.#finish();
  }
}

/** @returns how many milliseconds `count` devices take from the first creation to the last status. */
async function runLoop(storage: Storage, count: number, writesStatus: boolean): Promise<number> {
  const bus = new InMemoryEventBus();
  bus.start();
  const controller = new Controller(bus, storage, { workers: WORKERS, logger: QUIET });
  const reconciler = new DeviceReconciler(count, writesStatus);
  controller.registerReconciler(reconciler);
  await controller.start();
  const begun = performance.now();
  for (let n = 0; n < count; n += BATCH) {
    await Promise.all(Array.from({ length: BATCH }, (_, i) => controller.client.create(newDevice(n + i))));
    await setImmediate();
  }
  await reconciler.finished;
  while (controller.counts().processing > 0) await setImmediate();
  const ms = performance.now() - begun;
  await checkStatuses(storage, count);
  await controller.stop();
  await bus.close();
  return ms;
}

/** None lost, none stale. */
async function checkStatuses(storage: Storage, count: number): Promise<void> {
  for (let n = 0; n < count; n += Math.ceil(count / 100)) {
    const device = await storage.load("Device", newDevice(n).metadata?.uid ?? "");
    const text = JSON.stringify(device?.status);
    if (!text.includes('"observedGeneration":1') || !text.includes("ReconcileSucceeded")) {
      throw new Error(`device ${n} of ${count} is left as ${text}`);
    }
  }
}

async function compareInMemory(count: number): Promise<Measurement> {
  const bare = new BareLoop(WORKERS, BATCH, newDevice);
  const repetitions = Math.max(1, 10_000 / count);
  const times = async (run: () => Promise<number>): Promise<number> => {
    let ms = 0;
    for (let i = 0; i < repetitions; i++) ms += await run();
    return ms;
  };
  const rates = await compareRates(
    count * repetitions,
    () => times(() => inMemory(count)),
    () => times(() => bare.run(count)),
    count > 10_000 ? 5 : 9,
  );
  return { ...rates, ...(count === 100_000 && { want: atLeast(1.5) }) };
}

function inMemory(count: number): Promise<number> {
  return runLoop(new InMemoryStorage({ logger: QUIET }), count, true);
}

/** Per resource, at 100,000 and at 1,000. */
async function compareSizes(): Promise<Measurement> {
  const rates = await compareRates(
    100_000,
    () => inMemory(100_000),
    async () => {
      let ms = 0;
      for (let i = 0; i < 100; i++) ms += await inMemory(1_000);
      return ms;
    },
    3,
  );
  return { value: 1e9 / rates.value, baseline: 1e9 / rates.baseline, want: atMost(1.5) };
}

async function measureMemory(): Promise<Measurement> {
  await inMemory(100_000);
  return { value: peakMiB(), baseline: 250, want: atMost(1) };
}

/** On the disk, so that a flush costs what it costs. The baseline writes the same rows in transactions of a hundred. */
async function compareDurable(): Promise<Measurement> {
  const count = 10_000;
  const folder = mkdtempSync(path.join(tmpdir(), "fabrica-bench-"));
  let round = 0;
  const newFile = (): string => path.join(folder, `${round++}.db`);
  const ours = async (file = newFile()): Promise<number> => {
    const storage = new SqliteStorage(file, { logger: QUIET, backups: { everyMs: Infinity } });
    const ms = await runLoop(storage, count, false);
    await storage.close();
    return ms;
  };
  try {
    const file = newFile();
    await ours(file);
    const replay = new RawReplay(file, "Device");
    const rates = await compareRates(count, ours, () => replay.run(newFile(), BATCH), 5);
    return { ...rates, want: atLeast(0.6) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const cases: BenchCase[] = [
  ...[1_000, 10_000, 100_000].map((count) => ({
    name: `loop in memory: ${count.toLocaleString("en")} devices (devices/s)`,
    run: () => compareInMemory(count),
  })),
  { name: "loop in memory: a device of 100,000 against one of 1,000 (ns)", run: compareSizes },
  { name: "loop in memory: 100,000 devices, peak of the process (MiB)", run: measureMemory },
  { name: "loop on SQLite, synchronous=FULL, 5 workers (devices/s)", run: compareDurable },
];
