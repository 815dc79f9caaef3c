import type { Filter } from "../../../resource/filter.ts";
import type { Resource } from "../../../resource/resource.ts";
import { matchesFilter } from "../../matches-filter.ts";
import { SqliteStorage } from "../sqlite-storage.ts";

/** A storage that flushes little and says nothing, in a time that the test sets. */
export function openQuietly(file: string, clock: { now(): number }): SqliteStorage {
  return new SqliteStorage(file, { clock, logger: { error() {}, warn() {} }, synchronous: "NORMAL" });
}

/** The nodes that a page shows. @returns their uids */
export function shown(storage: SqliteStorage, filter: Filter): string[] {
  const { rows } = storage.queries.page({ kind: "Node", filter, limit: 5_000 });
  return rows.map(({ metadata }) => metadata.uid);
}

/** What a page has to show: those that the filter selects when each is looked at by itself. @returns their uids */
export function matching(all: readonly Resource[], filter: Filter): string[] {
  return all.filter((resource) => matchesFilter(resource, filter)).map(({ metadata }) => metadata.uid);
}
