import { mkdirSync } from "node:fs";
import path from "node:path";
import type { Clock } from "./clock.ts";
import { newDefaultLogger } from "./default-logger.ts";
import { DriverRegistry } from "./drivers/driver-registry.ts";
import { Simulator } from "./drivers/simulator/simulator.ts";
import { type ThroughputSample, ThroughputSampler, type ThroughputTotals } from "./engine/throughput.ts";
import { DEFAULT_RETENTION, trimRegularly } from "./engine/trimming.ts";
import { wakeOwners } from "./engine/wake-owners.ts";
import { EngineError } from "./errors.ts";
import { DEFAULT_EVENT_PREFIX } from "./events/event-type.ts";
import { InMemoryEventBus } from "./events/in-memory-event-bus.ts";
import { createDemoFleet } from "./fleet/demo-fleet.ts";
import { exportFleet, type ExportFormat } from "./fleet/export.ts";
import { FleetImports } from "./fleet/imports.ts";
import { clusterKind } from "./kinds/cluster/cluster.ts";
import { deviceKind } from "./kinds/device/device.ts";
import type { KindParts } from "./kinds/kind.ts";
import { KindRegistry } from "./kinds/kind-registry.ts";
import { nodeKind } from "./kinds/node/node.ts";
import { isRecord, requireRecord } from "./is-record.ts";
import type { Logger } from "./logger.ts";
import { Past } from "./past/past.ts";
import { quote } from "./quote.ts";
import { Client } from "./reconcile/client.ts";
import { Controller } from "./reconcile/controller.ts";
import type { StopOptions } from "./reconcile/controller-options.ts";
import { ExponentialBackoffRateLimiter } from "./reconcile/exponential-backoff-rate-limiter.ts";
import type { Plan } from "./reconcile/plan.ts";
import type { WorkKey } from "./reconcile/rate-limiter.ts";
import type { Resource, ResourceDraft, ResourceRef } from "./resource/resource.ts";
import type { SqliteQueries } from "./storage/sqlite/queries.ts";
import type { RetentionPolicy } from "./storage/sqlite/retention.ts";
import { SqliteStorage } from "./storage/sqlite/sqlite-storage.ts";
import { systemClock } from "./system-clock.ts";

/** Most reconciles wait for a machine to answer, and cost nothing meanwhile. */
export const DEFAULT_ENGINE_WORKERS = 64;

/** The database of a data directory. */
export function databaseFile(dataDir: string): string {
  return path.join(dataDir, "fabrica.db");
}

export interface EngineOptions {
  /** Holds the database, its backups and what the simulator remembers; created when missing. */
  dataDir: string;
  /** How many reconciles run at once; `DEFAULT_ENGINE_WORKERS` by default. */
  workers?: number;
  /** How much of the past is kept. */
  retention?: RetentionPolicy;
  clock?: Clock;
  logger?: Logger;
}

interface EngineParts {
  options: EngineOptions;
  storage: SqliteStorage;
  drivers: DriverRegistry;
}

/** One data directory, opened: all parts of the engine, put together. */
export class Engine {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly bus: InMemoryEventBus;
  readonly storage: SqliteStorage;
  /** What the screens read: pages, counts, history, by SQL. */
  readonly queries: SqliteQueries;
  readonly kinds = new KindRegistry([deviceKind, nodeKind, clusterKind]);
  /** Every write of a resource goes through it: it checks the kind and the spec, and publishes the lifecycle event. */
  readonly client: Client;
  /** Reconciles, and holds the queue. */
  readonly controller: Controller;
  readonly imports: FleetImports;
  /** The fleet, its resources and the queue as they were. */
  readonly past: Past;
  readonly #drivers: DriverRegistry;
  readonly #throughput: ThroughputSampler;
  #retention: RetentionPolicy;
  #stopWaking: () => void = () => {};
  #stopTrimming: () => void = () => {};
  #stopped: Promise<void> | undefined;

  constructor({ options, storage, drivers }: EngineParts) {
    const { dataDir, workers = DEFAULT_ENGINE_WORKERS, clock = systemClock, logger = newDefaultLogger() } = options;
    this.dataDir = dataDir;
    this.clock = clock;
    this.logger = logger;
    this.storage = storage;
    this.queries = storage.queries;
    this.bus = new InMemoryEventBus(1000, 10, { clock, logger });
    const { bus, kinds } = this;
    const client = new Client(storage, bus, { clock, logger, validate: (resource) => kinds.validate(resource) });
    const rateLimiter = new ExponentialBackoffRateLimiter<WorkKey>(1_000, 300_000);
    this.client = client;
    this.controller = new Controller(bus, storage, { workers, clock, logger, client, rateLimiter });
    this.imports = new FleetImports({ storage, client, kinds });
    const queue = {
      all: () => this.controller.snapshot(),
      of: ({ kind, uid }: ResourceRef) => this.controller.workItem(kind, uid),
    };
    this.past = new Past(storage.queries, queue, clock);
    this.#drivers = drivers;
    this.#retention = options.retention ?? DEFAULT_RETENTION;
    this.#throughput = new ThroughputSampler(() => this.#totals(), clock);
    this.#registerKinds();
    this.#followChanges();
  }

