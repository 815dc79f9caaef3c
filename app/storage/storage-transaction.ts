import type { CloudEvent } from "cloudevents";
import { EngineError } from "../errors.ts";
import { isoTime } from "../iso-time.ts";
import { requireRecord } from "../is-record.ts";
import { pushed } from "../pushed.ts";
import { quote } from "../quote.ts";
import type { ReconcileRecord } from "../reconcile/record.ts";
import type { WorkItem } from "../reconcile/work-item.ts";
import type { Resource, ResourceDraft, ResourceRef } from "../resource/resource.ts";
import { copyResource } from "./copy-resource.ts";
import type { RowStore, StoredResource } from "./row-store.ts";
import * as rules from "./rules.ts";
import type {
  Alongside,
  Change,
  ChangeType,
  DeleteOptions,
  Pause,
  PauseScope,
  Propagation,
  Transaction,
} from "./storage.ts";

const PROPAGATIONS: readonly Propagation[] = ["background", "foreground", "orphan"];

/** Applies the rules to what a storage holds. `alongside` is called for each change that a write makes. */
export class StorageTransaction implements Transaction {
  #changes: Change[] = [];
  readonly #rows: RowStore;
  readonly #now: string;
  #open = true;
  /** Most transactions look at one resource, several times before they write it. */
  #lastFound: StoredResource | undefined;

  /** @param nowMs milliseconds since the epoch: all its writes carry the same time. */
  constructor(rows: RowStore, nowMs: number) {
    this.#rows = rows;
    this.#now = isoTime(nowMs);
  }

  /** What to tell watchers once it is committed, in order. */
  get changes(): readonly Change[] {
    return this.#changes;
  }

  /** What is done through it afterwards, say by a function that goes on asynchronously, is refused. */
  end(): void {
    this.#open = false;
  }

  load(kind: string, uid: string): Resource | undefined {
    const row = this.#find(kind, uid);
    return row === undefined ? undefined : copyResource(row.resource);
  }

  peek(kind: string, uid: string): Resource | undefined {
    return this.#find(kind, uid)?.resource;
  }

  position(kind: string, uid: string): number | undefined {
    return this.#find(kind, uid)?.position;
  }

  dependents(ownerUid: string): ResourceRef[] {
    return this.#store
      .dependents(ownerUid)
      .map(({ resource }) => ({ kind: resource.kind, uid: resource.metadata.uid }));
  }

