import { HEAT_LEVELS, type HeatMode } from "../../../../shared/heat.ts";
import type { Tone } from "../../../components/row-state.ts";
import { t } from "../../../i18n/i18n.ts";

/** A level is a shape before it is a colour: states have shapes of their own, amounts fill a square more and more. */
export type HeatShape = "disc" | "half" | "triangle" | "cross" | "ring" | "dot" | "fill1" | "fill2" | "fill3" | "fill4";

export interface HeatLook {
  shape: HeatShape;
  tone: Tone;
  word: string;
}

const shapes: Readonly<Record<HeatMode, readonly (readonly [HeatShape, Tone])[]>> = {
  readiness: [
    ["disc", "calm"],
    ["half", "busy"],
    ["triangle", "warn"],
    ["cross", "alarm"],
    ["ring", "faint"],
  ],
  drift: [
    ["dot", "calm"],
    ["fill1", "warn"],
    ["fill2", "warn"],
    ["fill3", "alarm"],
    ["fill4", "alarm"],
  ],
  lag: [
    ["dot", "calm"],
    ["fill1", "busy"],
    ["fill2", "busy"],
    ["fill4", "warn"],
    ["ring", "faint"],
  ],
};

/** How the levels of a mode look, by level. Call it while rendering. */
export function heatLooks(mode: HeatMode): readonly HeatLook[] {
  const words: Readonly<Record<HeatMode, readonly string[]>> = {
    readiness: HEAT_LEVELS.readiness.map((level) => t(`overview.heat.readiness.${level}`)),
    drift: HEAT_LEVELS.drift.map((level) => t(`overview.heat.drift.${level}`)),
    lag: HEAT_LEVELS.lag.map((level) => t(`overview.heat.lag.${level}`)),
  };
  return shapes[mode].map(([shape, tone], level) => ({ shape, tone, word: words[mode][level] ?? "" }));
}
