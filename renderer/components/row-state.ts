import type { Row } from "../../shared/model.ts";
import type { GlyphShape } from "./state-glyph.tsx";
import { t } from "../i18n/i18n.ts";

export type Tone = "calm" | "busy" | "warn" | "alarm" | "faint";

export interface StateLook {
  shape: GlyphShape;
  tone: Tone;
  word: string;
}

/** How a resource's readiness is shown: a shape, a word, and how much attention it wants. */
export function readinessLook(
  row: Pick<Row, "ready" | "progressing" | "stuck" | "deleting" | "generation" | "observedGeneration">,
): StateLook {
  if (row.deleting) return { shape: "cross", tone: "busy", word: t("states.deleting") };
  if (row.stuck) return { shape: "triangle", tone: "alarm", word: t("states.stuck") };
  if (row.ready === "False" && row.progressing) return { shape: "half", tone: "busy", word: t("states.inProgress") };
  if (row.ready === "False") return { shape: "triangle", tone: "warn", word: t("states.notReady") };
  if (row.observedGeneration === undefined) return { shape: "ring", tone: "faint", word: t("states.notSeen") };
  if (isBehind(row)) return { shape: "half", tone: "busy", word: t("states.changing") };
  if (row.ready === "True") return { shape: "disc", tone: "calm", word: t("states.ready") };
  return { shape: "ring", tone: "faint", word: t("states.unknown") };
}

/** Whether it was changed since it was looked at last: what its conditions say is of what was wanted before. */
export function isBehind({ generation, observedGeneration }: Pick<Row, "generation" | "observedGeneration">): boolean {
  return observedGeneration !== undefined && observedGeneration < generation;
}

/** Why a resource is as it is, for where its name stands beside it. */
export function whyText(row: Pick<Row, "kind" | "name" | "message" | "generation" | "observedGeneration">): string {
  return isBehind(row) ? t("states.changed") : predicateOf(row);
}

/** A message without the subject that stands beside it anyway: `is off but should be on` of `Node nid000012 is off …`. */
function predicateOf({ kind, name, message }: Pick<Row, "kind" | "name" | "message">): string {
  const subject = `${kind} ${name} `;
  return message.startsWith(subject) ? message.slice(subject.length) : message;
}
