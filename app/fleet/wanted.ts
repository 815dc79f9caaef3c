import { isRecord } from "../is-record.ts";
import type { KindRegistry } from "../kinds/kind-registry.ts";
import { jsonDifferences } from "../resource/json-differences.ts";
import { jsonEqual } from "../resource/json-equal.ts";
import type { OwnerReference } from "../resource/owner-reference.ts";
import type { Metadata, Resource } from "../resource/resource.ts";
import type { FleetEntry } from "./entry.ts";

/** What a resource is to be like, in those of its parts that a file can speak of. */
export interface Wanted {
  metadata: Pick<Metadata, "name" | "labels" | "annotations" | "ownerReferences">;
  spec: unknown;
}

/** What an entry asks for, once it is known which resources it speaks of. */
export interface Request {
  entry: FleetEntry;
  /** Undefined where the entry says nothing about owners. */
  owners: OwnerReference[] | undefined;
  /** With the uids of what it refers to. */
  spec: Record<string, unknown>;
}

/**
 * What a request makes of a resource: labels and annotations are added to, a spec is replaced (of one that is partial:
 * the fields that it has), and what the entry is silent about stays. A spec that asks for the same stays as it is written.
 */
export function wantedFor({ entry, owners, spec: given }: Request, existing: Resource, kinds: KindRegistry): Wanted {
  const { labels, annotations, ownerReferences } = existing.metadata;
  const held = isRecord(existing.spec) ? existing.spec : {};
  const spec = entry.partial ? { ...held, ...given } : given;
  return {
    metadata: {
      name: entry.name,
      labels: { ...labels, ...entry.labels },
      annotations: { ...annotations, ...entry.annotations },
      ownerReferences: owners === undefined ? ownerReferences : mergedOwners(ownerReferences, owners, entry.partial),
    },
    spec: asksForTheSame(kinds, existing, spec) ? existing.spec : spec,
  };
}

/** The dotted paths of what differs; a list differs as a whole. */
export function changesBetween(existing: Resource, wanted: Wanted): string[] {
  const { name, labels, annotations, ownerReferences } = existing.metadata;
  const before = { metadata: { name, labels, annotations, ownerReferences }, spec: existing.spec };
  return [...jsonDifferences(before, wanted)];
}

function asksForTheSame(kinds: KindRegistry, { kind, spec: held }: Resource, spec: unknown): boolean {
  // What is held may be of a time when the schema was another.
  if (kinds.faultsOf(kind, held).length > 0) return false;
  return jsonEqual(kinds.normalise(kind, held), kinds.normalise(kind, spec));
}

function mergedOwners(held: OwnerReference[], given: readonly OwnerReference[], partial: boolean): OwnerReference[] {
  const kept = partial ? held.filter(({ uid }) => !given.some((owner) => owner.uid === uid)) : [];
  const merged = [...kept, ...given];
  const isSame = jsonEqual(held.map(identity).toSorted(), merged.map(identity).toSorted());
  return isSame ? held : merged;
}

/** What of a reference says who owns, and how. */
function identity({ kind, uid, controller = false, blockOwnerDeletion = false }: OwnerReference): string {
  return [kind, uid, controller, blockOwnerDeletion].join(" ");
}
