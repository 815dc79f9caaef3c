import type { Translation } from "../translation.ts";
import type { files as source } from "../en/files.ts";

export const files: Translation<typeof source> = {
  export: "Exportieren",
  what: "Was",
  everything: "Alles",
  as: "Als",
  notWritten: "Die Datei wurde nicht geschrieben",
  cancel: "Abbrechen",
  exportNow: "Exportieren …",
  written_one: "{{count, number}} Ressource in {{path}} geschrieben",
  written_other: "{{count, number}} Ressourcen in {{path}} geschrieben",
  drop: "Ablage für Dateien",
  dropToSee: "Datei loslassen, um zu sehen, was sie importieren würde",
  import: "Importieren",
  about:
    "Eine nodes.yaml von OpenCHAMI oder Ressourcen als YAML oder JSON. Vor dem Schreiben ist zu sehen, was sich ändern würde.",
  cannot: "Die Datei lässt sich nicht importieren",
  dropHere: "Datei hier ablegen",
  dropHereOr: "Datei hier ablegen oder",
  choose: "Datei auswählen …",
  notAll: "Nicht alles wurde importiert",
  another: "Andere Datei",
  nothing: "Nichts zu importieren",
  apply: "{{count, number}} importieren",
  applyRight: "{{count, number}} importieren und die {{wrong, number}} falschen auslassen",
  new: "Neu",
  changed: "Geändert",
  same: "Gleich",
  wrong: "Falsch",
  resources: "Ressourcen",
  resource: "Ressource",
  wouldBe: "Wäre",
  differsIn: "Unterscheidet sich in",
  more: "und {{count, number}} weitere",
  wrongEntries_one: "{{count, number}} Eintrag ist falsch",
  wrongEntries_other: "{{count, number}} Einträge sind falsch",
  twins_one: "{{count, number}} neue hat einen {{field}}, den es schon gibt",
  twins_other: "{{count, number}} neue haben einen {{field}}, den es schon gibt",
  twinsText:
    "Zum Beispiel hat {{existing}} den {{field}} {{value}}. Sind es dieselben Maschinen, schalten zwei Ressourcen jede von ihnen.",
  twinsTextRenamed:
    "Zum Beispiel hat {{existing}} den {{field}} {{value}}, unter dem in der Datei {{name}} steht. Ist das der neue Name, zuerst {{existing}} löschen: Sonst schalten zwei Ressourcen dieselbe Maschine.",
  twinsTextOwned:
    "Zum Beispiel hat {{existing}} von {{owner}} den {{field}} {{value}}. Sind es dieselben Maschinen, schalten zwei Ressourcen jede von ihnen: Dann die Datei unter dem Namen {{owner}} importieren.",
  progress: "{{done, number}} von {{total, number}}",
  stop: "Anhalten",
  notStopped: "Der Import wurde nicht angehalten",
  left_one:
    "Er wurde angehalten: {{count, number}} ist nicht geschrieben. Wer es auch will, importiert die Datei noch einmal.",
  left_other:
    "Er wurde angehalten: {{count, number}} sind nicht geschrieben. Wer sie auch will, importiert die Datei noch einmal.",
  problems: "Probleme",
  result:
    "{{created, number}} angelegt, {{changed, number}} geändert, {{unchanged, number}} gelassen, wie sie waren. Der Reconcile läuft.",
  watch: "Zusehen",
  tooLarge:
    "{{name}} hat {{size}} MiB; mehr als 64 MiB lassen sich nicht auf einmal importieren. Bitte die Datei teilen.",
};
