import { t } from "../i18n/i18n.ts";
import type { KeyedCommand } from "./app-commands.tsx";

/** What a command does, where its group does not stand above it. */
export function commandTitle({ group, label }: Pick<KeyedCommand, "group" | "label">): string {
  return group === "navigation" ? t("shortcuts.goTo", { label }) : label;
}
