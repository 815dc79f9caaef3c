import type { CloudEvent } from "cloudevents";
import type { ReconcileRecord } from "../reconcile/record.ts";
import type { WorkItem } from "../reconcile/work-item.ts";
import type { Resource, ResourceDraft, ResourceRef } from "../resource/resource.ts";

export interface SortKey {
  /** A path such as `metadata.name` or `status.state`. */
  by: string;
  direction?: "asc" | "desc";
}

export interface ListOptions {
  /** Kubernetes' syntax: `a=b,c!=d,e in (f,g),h,!i`. */
  labelSelector?: string;
  limit?: number;
  /** The `continue` of the page before. */
  continue?: string;
  sort?: SortKey;
}

/** A page of resources; `continue` is there when more follow. */
export type ResourceList<R extends Resource = Resource> = R[] & { continue?: string };

export type Propagation = "background" | "foreground" | "orphan";

export interface DeleteOptions {
  /** What happens to dependents; `background` by default. Of what is to be deleted already, the last one that was given. */
  propagation?: Propagation;
  /** Refuse with a conflict unless this is the version that is stored. */
  resourceVersion?: string;
}

export type ChangeType = "created" | "updated" | "status" | "deleted";

/** One committed write. `sequence` rises by at least one with each and orders them all; it is the number in `resourceVersion`. */
export interface Change {
  sequence: number;
  type: ChangeType;
  /** After the write; for `deleted` the last that was. Shared with other watchers: not to be changed. */
  resource: Resource;
  /** Before the write, where there was one. */
  previous?: Resource;
}

export interface WatchOptions {
  kind?: string;
  /** Deliver first what changed after this sequence (each resource once, as it is now). */
  since?: number;
}

/** What keeps work from running: everything, where no kind is named; a whole kind, where no uid is. */
export interface Pause {
  kind?: string;
  uid?: string;
  reason: string;
  actor: string;
  /** Milliseconds since the epoch. */
  since: number;
}

export type PauseScope = Pick<Pause, "kind" | "uid">;

/**
 * The writes that belong to one commit. Its methods are synchronous: all that one function does through it is committed
 * together or not at all. They take and return copies, never the stored objects themselves.
 */
export interface Transaction {
  load(kind: string, uid: string): Resource | undefined;
  /** What is stored itself, for a look: it must not be changed, nor kept after the transaction. */
  peek(kind: string, uid: string): Resource | undefined;
  /** The sequence of the creation of what is stored: it tells a resource from one of the same uid that was there before. */
  position?(kind: string, uid: string): number | undefined;
  /** The resources that carry an owner reference to `ownerUid`. */
  dependents(ownerUid: string): ResourceRef[];
  create(resource: ResourceDraft): Resource;
  update(resource: Resource, alongside?: Alongside): Resource;
  updateStatus(resource: Resource): Resource;
  /** The same without copies: `status` is the storage's from here on, and what is returned is what is stored, as with `peek`. */
  putStatus(kind: string, uid: string, status: object): Resource;
  save(kind: string, uid: string, resource: ResourceDraft): Resource;
  /** @returns whether the resource is gone now; false when finalizers hold it and it was only marked. */
  delete(kind: string, uid: string, options?: DeleteOptions): boolean;
  /** Event log, pending work and reconcile records; a storage that keeps none of them lets these do nothing. */
  appendEvent(event: CloudEvent<unknown>): void;
  putWork(item: WorkItem): void;
  removeWork(kind: string, uid: string): void;
  appendRecord(record: ReconcileRecord): void;
  /** One for each scope: a second one replaces the first. */
  putPause(pause: Pause): void;
  removePause(scope: PauseScope): void;
  /** Who makes the writes of this transaction; kept with the revisions of the specs that it changes. */
  setActor(actor: string): void;
}

/** What is to be committed in the same transaction as a write, and only with it. */
export type Alongside = (tx: Transaction, change: Change) => void;

/**
 * Keeps resources. All rules of generation, version, finalizers and the parting of spec and status hold here, for every caller.
 * Every method rejects with an `EngineError` and then has changed nothing.
 */
export interface Storage {
  /** An unconditional upsert that keeps the rules of generation and version. */
  save<R extends Resource>(kind: string, uid: string, resource: R, alongside?: Alongside): Promise<R>;
  load(kind: string, uid: string): Promise<Resource | undefined>;
  list(kind: string, options?: ListOptions): Promise<ResourceList>;
  /** Resolves with whether the resource is gone now; without finalizers it is. Of nothing: rejects with `NotFound`. */
  delete(kind: string, uid: string, options?: DeleteOptions, alongside?: Alongside): Promise<boolean>;
  create<R extends Resource>(resource: R | ResourceDraft, alongside?: Alongside): Promise<R>;
  /** Compare-and-set on `resourceVersion`; never touches `status`. */
  update<R extends Resource>(resource: R, alongside?: Alongside): Promise<R>;
  /**
   * Checks no version, never touches `spec`, and fails when the resource is gone.
   * @param answer `stored` from callers who change nothing of what it resolves with, and need no copy: it may be what is stored.
   */
  updateStatus<R extends Resource>(resource: R, alongside?: Alongside, answer?: "copy" | "stored"): Promise<R>;
  /** Calls back after each commit, in order, and never for what was rolled back. */
  watch(options: WatchOptions, onChange: (change: Change) => void): () => void;
  close(): Promise<void>;
  /**
   * Commits all that `run` does in one transaction; resolves when it is durable. `run` is called once, at once and
   * synchronously; when it throws, nothing of it is written and the promise rejects with what it threw.
   */
  transact?<T>(run: (tx: Transaction) => T): Promise<T>;
  /** The resources that carry an owner reference to `ownerUid`. */
  dependents?(ownerUid: string): Promise<ResourceRef[]>;
  /** The resources that have owners, none of which exists any more. */
  danglingDependents?(): Promise<ResourceRef[]>;
  /** The resources that are to be deleted and that finalizers still hold. */
  markedForDeletion?(): Promise<ResourceRef[]>;
  /** The sequence of the newest committed change; 0 before the first. */
  readonly sequence?: number;
  /** What survives a restart beside resources; absent where nothing does. */
  readonly durable?: DurableWork;
  /** What survives a controller, where nothing survives the process. */
  readonly handover?: Handover;
}

/** The work that a storage kept, for a controller's start. */
export interface KeptForStart {
  loadWork(): Promise<WorkItem[]>;
  loadPauses(): Promise<Pause[]>;
}

/** What a controller that stops leaves to the next one. */
export interface Handover extends KeptForStart {
  /** In place of all that was left of these kinds before, and of all pauses. */
  leave(kinds: ReadonlySet<string>, work: readonly WorkItem[], pauses: readonly Pause[]): void;
}

/** The work that a durable storage kept as it came and went. */
export interface DurableWork extends KeptForStart {
  /** The resources whose newest generation no finished reconcile has seen, in order of creation, a page at a time. */
  unobserved(page: { after?: number; limit: number }): Promise<UnobservedPage>;
}

export interface UnobservedPage {
  refs: ResourceRef[];
  /** The `after` of the next page; absent on the last. */
  next?: number;
}
