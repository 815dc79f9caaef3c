import { useMemo } from "react";
import { useHistoryEntry } from "./history.ts";

/** The last so many places of the history that something is kept of. */
const mostKept = 50;

/** Where somebody was on a screen, as long as that place of the history is there. */
export interface KeptPlace<T> {
  /** How it was left; undefined when this is not a return. */
  readonly before: T | undefined;
  keep(now: T): void;
}

/** Keeps where somebody is on a screen, for when Back or Forward leads here again. `kept` is one map for all of one kind. */
export function useKeptPlace<T>(kept: Map<string, T>): KeptPlace<T> {
  const entry = useHistoryEntry();
  return useMemo(
    () => ({
      before: kept.get(entry),
      keep(now) {
        kept.delete(entry);
        kept.set(entry, now);
        for (const oldest of [...kept.keys()].slice(0, -mostKept)) kept.delete(oldest);
      },
    }),
    [entry, kept],
  );
}
