import type { HeatMode } from "../../shared/heat.ts";
import { HEAT_LEVELS } from "../../shared/heat.ts";

/** What the heat of a resource comes from. */
export interface HeatSource {
  ready: "True" | "False" | "Unknown";
  /** Since when `ready` is as it is; ms since the epoch. */
  since: number;
  progressing: boolean;
  stuck: boolean;
  deleting: boolean;
  generation: number;
  /** The generation that a reconcile saw last; undefined before the first. */
  observed: number | undefined;
}

const MINUTE_MS = 60_000;
/** Longer than this not as it should be is one level more. */
const AGES_MS = [5 * MINUTE_MS, 60 * MINUTE_MS, 24 * 60 * MINUTE_MS];
/** So many generations behind, or more, is one level more. */
const LAGS = [2, 5];

/** Which of the mode's levels (an index into `HEAT_LEVELS`) a resource is at. */
export function heatLevel(mode: HeatMode, source: HeatSource, now: number): number {
  switch (mode) {
    case "readiness":
      return HEAT_LEVELS.readiness.indexOf(readinessLevel(source));
    case "drift": {
      if (source.ready === "True") return 0;
      const age = now - source.since;
      return 1 + AGES_MS.filter((limit) => age >= limit).length;
    }
    case "lag": {
      if (source.observed === undefined) return HEAT_LEVELS.lag.indexOf("unseen");
      const lag = source.generation - source.observed;
      return lag <= 0 ? 0 : 1 + LAGS.filter((limit) => lag >= limit).length;
    }
  }
}

/** Whether it is as it should be, in one word. */
export function readinessLevel(source: Omit<HeatSource, "since">): (typeof HEAT_LEVELS.readiness)[number] {
  const { ready, progressing, stuck, deleting, generation, observed } = source;
  if (stuck) return "stuck";
  if (deleting) return "changing";
  if (ready === "False") return progressing ? "changing" : "notReady";
  if (observed === undefined) return "unknown";
  if (observed < generation) return "changing";
  return ready === "True" ? "ready" : "unknown";
}
