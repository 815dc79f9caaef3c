import { setImmediate } from "node:timers/promises";
import type { Controller } from "../reconcile/controller.ts";
import type { WorkQuery } from "../reconcile/work-item.ts";
import type { Resource, ResourceRef } from "../resource/resource.ts";
import type { SqliteQueries } from "../storage/sqlite/queries.ts";
import type { MatchQuery } from "../storage/sqlite/resource-pages.ts";
import type { Storage } from "../storage/storage.ts";

/** Which resources an action is done to; what is left out of the queue is named by `kind/uid`. */
export type BulkTarget =
  | { refs: readonly ResourceRef[] }
  /** All that match but a few. */
  | { query: MatchQuery; except: readonly string[] }
  | { queue: Pick<WorkQuery, "state"> & { search?: string }; except: readonly string[] };

export interface TargetParts {
  storage: Storage;
  queries: SqliteQueries;
  controller: Controller;
}

/** So many are read before others have a turn: a few ms. */
const PAGE = 250;

/** The resources, a page at a time; those that are gone are left out. */
export async function* resourcesOf(target: BulkTarget, parts: TargetParts): AsyncGenerator<Resource[]> {
  const pages = "query" in target ? matching(target, parts.queries) : byName(refsOf(target, parts), parts.storage);
  for await (const page of pages) {
    yield page;
    await setImmediate();
  }
}

function* matching(
  { query, except }: { query: MatchQuery; except: readonly string[] },
  queries: SqliteQueries,
): Generator<Resource[]> {
  const left = new Set(except);
  let after: number | undefined = 0;
  while (after !== undefined) {
    const page = queries.matching(query, { after, limit: PAGE });
    yield page.rows.filter(({ metadata }) => !left.has(metadata.uid));
    after = page.next;
  }
}

async function* byName(refs: readonly ResourceRef[], storage: Storage): AsyncGenerator<Resource[]> {
  for (let first = 0; first < refs.length; first += PAGE) {
    const page = refs.slice(first, first + PAGE);
    const found = await Promise.all(page.map(({ kind, uid }) => storage.load(kind, uid)));
    yield found.filter((resource) => resource !== undefined);
  }
}

function refsOf(target: Exclude<BulkTarget, { query: MatchQuery }>, parts: TargetParts): readonly ResourceRef[] {
  if ("refs" in target) return target.refs;
  const { state, search = "" } = target.queue;
  const named = search.trim() === "" ? undefined : parts.queries.uidsNamed(search);
  const left = new Set(target.except);
  return parts.controller.workRefs({
    ...(state !== undefined && { state }),
    matches: (kind, uid) => named?.has(uid) !== false && !left.has(`${kind}/${uid}`),
  });
}
