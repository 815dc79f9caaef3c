import type { Clock } from "./clock.ts";
import type { ThroughputSample } from "./engine/throughput.ts";
import type { EventBus } from "./events/event-bus.ts";
import type { FleetImports } from "./fleet/imports.ts";
import type { KindRegistry } from "./kinds/kind-registry.ts";
import type { Logger } from "./logger.ts";
import type { Client } from "./reconcile/client.ts";
import type { Controller } from "./reconcile/controller.ts";
import type { Plan } from "./reconcile/plan.ts";
import type { Resource, ResourceDraft } from "./resource/resource.ts";
import type { SqliteQueries } from "./storage/sqlite/queries.ts";
import type { SqliteStorage } from "./storage/sqlite/sqlite-storage.ts";

export interface EngineOptions {
  /** Holds the database, its backups and what the simulator remembers; created when missing. */
  dataDir: string;
  /** How many reconciles run at once; `DEFAULT_ENGINE_WORKERS` by default: most of them wait for a machine. */
  workers?: number;
  clock?: Clock;
  logger?: Logger;
}

/** One data directory, opened: all parts of the engine, put together. */
export interface Engine {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly kinds: KindRegistry;
  readonly bus: EventBus;
  readonly storage: SqliteStorage;
  /** What the screens read: pages, counts, history, by SQL. */
  readonly queries: SqliteQueries;
  /** Every write of a resource goes through it: it checks the kind and the spec, and publishes the lifecycle event. */
  readonly client: Client;
  /** Reconciles, and holds the queue: enqueue, snapshot, pause, resume, step, cancel. */
  readonly controller: Controller;
  readonly imports: FleetImports;
  /** The sequence of the newest committed change. */
  readonly sequence: number;
  /** The last minutes of work, one a second, oldest first. */
  samples(): readonly ThroughputSample[];
  /** What a reconcile of it would do; nothing is written and no machine is touched. */
  plan(resource: Resource | ResourceDraft): Promise<Plan>;
  /** All resources of a kind, or all there are, as a file that import reads, in pieces. */
  export(options: { kind?: string; format: "yaml" | "json" }): AsyncIterable<string>;
  /** A cluster of simulated nodes and a few devices; resolves with how many resources it made. */
  createDemoFleet(options: { nodes: number; actor?: string }): Promise<number>;
  /** Starts to reconcile: what was pending, what changed meanwhile, then what happens. */
  start(): Promise<void>;
  /** Lets what is in flight wind down, makes a backup and closes the database. Safe to call twice. */
  stop(options?: { deadlineMs?: number }): Promise<void>;
}
