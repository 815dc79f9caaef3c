import { setImmediate } from "node:timers";
import type { Clock } from "../clock.ts";
import { hasCode } from "../errors.ts";
import type { Logger } from "../logger.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import type { Resource, ResourceRef } from "../resource/resource.ts";
import { FOREGROUND_FINALIZER } from "../storage/rules.ts";
import type { Change, Storage, Transaction } from "../storage/storage.ts";
import type { Client } from "./client.ts";
import { ExponentialBackoffRateLimiter } from "./exponential-backoff-rate-limiter.ts";
import { OwnedResources } from "./owned-resources.ts";
import { RateLimitedWorkQueue } from "./rate-limited-work-queue.ts";

/** So many resources are looked at at once, so that their deletions share commits. */
const WORKERS = 128;

export interface GarbageCollectorParts {
  client: Client;
  storage: Storage;
  /** Of what there may be resources. */
  kinds: () => Iterable<string>;
  clock: Clock;
  logger: Logger;
}

/**
 * Deletes the resources whose owners are all gone, of whatever kind, and lets go of owners that are deleted in the
 * foreground once their dependents are gone. It looks at one resource at a time, again whenever something about it or
 * around it changes, so that neither deep trees nor a crash in the middle are anything special.
 */
export class GarbageCollector {
  readonly #client: Client;
  readonly #storage: Storage;
  readonly #owned: OwnedResources;
  readonly #logger: Logger;
  readonly #queue: RateLimitedWorkQueue<ResourceRef>;
  readonly #workers: Promise<void>[] = [];
  /** What has owners that it had not, and has not been looked at. */
  readonly #newcomers: Resource[] = [];
  /** Owners deleted in the foreground whose dependents, as far as is known, have all been told to go. */
  readonly #told = new Set<string>();
  #unwatch: (() => void) | undefined;

  constructor({ client, storage, kinds, clock, logger }: GarbageCollectorParts) {
    this.#client = client.withOrigin({ actor: "garbage collector" });
    this.#storage = storage;
    this.#owned = new OwnedResources(storage, kinds);
    this.#logger = logger;
    this.#queue = new RateLimitedWorkQueue(new ExponentialBackoffRateLimiter(100, 60_000), { clock, key: keyOf });
  }

