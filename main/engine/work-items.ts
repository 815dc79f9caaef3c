import type { SqliteQueries } from "../../app/storage/sqlite/queries.ts";
import type { WorkItem } from "../../app/reconcile/work-item.ts";
import type { ResourceRef, WorkItem as ShownWorkItem } from "../../shared/model.ts";

/** A place in the queue as the contract has it. */
export function toWorkItem(item: WorkItem, queries: SqliteQueries): ShownWorkItem {
  const name = queries.nameOf(item.resourceKind, item.resourceUid);
  return { ...item, ...(name !== undefined && { name }) };
}

/** A reference with the resource's name, where the resource still exists. */
export function named({ kind, uid }: ResourceRef, queries: SqliteQueries): ResourceRef & { name?: string } {
  const name = queries.nameOf(kind, uid);
  return { kind, uid, ...(name !== undefined && { name }) };
}
