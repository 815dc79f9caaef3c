import type { Translation } from "../translation.ts";
import type { engine as source } from "../en/engine.ts";

export const engine: Translation<typeof source> = {
  failed: "Die Engine läuft nicht.",
  stopped: "Die Engine ist angehalten.",
  starting: "Die Engine öffnet ihre Daten.",
  stopping: "Die Engine beendet, was sie gerade tut.",
  busy: "Die Engine ist beschäftigt und hat eine Weile nichts Neues gesagt.",
  lastKnown: "Gezeigt wird, was zuletzt bekannt war.",
  age: "Das ist {{length}} alt.",
  restartsIn: "Sie startet in {{length}} von selbst neu.",
  restartsNow: "Sie startet jetzt von selbst neu.",
  noAnswerYet: "Die Engine hat noch nicht geantwortet. Was hierher gehört, kommt, sobald sie es tut.",
  remedyFailed: "{{remedy}}: Das ist fehlgeschlagen",
  remedies: {
    startNow: "Jetzt starten",
    restart: "Engine neu starten",
    restoreBackup: "Letzte Sicherung wiederherstellen",
    openDataFolder: "Datenordner öffnen",
  },
};
