import { checkLimit } from "../check-number.ts";
import { requireRecord } from "../is-record.ts";
import type { ResourceRef } from "../resource/resource.ts";
import type { EntryQueue } from "./entry-queue.ts";
import { FirstOf } from "./first-of.ts";
import { byDueTime } from "./queue-entry.ts";
import type { Registration } from "./registration.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { WorkCounts, WorkItem, WorkQuery, WorkState } from "./work-item.ts";
import { shownItem, stateOf } from "./work-row.ts";

export interface WorkPage {
  items: WorkItem[];
  /** How many match, on this page or not. */
  total: number;
  /** Of the whole queue, whatever the page shows. */
  counts: WorkCounts;
}

/**
 * The queue as people look at it. A look costs one pass over the entries, about 1 ms for 100,000, and puts in order only what
 * it shows: entries are found through their kinds, where they lie side by side in memory, rather than through the queue.
 */
export class WorkView {
  readonly #queue: EntryQueue<WorkEntry>;
  readonly #kinds: Iterable<Registration>;

  constructor(queue: EntryQueue<WorkEntry>, kinds: Iterable<Registration>) {
    this.#queue = queue;
    this.#kinds = kinds;
  }

  /**
   * A part of the queue: what is in processing first, then what is ready, paused, and waits for its time, each in order.
   * @throws {EngineError} `Invalid`, naming the field, for an offset or a limit that is negative or no number.
   */
  page(query: WorkQuery = {}): WorkPage {
    requireRecord("query", query);
    const { state, offset = 0, limit = Infinity } = query;
    checkLimit("offset", offset);
    checkLimit("limit", limit);
    const page = new PageFiller(offset, limit);
    const matches = matcher(query);
    const inLine: [WorkState, Iterable<WorkEntry>, number][] = [
      ["processing", this.#queue.processing(), this.#queue.processingCount],
      ["ready", this.#queue.ready(), this.#queue.length],
      ["paused", this.#queue.held(), this.#queue.heldCount],
    ];
    for (const [lane, entries, length] of inLine) {
      if (state === undefined || state === lane) page.add(entries, length, matches);
    }
    const waits = this.#waiting(new FirstOf(page.wanted, byDueTime), state, matches);
    page.add(waits.first, waits.total);
    const items = page.entries.map((entry) => shownItem(entry, this.#queue)).filter((item) => item !== undefined);
    return { items, total: page.total, counts: waits.counts };
  }

  /** All that match, in no particular order. */
  refs({ state, ...query }: WorkQuery): ResourceRef[] {
    const matches = matcher(query);
    const refs: ResourceRef[] = [];
    for (const kind of this.#kinds) {
      for (const entry of kind.entries()) {
        const lane = stateOf(entry);
        if (lane === undefined || (state !== undefined && state !== lane) || matches?.(entry) === false) continue;
        refs.push({ kind: entry.resourceKind, uid: entry.resourceUid });
      }
    }
    return refs;
  }

  counts(): WorkCounts {
    return this.#waiting(new FirstOf<WorkEntry>(0, byDueTime), undefined, undefined).counts;
  }

  /** Counts what waits for its time, and puts those of them in order that are to be shown. */
  #waiting(
    first: FirstOf<WorkEntry>,
    state: WorkState | undefined,
    matches: ((entry: WorkEntry) => boolean) | undefined,
  ): { first: readonly WorkEntry[]; total: number; counts: WorkCounts } {
    const { length: ready, processingCount: processing, heldCount: paused } = this.#queue;
    const counts: WorkCounts = { ready, processing, delayed: 0, backoff: 0, paused };
    let total = 0;
    for (const kind of this.#kinds) {
      for (const entry of kind.entries()) {
        // What a worker has may wait for its next time already. It is in processing, and nowhere else.
        if (entry.place !== "delayed" || entry.processing) continue;
        const lane = entry.backingOff ? "backoff" : "delayed";
        counts[lane]++;
        if ((state !== undefined && state !== lane) || matches?.(entry) === false) continue;
        total++;
        first.offer(entry);
      }
    }
    return { first: first.inOrder(), total, counts };
  }
}

/** Takes from one list after the other what is on a page. */
class PageFiller {
  readonly entries: WorkEntry[] = [];
  total = 0;
  readonly #offset: number;
  readonly #limit: number;

  constructor(offset: number, limit: number) {
    this.#offset = offset;
    this.#limit = limit;
  }

  /** How many of what is added next could be on the page, or before it. */
  get wanted(): number {
    return Math.max(0, this.#offset + this.#limit - this.total);
  }

  /** @param length how many entries there are; without `matches` no more of them are looked at than the page shows */
  add(entries: Iterable<WorkEntry>, length: number, matches?: (entry: WorkEntry) => boolean): void {
    const before = this.total;
    const { wanted } = this;
    let seen = 0;
    if (matches !== undefined || wanted > 0) {
      for (const entry of entries) {
        if (matches?.(entry) === false) continue;
        seen++;
        if (before + seen > this.#offset && this.entries.length < this.#limit) this.entries.push(entry);
        if (matches === undefined && seen >= wanted) break;
      }
    }
    this.total = before + (matches === undefined ? length : seen);
  }
}

/** Undefined where every entry matches. */
function matcher({ kind, matches }: WorkQuery): ((entry: WorkEntry) => boolean) | undefined {
  if (kind === undefined && matches === undefined) return undefined;
  return (entry) =>
    (kind === undefined || entry.resourceKind === kind) &&
    (matches === undefined || matches(entry.resourceKind, entry.resourceUid));
}
