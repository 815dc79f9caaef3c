import type { WorkState } from "../../shared/model.ts";
import type { StateLook } from "./row-state.ts";

/** How the places of the queue are shown. */
export const workStateLooks: Readonly<Record<WorkState, StateLook>> = {
  ready: { shape: "square", tone: "busy", word: "Ready" },
  processing: { shape: "half", tone: "busy", word: "In processing" },
  delayed: { shape: "clock", tone: "faint", word: "Delayed" },
  backoff: { shape: "triangle", tone: "warn", word: "Backing off" },
  paused: { shape: "pause", tone: "warn", word: "Paused" },
};
