import { setImmediate } from "node:timers/promises";
import type { Resource } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";

/** What has to be known of a resource to tell whether a file means it. */
export interface Existing {
  kind: string;
  uid: string;
  name: string;
  /** The uid of its controlling owner. */
  controller: string | undefined;
}

const PAGE = 500;

/** The resources that are there, by kind and name; of each only what tells which it is. */
export class ExistingResources {
  readonly #storage: Storage;
  readonly #byName = new Map<string, Existing[]>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Reads all of a kind, and remembers those whose names somebody wants. */
  async read(kind: string, names: ReadonlySet<string>): Promise<void> {
    let next: string | undefined;
    do {
      const page = await this.#storage.list(kind, { limit: PAGE, ...(next !== undefined && { continue: next }) });
      for (const resource of page) if (names.has(resource.metadata.name)) this.#add(resource);
      next = page.continue;
      await setImmediate();
    } while (next !== undefined);
  }

  named(kind: string, name: string): readonly Existing[] {
    return this.#byName.get(`${kind}/${name}`) ?? [];
  }

  load(kind: string, uid: string): Promise<Resource | undefined> {
    return this.#storage.load(kind, uid);
  }

  #add({ kind, metadata }: Resource): void {
    const { uid, name, ownerReferences } = metadata;
    const controller = ownerReferences.find((reference) => reference.controller === true)?.uid;
    const key = `${kind}/${name}`;
    const same = this.#byName.get(key);
    const existing = { kind, uid, name, controller };
    if (same === undefined) this.#byName.set(key, [existing]);
    else same.push(existing);
  }
}
