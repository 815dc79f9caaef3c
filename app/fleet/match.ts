import { setImmediate } from "node:timers/promises";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import { quote } from "../quote.ts";
import { newUid } from "../resource/identifiers.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import type { Storage } from "../storage/storage.ts";
import type { FleetEntry, OwnerClaim } from "./entry.ts";
import { ExistingResources } from "./existing.ts";
import type { ImportProblem } from "./problem.ts";
import { changesBetween, wantedFor } from "./wanted.ts";

/** An entry, and what it means for the fleet. */
export interface Match {
  entry: FleetEntry;
  /** Of the resource that is there, or that is to be made. */
  uid: string;
  verdict: "new" | "changed" | "same";
  /** Undefined where the entry says nothing about owners. */
  owners: OwnerReference[] | undefined;
  /** How many new owners of new owners have to be made first. */
  depth: number;
  /** The generation that was compared with. */
  generation?: number;
  /** The dotted paths of what differs. */
  changes: string[];
}

export interface Matching {
  matches: Match[];
  problems: ImportProblem[];
}

/** What cannot be matched, and why. */
class MatchFault extends Error {}

/** An owner that was found, and how deep it lies under owners that are yet to be made. */
interface FoundOwner {
  reference: OwnerReference;
  depth: number;
}

const ENTRIES_A_TURN = 200;

/**
 * Finds out which resources the entries mean: the one of the same uid; else the one of the same kind and name that has the
 * owner which the entry names, or, when it names none, that is the only one of the name.
 */
export async function matchEntries(
  entries: readonly FleetEntry[],
  storage: Storage,
  kinds: KindRegistry,
): Promise<Matching> {
  const matcher = new Matcher(entries, storage, kinds);
  await matcher.readExisting();
  return matcher.matchAll();
}

class Matcher {
  readonly #kinds: KindRegistry;
  readonly #existing: ExistingResources;
  /** Those of the entries that may be somebody's owner, too: by kind and name, and by uid. */
  readonly #byName = new Map<string, FleetEntry[]>();
  readonly #byUid = new Map<string, FleetEntry>();
  readonly #matches = new Map<FleetEntry, Promise<Match>>();
  readonly #problems: ImportProblem[] = [];
  /** Whatever may stand in a file only once, and where it first stood. */
  readonly #taken = new Map<string, FleetEntry>();
  readonly #entries: FleetEntry[];

  constructor(entries: readonly FleetEntry[], storage: Storage, kinds: KindRegistry) {
    this.#kinds = kinds;
    this.#existing = new ExistingResources(storage);
    this.#entries = entries.filter((entry) => this.#takePlace(entry));
  }

  async readExisting(): Promise<void> {
    const wanted = new Map<string, Set<string>>();
    const want = (kind: string, name: string): void => {
      const names = wanted.get(kind) ?? new Set();
      wanted.set(kind, names.add(name));
    };
    for (const { kind, name, owners } of this.#entries) {
      want(kind, name);
      for (const owner of owners ?? []) if (owner.name !== undefined) want(owner.kind, owner.name);
    }
    for (const [kind, names] of wanted) await this.#existing.read(kind, names);
  }

  async matchAll(): Promise<Matching> {
    const matches: Match[] = [];
    // Owners that nobody wrote down are added to the entries on the way.
    for (const [index, entry] of this.#entries.entries()) {
      try {
        matches.push(await this.#match(entry));
      } catch (error) {
        if (!(error instanceof MatchFault)) throw error;
        this.#problems.push(problemOf(entry, error.message));
      }
      if (index % ENTRIES_A_TURN === 0) await setImmediate();
    }
    return { matches, problems: this.#problems };
  }

  /** Notes an entry, unless another stands for the same already. */
  #takePlace(entry: FleetEntry): boolean {
    const { kind, name, uid } = entry;
    const controller = entry.owners?.find((owner) => owner.controller === true);
    const owner = controller === undefined ? "" : (controller.uid ?? controller.name ?? "");
    const places = [uid === undefined ? `${kind}/${name} of ${owner}` : `uid ${uid}`];
    const xname = kind === "Node" ? entry.spec["xname"] : undefined;
    if (typeof xname === "string") places.push(`xname ${xname} of ${owner}`);
    for (const place of places) {
      const first = this.#taken.get(place);
      if (first === undefined) continue;
      const what = place.startsWith("uid") || place.startsWith("xname") ? place.split(" of ")[0] : "the name";
      const where = first.file === entry.file ? `line ${first.line}` : `${first.file}, line ${first.line}`;
      const who = first.name === name ? "" : ` by ${quote(first.name)}`;
      this.#problems.push(problemOf(entry, `${what} is taken already${who} on ${where}`));
      return false;
    }
    for (const place of places) this.#taken.set(place, entry);
    this.#remember(entry);
    return true;
  }

  #remember(entry: FleetEntry): void {
    const key = `${entry.kind}/${entry.name}`;
    const same = this.#byName.get(key);
    if (same === undefined) this.#byName.set(key, [entry]);
    else same.push(entry);
    if (entry.uid !== undefined) this.#byUid.set(entry.uid, entry);
  }

