import type { Row } from "../../shared/model.ts";
import type { GlyphShape } from "./state-glyph.tsx";

export type Tone = "calm" | "busy" | "warn" | "alarm" | "faint";

export interface StateLook {
  shape: GlyphShape;
  tone: Tone;
  word: string;
}

/** Reasons that no retry mends: somebody has to change something. */
const hopeless: ReadonlySet<string> = new Set(["TerminalError", "InvalidConfig", "InvalidSpec"]);

/** How a resource's readiness is shown: a shape, a word, and how much attention it wants. */
export function readinessLook(
  row: Pick<Row, "ready" | "reason" | "deleting" | "generation" | "observedGeneration">,
): StateLook {
  if (row.deleting) return { shape: "cross", tone: "busy", word: "Deleting" };
  if (row.ready === "False") {
    return { shape: "triangle", tone: hopeless.has(row.reason) ? "alarm" : "warn", word: "Not ready" };
  }
  if (row.observedGeneration === undefined) return { shape: "ring", tone: "faint", word: "Not seen yet" };
  if (row.observedGeneration < row.generation) return { shape: "half", tone: "busy", word: "Changing" };
  if (row.ready === "True") return { shape: "disc", tone: "calm", word: "Ready" };
  return { shape: "ring", tone: "faint", word: "Unknown" };
}