  /** The sequence of the newest committed change. */
  get sequence(): number {
    return this.storage.sequence;
  }

  /** The last minutes of work, one a second, oldest first. */
  samples(): readonly ThroughputSample[] {
    return this.#throughput.samples();
  }

  /** What a reconcile of it would do; nothing is written and no machine is touched. */
  plan(resource: Resource | ResourceDraft): Promise<Plan> {
    return this.controller.plan(resource);
  }

  /**
   * All resources of a kind, or all there are, as a file that import reads, in pieces.
   * @throws {EngineError} `Invalid` for a kind that there is not.
   */
  export({ kind, format }: { kind?: string | undefined; format: ExportFormat }): AsyncIterable<string> {
    return exportFleet(this.storage, kind === undefined ? this.kinds : [this.kinds.get(kind)], format);
  }

  /** A cluster of simulated nodes and a few devices; resolves with how many resources it made. */
  createDemoFleet(options: { nodes: number; actor?: string }): Promise<number> {
    return createDemoFleet(this.client, options);
  }

  /** Keeps so much of the past from now on; what is too much goes within a quarter of an hour. */
  retain(policy: RetentionPolicy): void {
    this.#retention = policy;
  }

  /** Starts to reconcile: what was pending, what changed meanwhile, then what happens. */
  async start(): Promise<void> {
    this.#throughput.start();
    this.#stopTrimming = trimRegularly(this.storage, () => this.#retention, this.clock, this.logger);
    await this.controller.start();
    await this.#recountClusters();
  }

  /** Lets what is in flight wind down and closes the database. Again it waits for the same end. */
  stop(options: StopOptions = {}): Promise<void> {
    this.#stopped ??= this.#stop(options);
    return this.#stopped;
  }

  async #stop(options: StopOptions): Promise<void> {
    this.#throughput.stop();
    this.#stopTrimming();
    this.#stopWaking();
    this.past.close();
    await this.controller.stop(options);
    await this.bus.close();
    await this.storage.close();
    for (const driver of this.#drivers) driver.close();
  }

  /** What the nodes became while nobody counted them, because the process ended before that. */
  async #recountClusters(): Promise<void> {
    const { controller, queries, storage } = this;
    for (const { kind, metadata, spec, status } of await storage.list("Cluster")) {
      // One that names nodes itself looks at them again and again anyway.
      if (!isRecord(status) || (isRecord(spec) && spec["nodes"] !== undefined)) continue;
      const { total, ready } = queries.readinessOfDependents(metadata.uid, "Node");
      if (status["nodes"] === total && status["ready"] === ready) continue;
      const reason = "its nodes changed unseen";
      void controller.enqueue({ resourceKind: kind, resourceUid: metadata.uid, reason, cause: "startup" });
    }
  }

  #totals(): ThroughputTotals {
    return { ...this.controller.totals(), ...this.controller.queueTotals() };
  }

  #registerKinds(): void {
    const { clock, controller, queries, storage } = this;
    const parts: KindParts = {
      clock,
      drivers: this.#drivers,
      eventPrefix: DEFAULT_EVENT_PREFIX,
      enqueue: (request) => void controller.enqueue(request),
      dependents: async (ownerUid, kind) =>
        (await storage.dependents(ownerUid)).filter((dependent) => dependent.kind === kind).map(({ uid }) => uid),
      readinessOfDependents: (ownerUid, kind) => queries.readinessOfDependents(ownerUid, kind),
    };
    for (const definition of this.kinds) controller.registerReconciler(definition.createReconciler(parts));
  }

  #followChanges(): void {
    const { bus, controller, storage } = this;
    bus.start();
    this.#stopWaking = wakeOwners(storage, { owner: "Cluster", dependent: "Node" }, (uid, delayMs, reason) => {
      void controller.enqueueAfter({ resourceKind: "Cluster", resourceUid: uid, reason, cause: "owner" }, delayMs);
    });
    storage.watch({}, ({ type, resource }) => {
      if (type === "deleted") for (const driver of this.#drivers) driver.forget({ id: resource.metadata.uid });
    });
  }
}

/**
 * Opens a data directory; nothing is reconciled before `start`.
 * @throws {EngineError} `Unavailable` when the database is in use elsewhere, damaged, newer than this program or not
 * writable; `Invalid`, naming the option.
 */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  requireRecord("options", options);
  if (typeof options.dataDir !== "string" || options.dataDir.trim() === "") {
    throw new EngineError("Invalid", `dataDir is ${quote(options.dataDir)}, but must be the path of a folder`, {
      field: "dataDir",
    });
  }
  const { dataDir, clock = systemClock, logger = newDefaultLogger() } = options;
  const storage = new SqliteStorage(databaseFile(dataDir), { clock, logger });
  try {
    return new Engine({ options, storage, drivers: new DriverRegistry([openSimulator(dataDir, clock)]) });
  } catch (error) {
    await storage.close();
    throw error;
  }
}

function openSimulator(dataDir: string, clock: Clock): Simulator {
  const folder = path.join(dataDir, "simulator");
  mkdirSync(folder, { recursive: true });
  return new Simulator(path.join(folder, "machines.db"), clock);
}
