import type { Engine } from "../../app/engine.ts";
import type { SqliteQueries } from "../../app/storage/sqlite/queries.ts";
import type { WorkItem } from "../../app/reconcile/work-item.ts";
import type { Pause, ResourceRef, WorkItem as ShownWorkItem } from "../../shared/model.ts";

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

/** Every window hears of these every second, and single resources may be paused by the thousand. */
const SHOWN_PAUSES = 20;

/** What is paused, for those who are told of it all the time. */
export function shownPauses({ controller, queries }: Engine): { paused: Pause[]; morePaused?: number } {
  const paused = controller.pauses(SHOWN_PAUSES).map((pause) => {
    const { kind, uid } = pause;
    return { ...pause, ...(kind !== undefined && uid !== undefined && named({ kind, uid }, queries)) };
  });
  const more = controller.pauseCount - paused.length;
  return { paused, ...(more > 0 && { morePaused: more }) };
}
