import type { MapState } from "../../../shared/map.ts";
import type { Tone } from "../../components/row-state.ts";
import type { GlyphShape } from "../../components/state-glyph.tsx";

/** How a state looks; the same shapes and tones as in tables. */
export const mapLooks: Readonly<Record<MapState, { shape: GlyphShape; tone: Tone }>> = {
  ready: { shape: "disc", tone: "calm" },
  changing: { shape: "half", tone: "busy" },
  notReady: { shape: "triangle", tone: "warn" },
  stuck: { shape: "cross", tone: "alarm" },
  unknown: { shape: "ring", tone: "faint" },
};
