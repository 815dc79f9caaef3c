import { setImmediate } from "node:timers/promises";
import type { ResourceRef } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";

/** So many are looked at before others have a turn: a few ms. */
const BETWEEN_TURNS = 250;
const NAMES_SHOWN = 10;

/** What a deletion takes along, however many steps away. */
export interface DeletionReach {
  /** Whose owners all go. */
  going: number;
  /** The first of those. */
  names: string[];
  /** That have an owner left, and stay. */
  staying: number;
}

/** What goes when these are deleted and their dependents with them, as the garbage collector sees it. */
export async function deletionReach(
  deleted: readonly ResourceRef[],
  storage: Pick<Storage, "load" | "dependents">,
): Promise<DeletionReach> {
  const going = new Set(deleted.map(({ uid }) => uid));
  const staying = new Set<string>();
  const names: string[] = [];
  const toVisit = [...deleted];
  let looked = 0;
  for (let owner = toVisit.pop(); owner !== undefined; owner = toVisit.pop()) {
    for (const ref of (await storage.dependents?.(owner.uid)) ?? []) {
      looked++;
      if (looked % BETWEEN_TURNS === 0) await setImmediate();
      if (going.has(ref.uid)) continue;
      const resource = await storage.load(ref.kind, ref.uid);
      if (resource === undefined) continue;
      if (!(await everyOwnerGoes(resource.metadata.ownerReferences, going, storage))) {
        staying.add(ref.uid);
        continue;
      }
      staying.delete(ref.uid);
      going.add(ref.uid);
      if (names.length < NAMES_SHOWN) names.push(resource.metadata.name);
      toVisit.push(ref);
    }
  }
  return { going: going.size - new Set(deleted.map(({ uid }) => uid)).size, names, staying: staying.size };
}

/** One that does not exist any more holds nothing. */
async function everyOwnerGoes(
  owners: readonly ResourceRef[],
  going: ReadonlySet<string>,
  storage: Pick<Storage, "load">,
): Promise<boolean> {
  for (const { kind, uid } of owners) {
    if (!going.has(uid) && (await storage.load(kind, uid)) !== undefined) return false;
  }
  return true;
}
