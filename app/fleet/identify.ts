import type { KindRegistry } from "../kinds/kind-registry.ts";
import { quote } from "../quote.ts";
import { newUid } from "../resource/identifiers.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import type { Resource } from "../resource/resource.ts";
import type { FleetEntry, OwnerClaim } from "./entry.ts";
import type { Existing, ExistingResources } from "./existing.ts";
import { ImportFault } from "./problem.ts";

/** Which resource an entry means. */
export interface Identity {
  /** Of the resource that is there, or that is to be made. */
  uid: string;
  existing: Resource | undefined;
  /** Undefined where the entry says nothing about owners. */
  owners: OwnerReference[] | undefined;
  /** How many new owners of new owners have to be made first. */
  depth: number;
}

/**
 * Finds out which resources entries, owners and references mean: the one of the same uid; else the one of the same kind and
 * name that has the owner which the entry names, or, when it names none, that is the only one of the name.
 */
export class Identifier {
  readonly #existing: ExistingResources;
  readonly #byName = new Map<string, FleetEntry[]>();
  readonly #byUid = new Map<string, FleetEntry>();
  readonly #identities = new Map<FleetEntry, Promise<Identity>>();
  /** Those whose owners are being looked for. */
  readonly #waiting = new Set<FleetEntry>();
  readonly #onOwnerAdded: (owner: FleetEntry) => void;

  /** @param onOwnerAdded told of owners that no file holds and that are to be made. */
  constructor(existing: ExistingResources, onOwnerAdded: (owner: FleetEntry) => void) {
    this.#existing = existing;
    this.#onOwnerAdded = onOwnerAdded;
  }

  add(entry: FleetEntry): void {
    const key = `${entry.kind}/${entry.name}`;
    const same = this.#byName.get(key);
    if (same === undefined) this.#byName.set(key, [entry]);
    else same.push(entry);
    if (entry.uid !== undefined) this.#byUid.set(entry.uid, entry);
  }

  /** Not to be called for several entries at once. @throws {ImportFault} */
  identify(entry: FleetEntry): Promise<Identity> {
    if (this.#waiting.has(entry)) throw new ImportFault("owns itself, by way of its owners");
    let identity = this.#identities.get(entry);
    if (identity === undefined) {
      identity = this.#identify(entry);
      this.#identities.set(entry, identity);
    }
    return identity;
  }

  /** The uid of what a spec refers to by name or by uid; undefined when nothing or more than one thing can be meant. */
  async uidOf(kind: string, nameOrUid: string): Promise<string | undefined> {
    if (this.#byUid.has(nameOrUid) || (await this.#existing.load(kind, nameOrUid)) !== undefined) return nameOrUid;
    const [written, ...others] = this.#byName.get(`${kind}/${nameOrUid}`) ?? [];
    if (written !== undefined) return others.length > 0 ? undefined : (await this.identify(written)).uid;
    const [there, ...more] = this.#existing.named(kind, nameOrUid);
    return more.length > 0 ? undefined : there?.uid;
  }

  async #identify(entry: FleetEntry): Promise<Identity> {
    this.#waiting.add(entry);
    try {
      const { owners, depth } = await this.#ownersOf(entry);
      const existing = await this.#findExisting(entry, owners);
      if (existing === undefined) return { uid: entry.uid ?? newUid(), existing, owners, depth };
      return { uid: existing.metadata.uid, existing, owners, depth: 0 };
    } finally {
      this.#waiting.delete(entry);
    }
  }

  async #ownersOf(entry: FleetEntry): Promise<Pick<Identity, "owners" | "depth">> {
    if (entry.owners === undefined) return { owners: undefined, depth: 0 };
    const owners: OwnerReference[] = [];
    let depth = 0;
    for (const claim of entry.owners) {
      const { reference, depth: ownDepth } = await this.#findOwner(claim, entry);
      owners.push(reference);
      depth = Math.max(depth, ownDepth);
    }
    return { owners, depth };
  }

