import type { Clock, TimerHandle } from "../clock.ts";
import { isRecord } from "../is-record.ts";
import type { ConditionStatus } from "../resource/condition.ts";
import type { ResourceRef } from "../resource/resource.ts";
import type { SqliteQueries } from "../storage/sqlite/queries.ts";
import { Turns } from "../turns.ts";
import { ReadTimeline } from "./read-timeline.ts";
import { type FleetMoment, Standing, type Timeline } from "./timeline.ts";

/** `NotKept` where it is not known any more. */
export type Readiness = ConditionStatus | "NotKept";

const READINESS: readonly (Readiness | undefined)[] = [undefined, "True", "False", "Unknown", "NotKept"];

/** How the resources of a kind were. */
export interface KindThen {
  kind: string;
  total: number;
  ready: number;
  notReady: number;
  unknown: number;
  notKept: number;
}

export interface ResourceThen extends ResourceRef {
  name?: string;
  ready: Readiness;
  /** Since when: ms since the epoch. */
  since: number;
  /** What the Ready condition said when it came to be so. */
  reason?: string;
  message?: string;
}

export interface FleetThen {
  kinds: KindThen[];
  /** Those that were not ready, for the longest time first: the first so many of `notReadyTotal`. */
  notReady: ResourceThen[];
  notReadyTotal: number;
}

export interface ResourceChange extends ResourceRef {
  name?: string;
  before?: Readiness;
  after?: Readiness;
}

/** A number of changes and the first so many of them. */
export interface Changes<T> {
  count: number;
  items: T[];
}

export interface FleetChanges {
  created: Changes<ResourceChange>;
  deleted: Changes<ResourceChange>;
  readiness: Changes<ResourceChange>;
}

/** The timeline is let go when nobody has asked for so long, ms. */
const KEPT_UNASKED_MS = 5 * 60_000;

/** The fleet as it was. The log is read once, when somebody first asks; then any moment takes a few ms. */
export class PastFleet {
  readonly #queries: SqliteQueries;
  readonly #clock: Clock;
  #read: Promise<ReadTimeline> | undefined;
  #timer: TimerHandle;

  constructor(queries: SqliteQueries, clock: Clock) {
    this.#queries = queries;
    this.#clock = clock;
  }

  close(): void {
    this.#clock.clearTimeout(this.#timer);
    this.#read = undefined;
  }

  /** Until the newest that is committed. */
  async timeline(): Promise<Timeline> {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = this.#clock.setTimeout(() => (this.#read = undefined), KEPT_UNASKED_MS);
    try {
      const read = await (this.#read ??= ReadTimeline.load(this.#queries));
      await read.catchUp();
      return read.timeline;
    } catch (error) {
      this.close();
      throw error;
    }
  }

  async at(at: number, limit: number): Promise<FleetThen> {
    const timeline = await this.timeline();
    const moment = timeline.at(at);
    const kinds = new Map<string, KindThen>();
    const notReady: number[] = [];
    for (let resource = 0; resource < timeline.size; resource++) {
      const standing = moment.standings[resource] ?? Standing.absent;
      if (standing === Standing.absent) continue;
      count(kinds, timeline.ref(resource).kind, standing);
      if (standing === Standing.notReady || standing === Standing.unknown) notReady.push(resource);
    }
    const since = (resource: number): number => moment.since[resource] ?? 0;
    notReady.sort((a, b) => since(a) - since(b));
    return {
      kinds: [...kinds.values()],
      notReady: notReady.slice(0, limit).map((resource) => this.#resource(timeline, moment, resource)),
      notReadyTotal: notReady.length,
    };
  }

  /** What is other at `to` than it was at `from`; what came and went between is in neither. */
  async changes(from: number, to: number, limit: number): Promise<FleetChanges> {
    const timeline = await this.timeline();
    const [before, after] = [timeline.at(from), timeline.at(to)];
    const created = new Collected<ResourceChange>(limit);
    const deleted = new Collected<ResourceChange>(limit);
    const readiness = new Collected<ResourceChange>(limit);
    const turns = new Turns();
    for (const [resource, standing] of after.standings.entries()) {
      if (resource % 10_000 === 0) await turns.pause();
      const was = before.standings[resource] ?? Standing.absent;
      if (was === standing) continue;
      if (was === Standing.absent) created.add(() => this.#change(timeline, resource, was, standing));
      else if (standing === Standing.absent) deleted.add(() => this.#change(timeline, resource, was, standing));
      else if (was !== Standing.notKept) readiness.add(() => this.#change(timeline, resource, was, standing));
    }
    return { created, deleted, readiness };
  }

  /** As it is called now, or was when it was deleted. */
  nameOf(ref: ResourceRef): string | undefined {
    return this.#queries.nameOf(ref.kind, ref.uid) ?? this.#lastNameOf(ref);
  }

  #lastNameOf(ref: ResourceRef): string | undefined {
    return this.#queries.ofPast((past) => {
      for (const { metadata } of past.changes(ref, Number.MAX_SAFE_INTEGER)) {
        if (isRecord(metadata) && typeof metadata["name"] === "string") return metadata["name"];
      }
      return undefined;
    });
  }

  #resource(timeline: Timeline, { standings, since, positions }: FleetMoment, resource: number): ResourceThen {
    const ref = timeline.ref(resource);
    const name = this.nameOf(ref);
    const position = positions[resource] ?? 0;
    const data = position > 0 ? this.#queries.ofPast((past) => past.dataAt(position)) : undefined;
    return {
      ...ref,
      ...(name !== undefined && { name }),
      ready: readinessOf(standings[resource]) ?? "NotKept",
      since: since[resource] ?? 0,
      ...(isRecord(data) && typeof data["reason"] === "string" && { reason: data["reason"] }),
      ...(isRecord(data) && typeof data["message"] === "string" && { message: data["message"] }),
    };
  }

  #change(timeline: Timeline, resource: number, was: number, is: number): ResourceChange {
    const ref = timeline.ref(resource);
    const [name, before, after] = [this.nameOf(ref), readinessOf(was), readinessOf(is)];
    return {
      ...ref,
      ...(name !== undefined && { name }),
      ...(before !== undefined && { before }),
      ...(after !== undefined && { after }),
    };
  }
}

/** Counts what it is given and keeps the first so many. */
export class Collected<T> implements Changes<T> {
  count = 0;
  readonly items: T[] = [];
  readonly #limit: number;

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(make: () => T): void {
    if (this.count++ < this.#limit) this.items.push(make());
  }
}

/** Undefined for what does not exist. */
export function readinessOf(standing: number | undefined): Readiness | undefined {
  return READINESS[standing ?? Standing.absent];
}

function count(kinds: Map<string, KindThen>, kind: string, standing: number): void {
  let counts = kinds.get(kind);
  if (counts === undefined) {
    kinds.set(kind, (counts = { kind, total: 0, ready: 0, notReady: 0, unknown: 0, notKept: 0 }));
  }
  counts.total++;
  if (standing === Standing.ready) counts.ready++;
  else if (standing === Standing.notReady) counts.notReady++;
  else if (standing === Standing.unknown) counts.unknown++;
  else counts.notKept++;
}
