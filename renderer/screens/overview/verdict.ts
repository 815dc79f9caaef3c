import type { KindSummary, Pause } from "../../../shared/model.ts";
import { formatCount } from "../../components/format.ts";
import type { Tone } from "../../components/row-state.ts";
import type { GlyphShape } from "../../components/state-glyph.tsx";
import { unseenIn } from "../../components/unseen.ts";
import { t } from "../../i18n/i18n.ts";

export interface Verdict {
  shape: GlyphShape;
  tone: Tone;
  text: string;
  detail: string;
}

/**
 * Whether the fleet is as it should be, in words.
 * @param pauses the broad ones first
 * @param held how many resources have work that waits because they are paused
 */
export function fleetVerdict(kinds: readonly KindSummary[], pauses: readonly Pause[] = [], held = 0): Verdict {
  const sum = (count: (kind: KindSummary) => number): number => kinds.reduce((total, kind) => total + count(kind), 0);
  const total = sum((kind) => kind.total);
  const notReady = sum((kind) => kind.notReady);
  const unseen = sum(unseenIn);
  const unknown = sum((kind) => kind.unknown) - unseen;
  const isPaused = pauses[0] !== undefined && pauses[0].kind === undefined;
  const changing = sum((kind) => kind.unobserved);
  const wrong = notReady + unseen;
  const detail = [
    t("overview.verdict.ready", { ready: formatCount(sum((kind) => kind.ready)), count: total }),
    ...(unseen > 0 && notReady > 0 ? [t("overview.verdict.ofThem", { count: unseen })] : []),
    ...(unknown > 0 ? [t("overview.verdict.unknown", { number: formatCount(unknown) })] : []),
    ...(changing > 0 ? [t("overview.verdict.changing", { count: changing })] : []),
    ...(isPaused && wrong > 0 ? [t("overview.verdict.paused")] : []),
    ...(held > 0 && (isPaused || wrong > 0) ? [t("overview.verdict.held", { count: held })] : []),
  ].join(" · ");
  if (notReady > 0) {
    return { shape: "triangle", tone: "warn", text: t("overview.verdict.notReady", { count: wrong }), detail };
  }
  if (unseen > 0) {
    return { shape: "triangle", tone: "warn", text: t("overview.verdict.unseen", { count: unseen }), detail };
  }
  if (isPaused) return { shape: "triangle", tone: "warn", text: t("overview.verdict.paused"), detail };
  if (held > 0) return { shape: "triangle", tone: "warn", text: t("overview.verdict.held", { count: held }), detail };
  if (unknown > 0) return { shape: "half", tone: "busy", text: t("overview.verdict.looking"), detail };
  return { shape: "disc", tone: "calm", text: t("overview.verdict.calm"), detail };
}
