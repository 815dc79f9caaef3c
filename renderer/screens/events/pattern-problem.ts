import { t } from "../../i18n/i18n.ts";

/** What is wrong with an event pattern, for the one who types it; the engine refuses the same ones. */
export function patternProblem(pattern: string): string | undefined {
  const segments = pattern.split(".");
  if (pattern === "") return t("events.patternProblem.empty");
  if (segments.includes("")) return t("events.patternProblem.segment");
  const mixed = segments.find((segment) => segment.includes("*") && segment !== "*" && segment !== "**");
  return mixed && t("events.patternProblem.mixed", { segment: mixed });
}
