import type { Resource, ResourceRef } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";

const PAGE = 500;

/**
 * What the garbage collector asks a storage. One that has no answers of its own is read through, the resources of all `kinds`:
 * that takes long, but it is what such a storage can do.
 */
export class OwnedResources {
  readonly #storage: Storage;
  readonly #kinds: () => Iterable<string>;

  constructor(storage: Storage, kinds: () => Iterable<string>) {
    this.#storage = storage;
    this.#kinds = kinds;
  }

  /** Those that carry an owner reference to `ownerUid`. */
  async dependents(ownerUid: string): Promise<ResourceRef[]> {
    return (
      (await this.#storage.dependents?.(ownerUid)) ??
      this.#select(({ metadata }) => metadata.ownerReferences.some(({ uid }) => uid === ownerUid))
    );
  }

  /** Those that may have to go: that have owners, where it is not known whether these exist. */
  async suspects(): Promise<ResourceRef[]> {
    return (
      (await this.#storage.danglingDependents?.()) ??
      this.#select(({ metadata }) => metadata.ownerReferences.length > 0)
    );
  }

  async markedForDeletion(): Promise<ResourceRef[]> {
    return (
      (await this.#storage.markedForDeletion?.()) ??
      this.#select(({ metadata }) => metadata.deletionTimestamp !== undefined)
    );
  }

  async #select(wanted: (resource: Resource) => boolean): Promise<ResourceRef[]> {
    const found: ResourceRef[] = [];
    for (const kind of this.#kinds()) {
      for (let start: string | undefined, isFirst = true; isFirst || start !== undefined; isFirst = false) {
        const page = await this.#storage.list(kind, { limit: PAGE, ...(start !== undefined && { continue: start }) });
        for (const resource of page) if (wanted(resource)) found.push({ kind, uid: resource.metadata.uid });
        start = page.continue;
      }
    }
    return found;
  }
}