  create(draft: ResourceDraft, alongside?: Alongside): Resource {
    const resource = rules.created(draft, this.#stamp());
    // A uid that was made just now is nobody else's: looking for it would be in vain.
    if (draft.metadata?.uid) this.#requireAbsent(resource);
    return copyResource(this.#insert(resource, alongside));
  }

  update(given: Resource, alongside?: Alongside): Resource {
    const row = this.#requireStored(given);
    return copyResource(this.#replace(row, rules.updated(row.resource, given, this.#stamp()), "updated", alongside));
  }

  updateStatus(given: Resource, alongside?: Alongside, answer: "copy" | "stored" = "copy"): Resource {
    const row = this.#requireStored(given);
    const next = rules.withStatus(row.resource, given.status, this.#stamp());
    const stored = this.#replace(row, next, "status", alongside);
    return answer === "copy" ? copyResource(stored) : stored;
  }

  putStatus(kind: string, uid: string, status: object): Resource {
    const row = this.#require({ kind, uid });
    return this.#replace(row, rules.withOwnStatus(row.resource, status, this.#stamp()), "status", undefined);
  }

  save(kind: string, uid: string, given: ResourceDraft, alongside?: Alongside): Resource {
    rules.requireIdentity(kind, uid, given);
    const row = this.#find(kind, uid);
    if (row !== undefined) {
      return copyResource(this.#replace(row, rules.saved(row.resource, given, this.#stamp()), "updated", alongside));
    }
    const draft = { ...given, kind, metadata: { ...given.metadata, uid } };
    return copyResource(this.#insert(rules.created(draft, this.#stamp()), alongside));
  }

  delete(kind: string, uid: string, options: DeleteOptions = {}, alongside?: Alongside): boolean {
    requireRecord("options", options);
    const propagation = options.propagation ?? "background";
    refuseUnknownPropagation(propagation);
    const row = this.#require({ kind, uid });
    if (options.resourceVersion !== undefined) rules.requireVersion(row.resource, options.resourceVersion);
    const dependents = propagation === "background" ? [] : this.#store.dependents(uid).filter(ownedBy(row.resource));
    if (propagation === "orphan") this.#orphan(row.resource, dependents, alongside);
    const waits = propagation === "foreground" && dependents.length > 0;
    if (!waits && row.resource.metadata.finalizers.length === 0) {
      this.#remove(row, rules.removed(row.resource, this.#stamp()), alongside);
      return true;
    }
    // As in Kubernetes, the last deletion that says what is to become of dependents is the one that counts.
    const isToWait = options.propagation === undefined ? undefined : waits;
    const isOtherwise = isToWait !== undefined && isToWait !== rules.waitsForDependents(row.resource);
    if (row.resource.metadata.deletionTimestamp !== undefined && !isOtherwise) return false;
    const marked = rules.marked(row.resource, isToWait, this.#stamp());
    this.#replace(row, marked, "updated", alongside);
    return rules.isReleased(marked);
  }

  appendEvent(event: CloudEvent<unknown>): void {
    this.#store.appendEvent(event);
  }

  putWork(item: WorkItem): void {
    this.#store.putWork(item);
  }

  removeWork(kind: string, uid: string): void {
    this.#store.removeWork(kind, uid);
  }

  appendRecord(record: ReconcileRecord): void {
    this.#store.appendRecord(record);
  }

  putPause(pause: Pause): void {
    this.#store.putPause(pause);
  }

  removePause(scope: PauseScope): void {
    this.#store.removePause(scope);
  }

  setActor(actor: string): void {
    this.#store.setActor(actor);
  }

  get #store(): RowStore {
    if (this.#open) return this.#rows;
    throw new EngineError("Closed", "A transaction was used after its function returned: do all in it synchronously");
  }

  #stamp(): rules.Stamp {
    return { sequence: this.#store.nextSequence(), now: this.#now };
  }

  #find(kind: string, uid: string): StoredResource | undefined {
    const store = this.#store;
    const last = this.#lastFound?.resource;
    if (last !== undefined && last.metadata.uid === uid && last.kind === kind) return this.#lastFound;
    this.#lastFound = store.get(kind, uid);
    return this.#lastFound;
  }

  /** What is stored under a name needs no check of the name. */
  #requireStored(given: Resource): StoredResource {
    const uid: unknown = given?.metadata?.uid;
    const row = typeof uid === "string" ? this.#find(given.kind, uid) : undefined;
    return row ?? this.#require(rules.identityOf(given));
  }

  #require({ kind, uid }: ResourceRef): StoredResource {
    const row = this.#find(kind, uid);
    if (row !== undefined) return row;
    throw new EngineError("NotFound", `There is no ${quote(kind)} with the uid ${quote(uid)}`);
  }

  #requireAbsent({ kind, metadata }: Resource): void {
    if (this.#find(kind, metadata.uid) === undefined) return;
    throw new EngineError("AlreadyExists", `There is a ${kind} with the uid ${quote(metadata.uid)} already`, {
      field: "metadata.uid",
    });
  }

  #insert(resource: Resource, alongside: Alongside | undefined): Resource {
    this.#store.put(undefined, { position: versionOf(resource), resource });
    this.#changed("created", resource, undefined, alongside);
    return resource;
  }

  #replace(before: StoredResource, resource: Resource, type: ChangeType, alongside: Alongside | undefined): Resource {
    if (rules.isReleased(resource)) {
      this.#remove(before, resource, alongside);
    } else {
      const previous = before.resource;
      this.#store.put(before, { position: before.position, resource });
      this.#changed(type, resource, previous, alongside);
    }
    return resource;
  }

  #remove(before: StoredResource, last: Resource, alongside: Alongside | undefined): void {
    this.#store.remove(before, last);
    this.#changed("deleted", last, before.resource, alongside);
  }

  #orphan(owner: Resource, dependents: StoredResource[], alongside: Alongside | undefined): void {
    for (const row of dependents) {
      this.#replace(row, rules.withoutOwner(row.resource, owner, this.#stamp()), "updated", alongside);
    }
  }

  #changed(
    type: ChangeType,
    resource: Resource,
    previous: Resource | undefined,
    alongside: Alongside | undefined,
  ): void {
    this.#lastFound = undefined;
    const sequence = versionOf(resource);
    const change: Change =
      previous === undefined ? { sequence, type, resource } : { sequence, type, resource, previous };
    this.#changes = pushed(this.#changes, change);
    alongside?.(this, change);
  }
}

function versionOf(resource: Resource): number {
  return Number(resource.metadata.resourceVersion);
}

/** One that names itself as its owner is not held up by itself. */
function ownedBy(owner: Resource): (row: StoredResource) => boolean {
  return ({ resource }) =>
    rules.nameOf(resource) !== rules.nameOf(owner) &&
    resource.metadata.ownerReferences.some((reference) => rules.refersTo(reference, owner));
}

function refuseUnknownPropagation(propagation: Propagation): void {
  if (PROPAGATIONS.includes(propagation)) return;
  throw new EngineError(
    "Invalid",
    `propagation is ${quote(propagation)}, but must be one of ${PROPAGATIONS.join(", ")}`,
    { field: "propagation" },
  );
}
