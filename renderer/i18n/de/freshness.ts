import type { Translation } from "../translation.ts";
import type { freshness as source } from "../en/freshness.ts";

export const freshness: Translation<typeof source> = {
  name: "Aktualität",
  seconds: "{{count}} s zurück",
  notLive: "Nicht aktuell.",
  behindSince: "Stand {{time}}, {{length}} zurück",
  lastKnown: "Zuletzt bekannt, Stand {{time}}",
  live: { word: "Live", meaning: "Alles Gezeigte ist das, was die Engine jetzt weiß." },
  behind: { meaning: "Die Engine ist beschäftigt: So alt ist das Gezeigte." },
  starting: { word: "Engine startet", meaning: "Die Engine öffnet ihre Daten." },
  stopping: { word: "Engine hält an", meaning: "Die Engine beendet, was sie gerade tut." },
  stopped: { word: "Engine angehalten", meaning: "Gezeigt wird, was zuletzt bekannt war." },
  failed: { word: "Engine ausgefallen", meaning: "Gezeigt wird, was zuletzt bekannt war." },
};
