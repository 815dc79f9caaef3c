import type { Clock } from "../clock.ts";
import type { ResourceRef } from "../resource/resource.ts";
import type { SqliteQueries } from "../storage/sqlite/queries.ts";
import {
  type Changes,
  type FleetChanges,
  type FleetThen,
  PastFleet,
  type Readiness,
  readinessOf,
} from "./past-fleet.ts";
import { type ResourceAtTime, resourceAt } from "./past-resource.ts";
import { type LiveWork, type QueueThen, queueAt } from "./past-work.ts";
import { type SpecChange, specChanges } from "./spec-changes.ts";
import { Standing } from "./timeline.ts";

/** From when on the past is known. Times in ms since the epoch; undefined while nothing is kept. */
export interface KeptPast {
  since: number | undefined;
  /** Whether nothing was before that. */
  isBeginning: boolean;
  recordsSince: number | undefined;
}

/** The queue as it is now. */
export interface LiveQueue {
  all(): Iterable<LiveWork>;
  of(ref: ResourceRef): LiveWork | undefined;
}

/** A resource as it was; `ready` is absent when it did not exist. */
export interface ResourceMoment {
  name?: string;
  ready?: Readiness;
  /** Whether it exists now. */
  isThere: boolean;
  was?: ResourceAtTime;
}

/**
 * The past, as the logs tell it: of events, of the specs that were, of reconciles. What they do not hold any more is said to
 * be unknown and never guessed. Times in ms since the epoch; what happened in that ms is part of it.
 */
export class Past {
  readonly #queries: SqliteQueries;
  readonly #fleet: PastFleet;
  readonly #queue: LiveQueue;

  constructor(queries: SqliteQueries, queue: LiveQueue, clock: Clock) {
    this.#queries = queries;
    this.#fleet = new PastFleet(queries, clock);
    this.#queue = queue;
  }

  close(): void {
    this.#fleet.close();
  }

  kept(): KeptPast {
    const span = this.#queries.ofPast((past) => past.span());
    return {
      since: span?.firstAt,
      isBeginning: span === undefined || span.firstPosition === 1,
      recordsSince: this.#queries.ofPast((_, records) => records.keptSince()),
    };
  }

  /** When the nearest event before or after `at` was logged, of one resource or of all. */
  neighbour(at: number, direction: "back" | "forward", uid?: string): number | undefined {
    return this.#queries.ofPast((past) => past.neighbour(at, direction, uid));
  }

  /** @param limit of those that were not ready so many are named. */
  fleetAt(at: number, limit: number): Promise<FleetThen> {
    return this.#fleet.at(at, limit);
  }

  async resourceAt(ref: ResourceRef, at: number): Promise<ResourceMoment> {
    const timeline = await this.#fleet.timeline();
    const number = timeline.numberOf(ref);
    const ready = number === undefined ? undefined : readinessOf(timeline.at(at).standings[number]);
    const name = this.#fleet.nameOf(ref);
    return {
      ...(name !== undefined && { name }),
      ...(ready !== undefined && { ready, was: resourceAt(this.#queries, ref, at, this.#queue.of(ref)) }),
      isThere: this.#queries.nameOf(ref.kind, ref.uid) !== undefined,
    };
  }

  queueAt(at: number, limit: number): Promise<QueueThen> {
    return queueAt(this.#queries, () => this.#queue.all(), at, limit);
  }

  nameOf(ref: ResourceRef): string | undefined {
    return this.#fleet.nameOf(ref);
  }

  /** What was other at `to` than it was at `from`, of each kind of change the first so many. */
  async changes(from: number, to: number, limit: number): Promise<FleetChanges & { spec: Changes<SpecChange> }> {
    const changes = await this.#fleet.changes(from, to, limit);
    const timeline = await this.#fleet.timeline();
    const [before, after] = [timeline.at(from).standings, timeline.at(to).standings];
    const wasThere = (ref: ResourceRef): boolean => {
      const number = timeline.numberOf(ref) ?? -1;
      return [before, after].every((standings) => (standings[number] ?? Standing.absent) !== Standing.absent);
    };
    const spec = await specChanges(this.#queries, { from, to, limit }, wasThere, (ref) => this.nameOf(ref));
    return { ...changes, spec };
  }
}