  /** Resolves when what was left over from before the start is in line. */
  async start(): Promise<void> {
    this.#unwatch = this.#storage.watch({}, (change) => this.#onChange(change));
    for (let worker = 0; worker < WORKERS; worker++) this.#workers.push(this.#work());
    const [dangling, marked] = await Promise.all([this.#owned.suspects(), this.#owned.markedForDeletion()]);
    this.#addAll([...dangling, ...marked]);
  }

  /** Resolves when nothing is being looked at any more. What is left over is found at the next start. */
  async stop(): Promise<void> {
    this.#unwatch?.();
    this.#queue.shutDownNow();
    await Promise.all(this.#workers);
  }

  #onChange({ type, resource, previous }: Change): void {
    if (type === "status") return;
    const owners = resource.metadata.ownerReferences;
    const ownersBefore = previous?.metadata.ownerReferences ?? [];
    if (type === "deleted") {
      void this.#addDependents(resource.metadata.uid);
      this.#told.delete(keyOf(refOf(resource)));
      // They may have waited for this one to go.
      this.#addAll(owners);
      return;
    }
    if (isDeletedInForeground(resource)) this.#queue.add(refOf(resource));
    if (owners === ownersBefore) return;
    // One may have waited for this one to be its dependent no longer.
    this.#addAll(ownersBefore);
    if (owners.length > 0) this.#welcome(resource);
  }

  /** A resource has owners that it had not. What comes in one turn of the event loop is looked at together. */
  #welcome(dependent: Resource): void {
    this.#newcomers.push(dependent);
    if (this.#newcomers.length === 1) setImmediate(() => void this.#lookAtNewcomers());
  }

  /** Nearly always there is nothing to do: their owners are there, and nobody wants to delete them. */
  async #lookAtNewcomers(): Promise<void> {
    const newcomers = this.#newcomers.splice(0);
    try {
      const suspects = await this.#storage.transact?.((tx) =>
        newcomers.flatMap((newcomer) => suspectsOf(newcomer, tx)),
      );
      this.#suspect(
        suspects ?? newcomers.flatMap((newcomer) => [refOf(newcomer), ...newcomer.metadata.ownerReferences]),
      );
    } catch (error) {
      this.#logger.error("Could not look at the owners of what was written; the next start will", { error });
    }
  }

  #suspect(refs: readonly ResourceRef[]): void {
    for (const ref of refs) this.#told.delete(keyOf(ref));
    this.#addAll(refs);
  }

  #addAll(refs: readonly ResourceRef[]): void {
    for (const { kind, uid } of refs) this.#queue.add({ kind, uid });
  }

  async #addDependents(ownerUid: string): Promise<void> {
    try {
      this.#addAll(await this.#owned.dependents(ownerUid));
    } catch (error) {
      this.#logger.error(`Could not find what depends on ${ownerUid}, which is gone; the next start will`, { error });
    }
  }

  async #work(): Promise<void> {
    for (let ref = await this.#queue.get(); ref !== undefined; ref = await this.#queue.get()) {
      try {
        await this.#look(ref);
        this.#queue.forget(ref);
      } catch (error) {
        this.#retry(ref, error);
      }
      this.#queue.done(ref);
    }
  }

  #retry(ref: ResourceRef, error: unknown): void {
    this.#queue.addRateLimited(ref);
    // Somebody else was faster: look again at what is there now.
    if (hasCode(error, "Conflict") || hasCode(error, "NotFound")) return;
    this.#logger.error(`Could not collect ${keyOf(ref)}; will try again`, { error, ...ref });
  }

  async #look({ kind, uid }: ResourceRef): Promise<void> {
    const resource = await this.#storage.load(kind, uid);
    if (resource === undefined) return;
    if (isDeletedInForeground(resource)) await this.#finishForeground(resource);
    else if (resource.metadata.deletionTimestamp === undefined && (await this.#isOrphan(resource))) {
      await this.#delete(resource, "background");
    }
  }

  /** Whether it has owners, and none of them exists: another uid under the same name is another resource. */
  async #isOrphan({ metadata }: Resource): Promise<boolean> {
    if (metadata.ownerReferences.length === 0) return false;
    for (const { kind, uid } of metadata.ownerReferences) {
      if ((await this.#storage.load(kind, uid)) !== undefined) return false;
    }
    return true;
  }

  async #finishForeground(owner: Resource): Promise<void> {
    const key = keyOf(refOf(owner));
    if (!this.#told.has(key)) {
      this.#told.add(key);
      await this.#tellDependents(owner).catch((error: unknown) => {
        this.#told.delete(key);
        throw error;
      });
    }
    if (await this.#isBlocked(owner)) return;
    const finalizers = owner.metadata.finalizers.filter((finalizer) => finalizer !== FOREGROUND_FINALIZER);
    await this.#client.update({ ...owner, metadata: { ...owner.metadata, finalizers } });
  }

  /** To go, or, where they have another owner, to stay with that one. */
  async #tellDependents(owner: Resource): Promise<void> {
    const refs = await this.#owned.dependents(owner.metadata.uid);
    await Promise.all(
      refs.map(async ({ kind, uid }) => {
        const dependent = await this.#storage.load(kind, uid);
        if (dependent === undefined || referenceTo(dependent, owner) === undefined) return;
        if (await this.#hasOtherOwner(dependent, owner)) await this.#disown(dependent, owner);
        else if (dependent.metadata.deletionTimestamp === undefined) await this.#delete(dependent, "foreground");
      }),
    );
  }

  /** Whether a dependent that is still there holds it back. Those that own each other in a circle would wait for ever. */
  async #isBlocked(owner: Resource): Promise<boolean> {
    for (const { kind, uid } of await this.#owned.dependents(owner.metadata.uid)) {
      const dependent = await this.#storage.load(kind, uid);
      if (dependent === undefined || referenceTo(dependent, owner)?.blockOwnerDeletion !== true) continue;
      if (!(await this.#isAncestor(dependent, owner))) return true;
    }
    return false;
  }

  async #hasOtherOwner({ metadata }: Resource, owner: Resource): Promise<boolean> {
    for (const { kind, uid } of metadata.ownerReferences) {
      if (kind === owner.kind && uid === owner.metadata.uid) continue;
      const other = await this.#storage.load(kind, uid);
      if (other !== undefined && !isDeletedInForeground(other)) return true;
    }
    return false;
  }

  /** It stays, with the owners it has left. */
  async #disown(dependent: Resource, owner: Resource): Promise<void> {
    const reference = referenceTo(dependent, owner);
    const ownerReferences = dependent.metadata.ownerReferences.filter((one) => one !== reference);
    await this.#client.update({ ...dependent, metadata: { ...dependent.metadata, ownerReferences } });
  }

  async #delete(resource: Resource, propagation: "foreground" | "background"): Promise<void> {
    const { resourceVersion } = resource.metadata;
    await this.#client.delete(resource.kind, resource.metadata.uid, { propagation, resourceVersion });
  }

  async #isAncestor(ancestor: Resource, descendant: Resource): Promise<boolean> {
    const seen = new Set<string>();
    const unexplored: ResourceRef[] = [...descendant.metadata.ownerReferences];
    for (let next = unexplored.pop(); next !== undefined; next = unexplored.pop()) {
      const key = keyOf(next);
      if (key === keyOf(refOf(ancestor))) return true;
      if (seen.has(key)) continue;
      seen.add(key);
      const owner = await this.#storage.load(next.kind, next.uid);
      if (owner !== undefined) unexplored.push(...owner.metadata.ownerReferences);
    }
    return false;
  }
}

/** The newcomer itself if it has no owner left, or those of its owners that are to go and have to take it along. */
function suspectsOf(newcomer: Resource, tx: Transaction): ResourceRef[] {
  const owners = newcomer.metadata.ownerReferences
    .map(({ kind, uid }) => tx.peek(kind, uid))
    .filter((owner) => owner !== undefined);
  return (owners.length === 0 ? [newcomer] : owners.filter(isDeletedInForeground)).map(refOf);
}

function isDeletedInForeground({ metadata }: Resource): boolean {
  return metadata.deletionTimestamp !== undefined && metadata.finalizers.includes(FOREGROUND_FINALIZER);
}

function referenceTo({ metadata }: Resource, owner: Resource): OwnerReference | undefined {
  return metadata.ownerReferences.find(({ kind, uid }) => kind === owner.kind && uid === owner.metadata.uid);
}

function refOf({ kind, metadata }: Resource): ResourceRef {
  return { kind, uid: metadata.uid };
}

function keyOf({ kind, uid }: ResourceRef): string {
  return `${kind}/${uid}`;
}
