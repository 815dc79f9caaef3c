import type { Resource } from "../../resource/resource.ts";
import type { ChangeFeed } from "../change-feed.ts";
import type { Change } from "../storage.ts";
import { readinessOf } from "./resource-row.ts";
import type { StatementCache } from "./statement-cache.ts";

/** How the resources of one kind are. */
export interface KindCount {
  kind: string;
  total: number;
  ready: number;
  notReady: number;
  unknown: number;
  /** Marked as to be deleted. */
  deleting: number;
  /** Whose newest generation no finished reconcile has seen. */
  unobserved: number;
}

const FIELDS = { True: "ready", False: "notReady", Unknown: "unknown" } as const;

/** Counted once, by indexes, and then kept by every change: a summary costs the same whatever the size of the fleet. */
export class KindCounts {
  readonly #statements: StatementCache;
  readonly #feed: ChangeFeed;
  #counts: Map<string, KindCount> | undefined;

  constructor(statements: StatementCache, feed: ChangeFeed) {
    this.#statements = statements;
    this.#feed = feed;
  }

  /** By kind; kinds of which nothing is left are not among them. */
  all(): KindCount[] {
    return [...this.#current().values()]
      .filter(({ total }) => total > 0)
      .map((count) => ({ ...count }))
      .toSorted((a, b) => (a.kind < b.kind ? -1 : 1));
  }

  of(kind: string): KindCount {
    return this.#current().get(kind) ?? emptyCount(kind);
  }

  #current(): Map<string, KindCount> {
    if (this.#counts === undefined) {
      this.#counts = this.#count();
      this.#feed.watch({}, (change) => this.#apply(change));
    }
    return this.#counts;
  }

  #count(): Map<string, KindCount> {
    const counts = new Map<string, KindCount>();
    const rows = this.#statements.prepare<{ kind: string; total: number; ready: number; notReady: number }>(
      `SELECT kind, count(*) AS total, sum(ready = 'True') AS ready, sum(ready = 'False') AS notReady
       FROM resources GROUP BY kind`,
    );
    for (const { kind, total, ready, notReady } of rows.iterate()) {
      Object.assign(countOf(counts, kind), { total, ready, notReady, unknown: total - ready - notReady });
    }
    const unobserved = this.#statements.prepare<{ kind: string; n: number }>(
      `SELECT kind, count(*) AS n FROM resources INDEXED BY resources_unobserved
       WHERE observed_generation IS NOT generation GROUP BY kind`,
    );
    for (const { kind, n } of unobserved.iterate()) countOf(counts, kind).unobserved = n;
    const deleting = this.#statements.prepare<{ kind: string; n: number }>(
      `SELECT kind, count(*) AS n FROM resources INDEXED BY resources_deleting
       WHERE deletion_timestamp IS NOT NULL GROUP BY kind`,
    );
    for (const { kind, n } of deleting.iterate()) countOf(counts, kind).deleting = n;
    return counts;
  }

  #apply({ type, resource, previous }: Change): void {
    if (previous !== undefined) this.#add(previous, -1);
    if (type !== "deleted") this.#add(resource, 1);
  }

  #add(resource: Resource, by: 1 | -1): void {
    const count = countOf(this.#current(), resource.kind);
    const { ready, observedGeneration } = readinessOf(resource);
    count.total += by;
    count[FIELDS[ready]] += by;
    if (resource.metadata.deletionTimestamp !== undefined) count.deleting += by;
    if (observedGeneration !== resource.metadata.generation) count.unobserved += by;
  }
}

function countOf(counts: Map<string, KindCount>, kind: string): KindCount {
  let count = counts.get(kind);
  if (count === undefined) counts.set(kind, (count = emptyCount(kind)));
  return count;
}

function emptyCount(kind: string): KindCount {
  return { kind, total: 0, ready: 0, notReady: 0, unknown: 0, deleting: 0, unobserved: 0 };
}
