import { isConditionTrue } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import type { Change, Storage } from "../storage/storage.ts";

/** However many of its dependents change, an owner is not woken more often: the queue keeps the earliest of all calls. */
const WAKE_AFTER_MS = 1_000;

/**
 * Has an owner reconciled a second after a dependent came, went, or changed its readiness: a cluster whose thousand nodes
 * come up counts them a few times, not a thousand. What is not counted because the process ended before is counted at the
 * next start.
 * @param wake is to have the owner reconciled after so many milliseconds, or sooner if that was asked for before.
 * @returns what ends it.
 */
export function wakeOwners(
  storage: Storage,
  { owner, dependent }: { owner: string; dependent: string },
  wake: (ownerUid: string, delayMs: number, why: string) => void,
): () => void {
  return storage.watch({ kind: dependent }, (change) => {
    const why = concern(change);
    if (why === undefined) return;
    for (const uid of ownersOf(change, owner)) wake(uid, WAKE_AFTER_MS, why);
  });
}

/** What about a change an owner has to know. */
function concern({ type, resource, previous }: Change): string | undefined {
  const { kind, metadata } = resource;
  if (type === "created") return `${kind} ${metadata.name} was created`;
  if (type === "deleted") return `${kind} ${metadata.name} is gone`;
  if (previous === undefined) return `${kind} ${metadata.name} changed`;
  const isReady = isConditionTrue(resource, "Ready");
  if (isReady !== isConditionTrue(previous, "Ready"))
    return `${kind} ${metadata.name} is ${isReady ? "" : "not "}ready`;
  return ownersChanged(resource, previous) ? `${kind} ${metadata.name} changed its owner` : undefined;
}

function ownersOf({ resource, previous }: Change, kind: string): Set<string> {
  const references = [...resource.metadata.ownerReferences, ...(previous?.metadata.ownerReferences ?? [])];
  return new Set(references.filter((reference) => reference.kind === kind).map(({ uid }) => uid));
}

function ownersChanged(resource: Resource, previous: Resource): boolean {
  return ownerUids(resource) !== ownerUids(previous);
}

function ownerUids({ metadata }: Resource): string {
  return metadata.ownerReferences.map(({ uid }) => uid).join(" ");
}