  async #findExisting(entry: FleetEntry, owners: readonly OwnerReference[] | undefined): Promise<Resource | undefined> {
    if (entry.uid !== undefined) {
      const same = await this.#existing.load(entry.kind, entry.uid);
      if (same !== undefined) return same;
    }
    const named = this.#existing.named(entry.kind, entry.name);
    const controller = owners?.find((owner) => owner.controller === true)?.uid;
    const uid = controller === undefined ? onlyOne(entry, named) : ownedBy(controller, named);
    return uid === undefined ? undefined : this.#existing.load(entry.kind, uid);
  }

  /** @returns with it, how many new owners have to be made before what it owns. */
  async #findOwner(claim: OwnerClaim, entry: FleetEntry): Promise<{ reference: OwnerReference; depth: number }> {
    const { kind, uid, name } = claim;
    if (uid !== undefined) {
      const written = this.#byUid.get(uid);
      if (written !== undefined) return this.#ownerFrom(claim, written);
      const there = await this.#existing.load(kind, uid);
      if (there !== undefined) return { reference: referenceTo(claim, uid, there.metadata.name), depth: 0 };
    }
    if (name === undefined) throw new ImportFault(`its owner, ${kind} ${quote(uid)}, is neither there nor in the file`);
    const [written, ...others] = this.#byName.get(`${kind}/${name}`) ?? [];
    const [there, ...more] = this.#existing.named(kind, name);
    if (others.length > 0 || (written === undefined && more.length > 0)) {
      throw new ImportFault(`its owner may be any of several ${kind}s with the name ${quote(name)}: give its uid`);
    }
    if (written !== undefined) return this.#ownerFrom(claim, written);
    if (there !== undefined) return { reference: referenceTo(claim, there.uid, name), depth: 0 };
    if (claim.create === true) return this.#ownerFrom(claim, this.#addOwner(kind, name, entry));
    throw new ImportFault(`its owner, ${kind} ${quote(name)}, is neither there nor in the file`);
  }

  async #ownerFrom(claim: OwnerClaim, entry: FleetEntry): Promise<{ reference: OwnerReference; depth: number }> {
    try {
      const { uid, existing, depth } = await this.identify(entry);
      return { reference: referenceTo(claim, uid, entry.name), depth: existing === undefined ? depth + 1 : 0 };
    } catch (error) {
      if (!(error instanceof ImportFault)) throw error;
      throw new ImportFault(`its owner, ${entry.kind} ${quote(entry.name)}, cannot be imported: ${error.message}`);
    }
  }

  #addOwner(kind: string, name: string, { file, line }: FleetEntry): FleetEntry {
    const entry: FleetEntry = {
      file,
      line,
      kind,
      name,
      labels: {},
      annotations: {},
      owners: undefined,
      spec: {},
      partial: true,
    };
    this.add(entry);
    this.#onOwnerAdded(entry);
    return entry;
  }
}

/** What entries refer to in their specs. */
export function* referencesIn(
  { kind, spec }: FleetEntry,
  kinds: KindRegistry,
): Generator<{ field: string; kind: string; nameOrUid: string }> {
  for (const reference of kinds.get(kind).references ?? []) {
    const listed = spec[reference.field];
    if (!Array.isArray(listed)) continue;
    for (const nameOrUid of listed) yield { ...reference, nameOrUid: String(nameOrUid) };
  }
}

function onlyOne({ kind, name }: FleetEntry, named: readonly Existing[]): string | undefined {
  if (named.length > 1) {
    throw new ImportFault(
      `there are ${named.length} ${kind}s with the name ${quote(name)}: give the owner, or the uid`,
    );
  }
  return named[0]?.uid;
}

/** One without an owner is taken over. */
function ownedBy(owner: string, named: readonly Existing[]): string | undefined {
  const match =
    named.find(({ controller }) => controller?.uid === owner) ??
    named.find(({ controller }) => controller === undefined);
  return match?.uid;
}

function referenceTo(claim: OwnerClaim, uid: string, name: string): OwnerReference {
  const { kind, controller, blockOwnerDeletion } = claim;
  return {
    kind,
    uid,
    name,
    ...(controller !== undefined && { controller }),
    ...(blockOwnerDeletion !== undefined && { blockOwnerDeletion }),
  };
}
