import { quote } from "../quote.ts";
import type { FleetEntry } from "./entry.ts";

/** Finds what may stand in the files of an import only once: uids, names under one owner, xnames in one cluster. */
export class Duplicates {
  readonly #firsts = new Map<string, FleetEntry>();

  /** Notes an entry. @returns what is wrong with it, if another has taken its place already. */
  faultOf(entry: FleetEntry): string | undefined {
    const places = placesOf(entry);
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

function placesOf({ kind, name, uid, owners, spec }: FleetEntry): [what: string, place: string][] {
  const controller = owners?.find((owner) => owner.controller === true);
  const owner = controller?.uid ?? controller?.name ?? "";
  const places: [string, string][] = [
    uid === undefined ? ["the name", `${kind}/${name} of ${owner}`] : [`the uid ${quote(uid)}`, `uid ${uid}`],
  ];
  const xname = kind === "Node" ? spec["xname"] : undefined;
  if (typeof xname === "string") places.push([`the xname ${quote(xname)}`, `xname ${xname} of ${owner}`]);
  return places;
}
