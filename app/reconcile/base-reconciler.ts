import type { Clock } from "../clock.ts";
import { newResourceEvent } from "../events/new-event.ts";
import type { EventBus } from "../events/event-bus.ts";
import { EngineError } from "../errors.ts";
import { DONE, isKnown, valueOf } from "../known-promise.ts";
import type { Logger } from "../logger.ts";
import { cloneJson } from "../resource/clone-json.ts";
import { setCondition, type ConditionStatus } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import { systemClock } from "../system-clock.ts";
import { withoutUndefined } from "../without-undefined.ts";
import type { Client } from "./client.ts";
import { currentPlanning } from "./planning.ts";
import type { ReconcileContext } from "./reconciler.ts";

/** What a reconciler works with. */
export interface ReconcilerParts {
  client: Client;
  eventBus: EventBus;
  logger: Logger;
  clock: Clock;
}

/** What most reconcilers need. Parts that the constructor is not given are supplied when it is registered with a controller. */
export class BaseReconciler {
  #parts: Partial<ReconcilerParts>;

  constructor(parts: Partial<ReconcilerParts> = {}) {
    this.#parts = { ...parts };
  }

  /** Called by `Controller.registerReconciler`; what the constructor was given stays. */
  supply(parts: ReconcilerParts): void {
    this.#parts = { ...parts, ...withoutUndefined(this.#parts) };
  }

  /** While it plans, one that only reads. */
  get client(): Client {
    return currentPlanning()?.client ?? this.#parts.client ?? missing("client");
  }

  /** While it plans, one that carries nothing. */
  get eventBus(): EventBus {
    return currentPlanning()?.eventBus ?? this.#parts.eventBus ?? missing("eventBus");
  }

  get logger(): Logger {
    return this.#parts.logger ?? missing("logger");
  }

  get clock(): Clock {
    return this.#parts.clock ?? systemClock;
  }

  /**
   * Writes the resource's status, and brings its `resourceVersion` up to date. Conditions whose status changed publish
   * their events.
   * @throws {EngineError} `NotFound` when the resource is gone, `Invalid` in a plan.
   */
  updateStatus(ctx: ReconcileContext, resource: Resource): Promise<void> {
    try {
      const written = this.client.writeStatus(resource, ctx.origin);
      if (!isKnown(written)) return written.then((stored) => bringUpToDate(resource, stored));
      bringUpToDate(resource, valueOf(written));
      return DONE;
    } catch (error) {
      return Promise.reject(error);
    }
  }

  /**
   * Publishes an event about the resource, as it is now. One about the resource that is being reconciled does not cause
   * another reconcile of it; one about any other does.
   * @throws {EngineError} `Invalid` for a malformed type and in a plan, `Closed` when the bus is.
   */
  async emitEvent(ctx: ReconcileContext, type: string, resource: Resource): Promise<void> {
    const { kind, metadata } = resource;
    const { causationId, correlationId, reconciling } = ctx.origin ?? {};
    const event = newResourceEvent(type, kind, metadata.uid, cloneJson(resource), {
      time: this.clock.now(),
      causationId,
      correlationId,
      extensions: reconciling && { emittedby: `${reconciling.kind}/${reconciling.uid}` },
    });
    await this.eventBus.publish(event);
    ctx.note?.(`Emitted event ${type} for ${kind} ${metadata.name}`);
    this.logger.info(`Emitted event ${type} for ${kind}/${metadata.uid}`);
  }

  /**
   * Sets a condition on the resource at hand; `updateStatus`, or else the end of the reconcile, writes it.
   * @returns whether anything changed.
   */
  setCondition(resource: Resource, type: string, status: ConditionStatus, reason: string, message: string): boolean {
    return setCondition(resource, type, status, reason, message, this.clock.now());
  }
}

function bringUpToDate({ metadata }: Resource, { metadata: { resourceVersion, updatedAt } }: Readonly<Resource>): void {
  // Written it is; a resource that is not to be changed stays as it was.
  if (Object.isFrozen(metadata)) return;
  metadata.resourceVersion = resourceVersion;
  metadata.updatedAt = updatedAt;
}

function missing(part: keyof ReconcilerParts): never {
  throw new EngineError(
    "Invalid",
    `This reconciler has no ${part}: give it one in the constructor, or register it with a controller first`,
    { field: part },
  );
}
