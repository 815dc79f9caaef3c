import type { EventBus } from "../events/event-bus.ts";
import type { Storage } from "../storage/storage.ts";
import { Backlog } from "./backlog.ts";
import { ChangePlanner } from "./change-planner.ts";
import { Client } from "./client.ts";
import type { CheckedOptions, ControllerOptions } from "./controller-options.ts";
import { DryRun } from "./dry-run.ts";
import { EventIntake } from "./event-intake.ts";
import { GarbageCollector } from "./garbage-collector.ts";
import { KeptWork } from "./kept-work.ts";
import { PauseSet } from "./pause-set.ts";
import { QueueControl } from "./queue-control.ts";
import { Registry } from "./registration.ts";
import { Settlement } from "./settlement.ts";
import { StallDetector } from "./stall-detector.ts";
import { StartUp } from "./start-up.ts";
import { WorkerPool } from "./worker-pool.ts";
import { WorkStore } from "./work-store.ts";
import { WorkView } from "./work-view.ts";

export type ControllerParts = ReturnType<typeof assemble>;

/** Makes the parts of a controller and puts them together. */
export function assemble(
  eventBus: EventBus,
  storage: Storage,
  { client: given, eventPrefix }: ControllerOptions,
  { workers, reconcileTimeoutMs: timeoutMs, clock, logger, rateLimiter: limiter, stall }: CheckedOptions,
) {
  const client =
    given ?? new Client(storage, eventBus, { clock, logger, ...(eventPrefix !== undefined && { eventPrefix }) });
  const { writer } = client;
  const registry = new Registry();
  const pauses = new PauseSet();
  const backlog = new Backlog({ clock, registry, pauses, limiter, logger });
  const store = new WorkStore(storage, backlog.queue, clock, logger);
  const planner = new ChangePlanner(registry, backlog, store);
  const keeper = store.isDurable ? storage.durable : storage.handover;
  const kept = keeper && new KeptWork({ storage: keeper, registry, backlog, store, pauses, clock });
  const settlement = new Settlement({ writer, backlog, store, stalls: new StallDetector(stall), clock, logger });
  const environment = { client, logger };
  return {
    client,
    registry,
    pauses,
    backlog,
    store,
    planner,
    intake: new EventIntake(registry, backlog, planner, store),
    pool: new WorkerPool({ workers, timeoutMs, storage, backlog, settlement, environment, clock, logger }),
    kept,
    startUp: new StartUp(storage, registry, backlog),
    collector: new GarbageCollector({ client, storage, kinds: () => registry.kinds(), clock, logger }),
    dryRun: new DryRun({ registry, client, clock, logger, timeoutMs }),
    control: new QueueControl({ storage, registry, backlog, store, pauses, kept, clock }),
    view: new WorkView(backlog.queue, registry),
  };
}
