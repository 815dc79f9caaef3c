import type { ReconcileRecord } from "./record.ts";

/** A periodic check that found all as it should be. Most records are such, and say nothing that the one before did not say. */
export function isUneventful({ outcome, actions, reasons }: ReconcileRecord): boolean {
  const endedWell = outcome === "succeeded" || outcome === "requeued";
  return endedWell && actions.length === 0 && reasons.length > 0 && reasons.every(({ cause }) => cause === "periodic");
}

/** Two uneventful records in a row as one that counts them; undefined where they differ in what they saw. */
export function collapsed(held: ReconcileRecord, fresh: ReconcileRecord): ReconcileRecord | undefined {
  if (!isUneventful(held) || !isUneventful(fresh)) return undefined;
  if (held.generation !== fresh.generation || held.outcome !== fresh.outcome) return undefined;
  return {
    ...fresh,
    repeats: (held.repeats ?? 1) + (fresh.repeats ?? 1),
    firstStartedAt: held.firstStartedAt ?? held.startedAt,
  };
}
