import type { KindRegistry } from "../kinds/kind-registry.ts";
import { quote } from "../quote.ts";
import type { FleetEntry } from "./entry.ts";
import { identityOf } from "./twins.ts";

/** Finds what may stand in the files of an import only once: uids, and names and identities such as xnames under one owner. */
export class Duplicates {
  readonly #firsts = new Map<string, FleetEntry>();
  readonly #kinds: KindRegistry;

  constructor(kinds: KindRegistry) {
    this.#kinds = kinds;
  }

  /** Notes an entry. @returns what is wrong with it, if another has taken its place already. */
  faultOf(entry: FleetEntry): string | undefined {
    const places = placesOf(entry, identityOf(entry, this.#kinds));
    for (const [what, place] of places) {
      const first = this.#firsts.get(place);
      if (first === undefined) continue;
      const where = first.file === entry.file ? `line ${first.line}` : `${first.file}, line ${first.line}`;
      const who = first.name === entry.name ? "" : ` by ${quote(first.name)}`;
      return `${what} is taken already${who} on ${where}`;
    }
    for (const [, place] of places) this.#firsts.set(place, entry);
    return undefined;
  }
}

function placesOf(
  { kind, name, uid, owners }: FleetEntry,
  identity: ReturnType<typeof identityOf>,
): [what: string, place: string][] {
  const controller = owners?.find((owner) => owner.controller === true);
  const owner = controller?.uid ?? controller?.name ?? "";
  const places: [string, string][] = [
    uid === undefined ? ["the name", `${kind}/${name} of ${owner}`] : [`the uid ${quote(uid)}`, `uid ${uid}`],
  ];
  if (identity !== undefined) {
    const { field, value } = identity;
    places.push([`the ${field} ${quote(value)}`, `${field} ${value} of ${kind} of ${owner}`]);
  }
  return places;
}
