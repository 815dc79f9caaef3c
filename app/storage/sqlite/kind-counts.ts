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
    const rows = this.#statements.prepare<{ kind: string; ready: string; n: number }>(
      "SELECT kind, ready, count(*) AS n FROM resources GROUP BY kind, ready",
    );
    for (const { kind, ready, n } of rows.iterate()) {
      const count = countOf(counts, kind);
      count.total += n;
      count[readinessField(ready)] += n;
    }
    const unobserved = this.#statements.prepare<{ kind: string; n: number }>(
      "SELECT kind, count(*) AS n FROM resources WHERE observed_generation IS NOT generation GROUP BY kind",
    );
    for (const { kind, n } of unobserved.iterate()) countOf(counts, kind).unobserved = n;
    const deleting = this.#statements.prepare<{ kind: string; n: number }>(
      "SELECT kind, count(*) AS n FROM resources WHERE deletion_timestamp IS NOT NULL GROUP BY kind",
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
    count[readinessField(ready)] += by;
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

function readinessField(ready: string): "ready" | "notReady" | "unknown" {
  if (ready === "True") return "ready";
  return ready === "False" ? "notReady" : "unknown";
}
