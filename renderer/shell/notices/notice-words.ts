import type { Happening } from "../../../shared/notice.ts";
import type { GlyphShape } from "../../components/state-glyph.tsx";
import type { Tone } from "../../components/row-state.ts";
import { jobTitle, outcomeText } from "../../bulk/action-text.ts";
import { t } from "../../i18n/i18n.ts";

export const noticeLooks: Readonly<Record<Happening["type"], { shape: GlyphShape; tone: Tone }>> = {
  alert: { shape: "triangle", tone: "warn" },
  resolved: { shape: "disc", tone: "calm" },
  "engine-crashed": { shape: "cross", tone: "warn" },
  "engine-failed": { shape: "cross", tone: "alarm" },
  "engine-back": { shape: "disc", tone: "calm" },
  "rule-failed": { shape: "cross", tone: "warn" },
  "metrics-failed": { shape: "cross", tone: "warn" },
  import: { shape: "square", tone: "busy" },
  bulk: { shape: "square", tone: "busy" },
};

/** What happened, in a few words. */
export function noticeTitle(happening: Happening): string {
  if (happening.type === "bulk") return jobTitle(happening.job, undefined);
  return t(`notices.${happening.type}`, { rule: "rule" in happening ? happening.rule.name : "" });
}

/** To what or why it happened; empty where there is no more to say. */
export function noticeDetails(happening: Happening): string {
  switch (happening.type) {
    case "alert":
    case "resolved": {
      const names = happening.subjects.map(({ name }) => name).join(", ");
      const more = happening.count - happening.subjects.length;
      return more > 0 ? t("notices.names", { names, count: more }) : names;
    }
    case "import": {
      const { created, changed, problems } = happening;
      return problems > 0
        ? t("notices.importedWithProblems", { created, changed, count: problems })
        : t("notices.imported", { created, changed });
    }
    case "bulk":
      return outcomeText(happening.job);
    default:
      return happening.problem ?? "";
  }
}
