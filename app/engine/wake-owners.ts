import type { Clock } from "../clock.ts";
import { isConditionTrue } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import type { Change, Storage } from "../storage/storage.ts";

/** However many of its dependents change, an owner is not woken more often. */
const WAKE_INTERVAL_MS = 1_000;

/**
 * Has an owner reconciled when a dependent came, went, or changed its readiness, at most once a second: a cluster whose
 * thousand nodes come up counts them a few times, not a thousand. What is not counted because the process ended is
 * counted at the owner's next check.
 * @returns what ends it.
 */
export function wakeOwners(
  storage: Storage,
  clock: Clock,
  { owner, dependent }: { owner: string; dependent: string },
  wake: (ownerUid: string, delayMs: number, why: string) => void,
): () => void {
  const wakesAt = new Map<string, number>();
  return storage.watch({ kind: dependent }, (change) => {
    const why = concern(change);
    if (why === undefined) return;
    for (const uid of ownersOf(change, owner)) {
      const now = clock.now();
      const due = wakesAt.get(uid) ?? -Infinity;
      if (due > now && due - now <= WAKE_INTERVAL_MS) continue;
      wakesAt.set(uid, now + WAKE_INTERVAL_MS);
      wake(uid, WAKE_INTERVAL_MS, why);
    }
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
