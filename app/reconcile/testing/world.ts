import type { CloudEvent } from "cloudevents";
import { afterEach } from "vitest";
import { newResourceEvent } from "../../events/new-event.ts";
import { InMemoryEventBus } from "../../events/in-memory-event-bus.ts";
import { FakeClock } from "../../fake-clock.ts";
import type { Logger } from "../../logger.ts";
import type { Resource, ResourceDraft } from "../../resource/resource.ts";
import { InMemoryStorage } from "../../storage/memory/in-memory-storage.ts";
import type { Storage } from "../../storage/storage.ts";
import type { ControllerOptions } from "../controller-options.ts";
import { Controller } from "../controller.ts";
import type { ReconcileContext, Reconciler, Result } from "../reconciler.ts";
import type { ReconcileRequest } from "../work-item.ts";

/** For tests of the controller: everything on a clock that stands still. */
export interface World {
  clock: FakeClock;
  bus: InMemoryEventBus;
  storage: Storage;
  controller: Controller;
  /** What was logged, as in `error: it failed`. */
  logs: string[];
  /** Every event that was published, in order. */
  events: CloudEvent<unknown>[];
}

export const START_MS = Date.UTC(2026, 0, 1);

export type WorldOptions = ControllerOptions & { storage?: Storage };

export function newWorld(options: WorldOptions = {}): World {
  const { storage: given, ...controllerOptions } = options;
  const clock = options.clock instanceof FakeClock ? options.clock : new FakeClock(START_MS);
  const logs: string[] = [];
  const logger = loggerInto(logs);
  const bus = new InMemoryEventBus(1000, 10, { clock, logger });
  const storage = given ?? new InMemoryStorage({ clock, logger });
  const controller = new Controller(bus, storage, { clock, logger, ...controllerOptions });
  const events: CloudEvent<unknown>[] = [];
  bus.subscribe("**", (event) => void events.push(event));
  bus.start();
  return { clock, bus, storage, controller, logs, events };
}

/** A world in which the reconciler is registered and the controller has started. */
export async function startedWorld(
  reconciler: Reconciler,
  options: Parameters<typeof newWorld>[0] = {},
): Promise<World> {
  const world = newWorld(options);
  world.controller.registerReconciler(reconciler);
  await world.controller.start();
  return world;
}

/** The world of each test in a file, ended after it whatever hangs. */
export class Scene {
  #world: World | undefined;

  constructor() {
    afterEach(async () => {
      if (this.#world !== undefined) await endWorld(this.#world);
      this.#world = undefined;
    });
  }

  get world(): World {
    if (this.#world === undefined) throw new Error("The test has not made its world yet.");
    return this.#world;
  }

  fresh(options: WorldOptions = {}): World {
    this.#world = newWorld(options);
    return this.#world;
  }

  async started(reconciler: Reconciler, options: WorldOptions = {}): Promise<World> {
    this.#world = await startedWorld(reconciler, options);
    return this.#world;
  }
}

/** Stops everything, whatever hangs. */
export async function endWorld({ controller, clock, bus }: World): Promise<void> {
  const stopped = controller.stop({ deadlineMs: 0 });
  await clock.advance(0);
  await stopped;
  await bus.close();
}

/** Tells of something that happened to the device, from outside. */
export function poke({ bus }: World, uid: string): Promise<void> {
  return bus.publish(newResourceEvent("io.example.device.poked", "Device", uid));
}

export async function stored({ storage }: World, uid: string, kind = "Device"): Promise<Resource> {
  const resource = await storage.load(kind, uid);
  if (resource === undefined) throw new Error(`${kind}/${uid} is gone`);
  return resource;
}

export function requestFor(uid: string, reason = "by hand"): ReconcileRequest {
  return { resourceKind: "Device", resourceUid: uid, reason };
}

export function loggerInto(logs: string[]): Logger {
  return {
    debug: (message) => void logs.push(`debug: ${message}`),
    info: (message) => void logs.push(`info: ${message}`),
    warn: (message) => void logs.push(`warn: ${message}`),
    error: (message) => void logs.push(`error: ${message}`),
  };
}

export interface DeviceSpec {
  desired: string;
}
export interface DeviceStatus {
  state?: string;
  observedGeneration?: number;
}
export type Device = Resource<DeviceSpec, DeviceStatus>;

export function device(uid: string, more: Partial<ResourceDraft<DeviceSpec>> = {}): ResourceDraft<DeviceSpec> {
  return { kind: "Device", spec: { desired: "running" }, ...more, metadata: { uid, ...more.metadata } };
}

/** Notes each call, and answers as it is told. */
export class DeviceReconciler implements Reconciler<Device> {
  readonly calls: { ctx: ReconcileContext; device: Device; uid: string }[] = [];
  readonly kind: string;
  answer: (ctx: ReconcileContext, device: Device, call: number) => Promise<Result | void> | Result | void;

  constructor(answer: DeviceReconciler["answer"] = () => {}, kind = "Device") {
    this.answer = answer;
    this.kind = kind;
  }

  getResourceKind(): string {
    return this.kind;
  }

  reconcile(ctx: ReconcileContext, resource: Device): Promise<Result | void> {
    this.calls.push({ ctx, device: resource, uid: resource.metadata.uid });
    return Promise.resolve(this.answer(ctx, resource, this.calls.length));
  }
}

/** A promise that a test resolves when it likes. */
export class Gate {
  readonly opened: Promise<void>;
  #resolve = (): void => {};

  constructor() {
    this.opened = new Promise((resolve) => {
      this.#resolve = resolve;
    });
  }

  open(): void {
    this.#resolve();
  }
}
