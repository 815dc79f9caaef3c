import type { Translation } from "../translation.ts";
import type { notices as source } from "../en/notices.ts";

export const notices: Translation<typeof source> = {
  bell: "Mitteilungen",
  bellUnread_one: "Mitteilungen, {{count, number}} ungelesen",
  bellUnread_other: "Mitteilungen, {{count, number}} ungelesen",
  title: "Mitteilungen",
  none: "Nichts ist geschehen, was mitgeteilt werden sollte.",
  markAllRead: "Alle als gelesen markieren",
  clear: "Leeren",
  rules: "Regeln …",
  unread: "Ungelesen",
  failed: "Die Mitteilungen wurden nicht geändert",
  names: "{{names}} und {{count, number}} weitere",
  alert: "{{rule}}",
  resolved: "Wieder gut: {{rule}}",
  "engine-crashed": "Die Engine endete unerwartet und wird neu gestartet",
  "engine-failed": "Die Engine läuft nicht",
  "engine-back": "Die Engine läuft wieder",
  "rule-failed": "Der Regel {{rule}} kann nicht gefolgt werden",
  "metrics-failed": "Metriken werden nicht bereitgestellt",
  import: "Import beendet",
  imported: "{{created, number}} angelegt, {{changed, number}} geändert",
  importedWithProblems_one:
    "{{created, number}} angelegt, {{changed, number}} geändert, {{count, number}} Eintrag falsch",
  importedWithProblems_other:
    "{{created, number}} angelegt, {{changed, number}} geändert, {{count, number}} Einträge falsch",
};