  #match(entry: FleetEntry): Promise<Match> {
    const begun = this.#matches.get(entry);
    if (begun !== undefined) return begun;
    const match = this.#matchNow(entry, new Set());
    this.#matches.set(entry, match);
    return match;
  }

  /** @param waiting the entries for which this one is needed: those that it owns, and those that they own */
  async #matchNow(entry: FleetEntry, waiting: Set<FleetEntry>): Promise<Match> {
    if (waiting.has(entry)) throw new MatchFault("owns itself, by way of its owners");
    const found: FoundOwner[] = [];
    waiting.add(entry);
    for (const claim of entry.owners ?? []) found.push(await this.#findOwner(claim, waiting));
    waiting.delete(entry);
    const owners = entry.owners && found.map(({ reference }) => reference);
    const existing = await this.#findExisting(entry, owners);
    if (existing === undefined) {
      const depth = Math.max(0, ...found.map((owner) => owner.depth));
      return { entry, uid: entry.uid ?? newUid(), verdict: "new", owners, depth, changes: [] };
    }
    const { uid, generation } = existing.metadata;
    const changes = changesBetween(existing, wantedFor(entry, owners, existing, this.#kinds));
    return { entry, uid, verdict: changes.length > 0 ? "changed" : "same", owners, depth: 0, generation, changes };
  }

  async #findExisting(entry: FleetEntry, owners: readonly OwnerReference[] | undefined) {
    if (entry.uid !== undefined) {
      const same = await this.#existing.load(entry.kind, entry.uid);
      if (same !== undefined) return same;
    }
    const named = this.#existing.named(entry.kind, entry.name);
    const controller = owners?.find((owner) => owner.controller === true)?.uid;
    const uid = controller === undefined ? onlyOne(entry, named) : ownedBy(controller, named);
    return uid === undefined ? undefined : this.#existing.load(entry.kind, uid);
  }

  async #findOwner(claim: OwnerClaim, waiting: Set<FleetEntry>): Promise<FoundOwner> {
    const { kind, uid, name } = claim;
    if (uid !== undefined) {
      const written = this.#byUid.get(uid);
      if (written !== undefined) return this.#ownerFrom(claim, written, waiting);
      const there = await this.#existing.load(kind, uid);
      if (there !== undefined) return { reference: referenceTo(claim, uid, there.metadata.name), depth: 0 };
    }
    if (name === undefined) throw new MatchFault(`its owner, ${kind} ${quote(uid)}, is neither there nor in the file`);
    const [written, another] = this.#byName.get(`${kind}/${name}`) ?? [];
    if (written !== undefined && another === undefined) return this.#ownerFrom(claim, written, waiting);
    const [there, more] = this.#existing.named(kind, name);
    if (another !== undefined || more !== undefined) {
      throw new MatchFault(`its owner may be any of several ${kind}s with the name ${quote(name)}: give its uid`);
    }
    if (there !== undefined) return { reference: referenceTo(claim, there.uid, name), depth: 0 };
    if (claim.create !== true) {
      throw new MatchFault(`its owner, ${kind} ${quote(name)}, is neither there nor in the file`);
    }
    return this.#ownerFrom(claim, this.#addOwner(claim, name, waiting), waiting);
  }

  async #ownerFrom(claim: OwnerClaim, entry: FleetEntry, waiting: Set<FleetEntry>): Promise<FoundOwner> {
    let match = this.#matches.get(entry);
    if (match === undefined) {
      match = this.#matchNow(entry, waiting);
      this.#matches.set(entry, match);
    } else if (waiting.has(entry)) throw new MatchFault("owns itself, by way of its owners");
    try {
      const { uid, verdict, depth } = await match;
      return { reference: referenceTo(claim, uid, entry.name), depth: verdict === "new" ? depth + 1 : 0 };
    } catch (error) {
      if (!(error instanceof MatchFault)) throw error;
      throw new MatchFault(`its owner, ${entry.kind} ${quote(entry.name)}, cannot be imported: ${error.message}`);
    }
  }

  #addOwner({ kind }: OwnerClaim, name: string, [first]: Set<FleetEntry>): FleetEntry {
    const { file = "", line = 1 } = first ?? {};
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
    this.#entries.push(entry);
    this.#remember(entry);
    return entry;
  }
}

function onlyOne({ kind, name }: FleetEntry, named: readonly { uid: string }[]): string | undefined {
  if (named.length > 1) {
    throw new MatchFault(`there are ${named.length} ${kind}s with the name ${quote(name)}: give the owner, or the uid`);
  }
  return named[0]?.uid;
}

/** One without an owner is taken over. */
function ownedBy(owner: string, named: readonly { uid: string; controller: string | undefined }[]): string | undefined {
  const match =
    named.find(({ controller }) => controller === owner) ?? named.find(({ controller }) => controller === undefined);
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

function problemOf({ file, line, name }: FleetEntry, message: string): ImportProblem {
  return { file, line, name, message };
}
