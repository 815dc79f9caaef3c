import type { ConditionStatus } from "../resource/condition.ts";
import type { FleetMark, KnownResource } from "../storage/sqlite/past-reader.ts";
import type { SqliteQueries } from "../storage/sqlite/queries.ts";
import { Turns } from "../turns.ts";
import { Standing, Timeline } from "./timeline.ts";

/** A stretch of either takes a few ms. */
const EVENTS_A_STRETCH = 1_000;
const RESOURCES_A_STRETCH = 1_000;

const STANDINGS: Readonly<Record<ConditionStatus, number>> = {
  True: Standing.ready,
  False: Standing.notReady,
  Unknown: Standing.unknown,
};

/** A timeline, and up to where in the log it has been read. */
export class ReadTimeline {
  readonly timeline = new Timeline();
  readonly #queries: SqliteQueries;
  /** The resources of which the timeline knows since when they exist. */
  readonly #isBeginningKnown = new Set<number>();
  #position = 0;

  private constructor(queries: SqliteQueries) {
    this.#queries = queries;
  }

  /** Reads the whole log, in stretches between which others have their turn. */
  static async load(queries: SqliteQueries): Promise<ReadTimeline> {
    const loading = new ReadTimeline(queries);
    // The resources first: what happens to them meanwhile is in the log behind what they were then.
    const known = await loading.#readResources();
    await loading.catchUp();
    const turns = new Turns();
    for (const resource of known) {
      loading.#suppose(resource);
      await turns.pause();
    }
    return loading;
  }

  /** Reads what was logged since. */
  async catchUp(): Promise<void> {
    const turns = new Turns();
    for (;;) {
      const newest = this.#queries.ofPast((past) => past.span())?.lastPosition ?? 0;
      if (this.#position >= newest) return;
      const until = Math.min(this.#position + EVENTS_A_STRETCH, newest);
      for (const mark of this.#queries.ofPast((past) => past.marks(this.#position, until))) this.#add(mark);
      this.#position = until;
      await turns.pause();
    }
  }

  #add({ position, at, kind, uid, what, status, createdAt }: FleetMark): void {
    const resource = this.timeline.number(kind, uid);
    if (what === "created") {
      this.#isBeginningKnown.add(resource);
      this.timeline.mark(resource, at, Standing.unknown, position);
    } else if (what === "readiness") {
      this.timeline.mark(resource, at, STANDINGS[status ?? "Unknown"], position);
    } else {
      if (!this.#isBeginningKnown.has(resource) && createdAt !== null) {
        this.timeline.suppose(resource, Date.parse(createdAt), Standing.notKept);
      }
      this.timeline.mark(resource, at, Standing.absent, position);
    }
  }

  async #readResources(): Promise<KnownResource[]> {
    const known: KnownResource[] = [];
    const turns = new Turns();
    for (;;) {
      const after = known.at(-1)?.position ?? 0;
      const stretch = this.#queries.ofPast((past) => past.resources(after, RESOURCES_A_STRETCH));
      known.push(...stretch);
      if (stretch.length < RESOURCES_A_STRETCH) return known;
      await turns.pause();
    }
  }

  /** What the resource itself tells, where the log does not reach back to its creation. */
  #suppose({ kind, uid, createdAt, ready, readySince }: KnownResource): void {
    const resource = this.timeline.number(kind, uid);
    if (this.#isBeginningKnown.has(resource)) return;
    this.#isBeginningKnown.add(resource);
    this.timeline.suppose(resource, Date.parse(createdAt), Standing.notKept);
    this.timeline.suppose(resource, Date.parse(readySince), STANDINGS[ready]);
  }
}
