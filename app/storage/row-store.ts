import type { CloudEvent } from "cloudevents";
import type { ReconcileRecord } from "../reconcile/record.ts";
import type { WorkItem } from "../reconcile/work-item.ts";
import type { Resource } from "../resource/resource.ts";
import type { Pause, PauseScope } from "./storage.ts";

/** A resource as a storage holds it. Neither it nor anything in it is ever changed: a write replaces it. */
export interface StoredResource {
  /** The sequence of its creation, and so its place in the order of creation. */
  readonly position: number;
  readonly resource: Resource;
}

/**
 * What a transaction reads and writes; the one thing in which storages differ. Reads see what was written before, committed
 * or not. What is written is undone by `rollback` unless it was committed. A row that is handed in as `before` is always one
 * that this store handed out, and so of its own type.
 */
export interface RowStore<Row extends StoredResource = StoredResource> {
  /** A number above all that were handed out before. */
  nextSequence(): number;
  get(kind: string, uid: string): Row | undefined;
  /** In order of creation. */
  dependents(ownerUid: string): Row[];
  put(before: Row | undefined, after: StoredResource): void;
  /** `last` is what is left to tell of `before`. */
  remove(before: Row, last: Resource): void;
  appendEvent(event: CloudEvent<unknown>): void;
  putWork(item: WorkItem): void;
  removeWork(kind: string, uid: string): void;
  appendRecord(record: ReconcileRecord): void;
  putPause(pause: Pause): void;
  removePause(scope: PauseScope): void;
  setActor(actor: string): void;
  /** Undoes everything since the last transaction ended. */
  rollback(): void;
}
