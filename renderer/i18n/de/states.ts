import type { Translation } from "../translation.ts";
import type { states as source } from "../en/states.ts";

export const states: Translation<typeof source> = {
  deleting: "Wird gelöscht",
  stuck: "Steckt fest",
  inProgress: "In Arbeit",
  notReady: "Nicht bereit",
  notSeen: "Noch nicht gesehen",
  changing: "Ändert sich",
  changed: "wurde geändert und ist noch nicht abgeglichen",
  ready: "Bereit",
  unknown: "Unbekannt",
  waiting: "Wartend",
  processing: "In Bearbeitung",
  delayed: "Aufgeschoben",
  backoff: "Wartet nach Fehler",
  paused: "Angehalten",
  by: "von {{actor}}",
};
