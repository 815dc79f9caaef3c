import { setImmediate } from "node:timers/promises";
import { identityIn } from "../kinds/identity-in.ts";
import type { KindDefinition } from "../kinds/kind.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import type { Resource } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";

/** What has to be known of a resource to tell whether a file means it. */
export interface Existing {
  kind: string;
  uid: string;
  name: string;
  /** Its controlling owner. */
  controller: Pick<OwnerReference, "uid" | "name"> | undefined;
}

/** What is looked for among the resources of a kind. */
export interface Wanted {
  names: ReadonlySet<string>;
  /** What the kind's identity may hold. */
  identities: ReadonlySet<string>;
}

const PAGE = 500;

/** The resources that are there, by kind and name; of each only what tells which it is. */
export class ExistingResources {
  readonly #storage: Storage;
  readonly #byName = new Map<string, Existing[]>();
  /** By kind and by what its identity holds. */
  readonly #byIdentity = new Map<string, Existing>();

  constructor(storage: Storage) {
    this.#storage = storage;
  }

  /** Reads all of a kind, and remembers those whose names or identities somebody wants. */
  async read({ kind, identity }: Pick<KindDefinition, "kind" | "identity">, wanted: Wanted): Promise<void> {
    let next: string | undefined;
    do {
      const page = await this.#storage.list(kind, { limit: PAGE, ...(next !== undefined && { continue: next }) });
      for (const resource of page) {
        if (wanted.names.has(resource.metadata.name)) this.#add(resource);
        const value = identityIn(identity, resource.spec);
        if (value !== undefined && wanted.identities.has(value)) {
          this.#byIdentity.set(`${kind}/${value}`, existingOf(resource));
        }
      }
      next = page.continue;
      await setImmediate();
    } while (next !== undefined);
  }

  named(kind: string, name: string): readonly Existing[] {
    return this.#byName.get(`${kind}/${name}`) ?? [];
  }

  /** The one of this identity, whatever its name and its owner. */
  identified(kind: string, value: string): Existing | undefined {
    return this.#byIdentity.get(`${kind}/${value}`);
  }

  load(kind: string, uid: string): Promise<Resource | undefined> {
    return this.#storage.load(kind, uid);
  }

  #add(resource: Resource): void {
    const existing = existingOf(resource);
    const key = `${existing.kind}/${existing.name}`;
    const same = this.#byName.get(key);
    if (same === undefined) this.#byName.set(key, [existing]);
    else same.push(existing);
  }
}

function existingOf({ kind, metadata: { uid, name, ownerReferences } }: Resource): Existing {
  return { kind, uid, name, controller: ownerReferences.find((reference) => reference.controller === true) };
}
