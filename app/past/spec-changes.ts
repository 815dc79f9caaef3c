import { jsonDifferences } from "../resource/json-differences.ts";
import type { ResourceRef } from "../resource/resource.ts";
import { parseStored } from "../storage/sqlite/parse-stored.ts";
import type { SqliteQueries } from "../storage/sqlite/queries.ts";
import type { SpecThen } from "../storage/sqlite/past-reader.ts";
import { Turns } from "../turns.ts";
import { type Changes, Collected } from "./past-fleet.ts";

export interface SpecChange extends ResourceRef {
  name?: string;
  /** The generations before and after. */
  generations: [number, number];
  /** The dotted paths of what differs: the first so many of `fieldCount`. */
  fields: string[];
  fieldCount: number;
}

/** A look at so many revisions takes a few ms. */
const REVISIONS_A_STRETCH = 500;
const MAX_FIELDS = 8;

interface Between {
  from: number;
  to: number;
  limit: number;
}

/**
 * The resources that were there at both times, with another spec at the later one; a change that was undone is none. Only
 * those whose specs of then are still kept are among them.
 */
export async function specChanges(
  queries: SqliteQueries,
  { from, to, limit }: Between,
  wasThere: (ref: ResourceRef) => boolean,
  nameOf: (ref: ResourceRef) => string | undefined,
): Promise<Changes<SpecChange>> {
  const [first, last] = queries.ofPast((past) => [past.revisionUntil(from), past.revisionUntil(to)] as const);
  const changed = new Collected<SpecChange>(limit);
  const seen = new Set<string>();
  const turns = new Turns();
  for (let position = first; position < last; position += REVISIONS_A_STRETCH) {
    const until = Math.min(position + REVISIONS_A_STRETCH, last);
    for (const ref of queries.ofPast((past) => past.respecified(position, until))) {
      const key = `${ref.kind}/${ref.uid}`;
      if (seen.has(key) || !wasThere(ref)) continue;
      seen.add(key);
      const [before, after] = queries.ofPast(
        (past) => [past.specAfter(ref, first), past.specAfter(ref, last)] as const,
      );
      if (before === undefined || after === undefined || Date.parse(before.at) > from) continue;
      if (before.text !== after.text) changed.add(() => changeOf(ref, before, after, nameOf(ref)));
      await turns.pause();
    }
    await turns.pause();
  }
  return changed;
}

function changeOf(ref: ResourceRef, before: SpecThen, after: SpecThen, name: string | undefined): SpecChange {
  const fields = [...jsonDifferences(specOf(ref, before), specOf(ref, after))];
  return {
    ...ref,
    ...(name !== undefined && { name }),
    generations: [before.generation, after.generation],
    fields: fields.slice(0, MAX_FIELDS),
    fieldCount: fields.length,
  };
}

function specOf({ kind, uid }: ResourceRef, { generation, text }: SpecThen): unknown {
  return parseStored(text, `revision ${generation} of ${kind}/${uid}`);
}
