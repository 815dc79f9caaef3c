import type { KindSummary } from "../../../shared/model.ts";
import { formatCount, formatCounted } from "../../components/format.ts";
import type { Tone } from "../../components/row-state.ts";
import type { GlyphShape } from "../../components/state-glyph.tsx";

export interface Verdict {
  shape: GlyphShape;
  tone: Tone;
  text: string;
  detail: string;
}

/** Whether the fleet is as it should be, in words. */
export function fleetVerdict(kinds: readonly KindSummary[]): Verdict {
  const sum = (count: (kind: KindSummary) => number): number => kinds.reduce((total, kind) => total + count(kind), 0);
  const total = sum((kind) => kind.total);
  const notReady = sum((kind) => kind.notReady);
  const unknown = sum((kind) => kind.unknown);
  const changing = sum((kind) => kind.unobserved);
  const detail = [
    `${formatCount(sum((kind) => kind.ready))} of ${formatCounted(total, "resource", "resources")} ready`,
    ...(unknown > 0 ? [`${formatCount(unknown)} not known yet`] : []),
    ...(changing > 0 ? [`${formatCounted(changing, "change", "changes")} on the way`] : []),
  ].join(" · ");
  if (notReady > 0) {
    const text = `${formatCounted(notReady, "resource is", "resources are")} not as ${notReady === 1 ? "it" : "they"} should be`;
    return { shape: "triangle", tone: "warn", text, detail };
  }
  if (unknown > 0) return { shape: "half", tone: "busy", text: "The fleet is being looked at", detail };
  return { shape: "disc", tone: "calm", text: "The fleet is as it should be", detail };
}
