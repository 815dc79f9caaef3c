import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { onTestFinished } from "vitest";
import {
  Controller,
  FakeClock,
  InMemoryEventBus,
  InMemoryStorage,
  isConditionTrue,
  SqliteStorage,
  type Client,
  type ControllerOptions,
  type Logger,
  type ReconcileContext,
  type ReconcileRequest,
  type Reconciler,
  type Resource,
  type ResourceDraft,
  type Result,
  type Storage,
} from "../../index.ts";

/** What a program outside the engine would set up: written against the public interface alone. */

export interface DeviceSpec {
  desired: string;
  config?: string;
}

export interface DeviceStatus {
  state?: string;
  lastSeen?: string;
}

export type Device = Resource<DeviceSpec, DeviceStatus>;

export const silent: Logger = { debug() {}, info() {}, warn() {}, error() {} };

/** A file for a database, gone with its folder when the test is over. */
export function databaseFile(): string {
  const folder = mkdtempSync(path.join(tmpdir(), "conformance-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return path.join(folder, "fabrica.db");
}

export const storages: [name: string, make: () => Storage][] = [
  ["InMemoryStorage", () => closedAtTheEnd(new InMemoryStorage({ logger: silent }))],
  ["SqliteStorage", () => closedAtTheEnd(new SqliteStorage(databaseFile(), { logger: silent }))],
];

function closedAtTheEnd(storage: Storage): Storage {
  onTestFinished(() => storage.close());
  return storage;
}

type DeviceDraft = Omit<ResourceDraft<DeviceSpec, DeviceStatus>, "metadata"> & {
  metadata: NonNullable<ResourceDraft["metadata"]>;
};

export function device(uid: string, metadata: ResourceDraft["metadata"] = {}): DeviceDraft {
  return {
    apiVersion: "v1",
    kind: "Device",
    metadata: { uid, name: uid, ...metadata },
    spec: { desired: "running" },
  };
}

export function request(uid: string, reason = "asked", kind = "Device"): ReconcileRequest {
  return { resourceKind: kind, resourceUid: uid, reason };
}

/** As a program does that knows its resource is there. */
export async function mustLoad(storage: Storage, kind: string, uid: string): Promise<Resource> {
  const resource = await storage.load(kind, uid);
  if (resource === undefined) throw new Error(`${kind} ${uid} is not there`);
  return resource;
}

export async function isReconciled(storage: Storage, uid: string): Promise<boolean> {
  return isConditionTrue(await mustLoad(storage, "Device", uid), "Reconciled");
}

/** What would end the process. */
export function rejections(): unknown[] {
  const seen: unknown[] = [];
  const note = (error: unknown): void => void seen.push(error);
  process.on("unhandledRejection", note);
  onTestFinished(() => void process.off("unhandledRejection", note));
  return seen;
}

/** An error that fails when it is looked at. */
export function unreadable(name: "message" | "cause"): Error {
  return Object.defineProperty(new Error("x"), name, {
    get() {
      throw new Error("it cannot be read");
    },
  });
}

export function withSpec<R extends Resource>(resource: R, spec: object): R {
  return { ...resource, spec };
}

export interface Gate {
  readonly opened: Promise<void>;
  open(): void;
}

export function newGate(): Gate {
  const openers: (() => void)[] = [];
  const opened = new Promise<void>((resolve) => openers.push(resolve));
  return { opened, open: () => openers.forEach((open) => open()) };
}

export type Reconcile = (ctx: ReconcileContext, resource: Device) => Promise<Result | void> | Result | void;

export function reconcilerOf(kind: string, reconcile: Reconcile): Reconciler<Device> {
  return { getResourceKind: () => kind, reconcile: async (ctx, resource) => reconcile(ctx, resource) };
}

export interface Rig {
  clock: FakeClock;
  bus: InMemoryEventBus;
  storage: Storage;
  controller: Controller;
  client: Client;
}

export interface RigOptions extends ControllerOptions {
  clock?: FakeClock;
  kinds?: string[];
  reconciler?: Reconciler<Device>;
}

/** A bus, a controller that is not started yet and its client, over a storage; all ended with the test. */
export function newRig(storage: Storage, reconcile: Reconcile, options: RigOptions = {}): Rig {
  const { kinds = ["Device"], reconciler, clock = new FakeClock(1_000_000), ...others } = options;
  const bus = new InMemoryEventBus(1000, 10, { clock, logger: silent });
  bus.start();
  const controller = new Controller(bus, storage, { clock, logger: silent, ...others });
  for (const kind of kinds) controller.registerReconciler(reconciler ?? reconcilerOf(kind, reconcile));
  const rig = { clock, bus, storage, controller, client: controller.client };
  onTestFinished(() => end(rig));
  return rig;
}

/** Ends a rig in good order; its storage stays open. */
export async function end({ clock, controller, bus }: Rig): Promise<void> {
  const stopped = controller.stop({ deadlineMs: 1 });
  await clock.advance(1);
  await stopped;
  const closed = bus.close();
  await clock.advance(30_000);
  await closed;
}

/** Waits for what a real clock brings. */
export async function until(holds: () => boolean | Promise<boolean>, ms = 5_000): Promise<void> {
  const deadline = Date.now() + ms;
  while (!(await holds())) {
    if (Date.now() > deadline) throw new Error(`Not within ${ms} ms: ${holds}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}
