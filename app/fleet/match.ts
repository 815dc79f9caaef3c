import { setImmediate } from "node:timers/promises";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import type { Storage } from "../storage/storage.ts";
import { Duplicates } from "./duplicates.ts";
import type { FleetEntry } from "./entry.ts";
import { ExistingResources, type Wanted } from "./existing.ts";
import { Identifier, type Identity, referencesIn } from "./identify.ts";
import { ImportFault, type ImportProblem } from "./problem.ts";
import { identityOf, type Twin, twinsOf } from "./twins.ts";
import { changesBetween, type Request, wantedFor } from "./wanted.ts";

/** An entry, and what it means for the fleet. */
export interface Match extends Request, Pick<Identity, "uid" | "depth"> {
  verdict: "new" | "changed" | "same";
  /** The generation that was compared with. */
  generation?: number;
  /** The dotted paths of what differs. */
  changes: string[];
}

export interface Matching {
  matches: Match[];
  problems: ImportProblem[];
  twins: Twin[];
}

const ENTRIES_A_TURN = 200;

/** Finds out which resources the entries mean, and what would change. */
export async function matchEntries(
  given: readonly FleetEntry[],
  storage: Storage,
  kinds: KindRegistry,
): Promise<Matching> {
  const matches: Match[] = [];
  const problems: ImportProblem[] = [];
  const existing = new ExistingResources(storage);
  const entries: FleetEntry[] = [];
  const identifier = new Identifier(existing, (owner) => entries.push(owner));
  const duplicates = new Duplicates(kinds);
  for (const entry of given) {
    const fault = duplicates.faultOf(entry);
    if (fault !== undefined) {
      problems.push(problemOf(entry, fault));
      continue;
    }
    entries.push(entry);
    identifier.add(entry);
  }
  for (const [kind, wanted] of wantedIn(entries, kinds)) await existing.read(kinds.get(kind), wanted);
  // Owners that no file holds are added on the way.
  for (const [index, entry] of entries.entries()) {
    try {
      matches.push(await match(entry, identifier, kinds));
    } catch (error) {
      if (!(error instanceof ImportFault)) throw error;
      problems.push(problemOf(entry, error.message));
    }
    if (index % ENTRIES_A_TURN === 0) await setImmediate();
  }
  return { matches, problems, twins: twinsOf(matches, existing, kinds) };
}

async function match(entry: FleetEntry, identifier: Identifier, kinds: KindRegistry): Promise<Match> {
  const { uid, existing, owners, depth } = await identifier.identify(entry);
  const request: Request = { entry, owners, spec: await specWithUids(entry, identifier, kinds) };
  if (existing === undefined) return { ...request, uid, depth, verdict: "new", changes: [] };
  const changes = changesBetween(existing, wantedFor(request, existing, kinds));
  const { generation } = existing.metadata;
  return { ...request, uid, depth, verdict: changes.length > 0 ? "changed" : "same", generation, changes };
}

/** What cannot be found stays as it is: it may be the uid of something that is yet to come. */
async function specWithUids(entry: FleetEntry, identifier: Identifier, kinds: KindRegistry) {
  const found: Record<string, string[]> = {};
  for (const { field, kind, nameOrUid } of referencesIn(entry, kinds)) {
    const uids = (found[field] ??= []);
    uids.push((await identifier.uidOf(kind, nameOrUid)) ?? nameOrUid);
  }
  return { ...entry.spec, ...found };
}

/** All names and identities that entries have, or speak of, by kind. */
function wantedIn(entries: readonly FleetEntry[], kinds: KindRegistry): Map<string, Wanted> {
  const wanted = new Map<string, { names: Set<string>; identities: Set<string> }>();
  const of = (kind: string): { names: Set<string>; identities: Set<string> } => {
    const known = wanted.get(kind) ?? { names: new Set(), identities: new Set() };
    wanted.set(kind, known);
    return known;
  };
  for (const entry of entries) {
    of(entry.kind).names.add(entry.name);
    const identity = identityOf(entry, kinds);
    if (identity !== undefined) of(entry.kind).identities.add(identity.value);
    for (const owner of entry.owners ?? []) if (owner.name !== undefined) of(owner.kind).names.add(owner.name);
    for (const { kind, nameOrUid } of referencesIn(entry, kinds)) of(kind).names.add(nameOrUid);
  }
  return wanted;
}

function problemOf({ file, line, name }: FleetEntry, message: string): ImportProblem {
  return { file, line, name, message };
}
