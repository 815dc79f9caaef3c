import type { Translation } from "../translation.ts";
import type { overview as source } from "../en/overview.ts";

export const overview: Translation<typeof source> = {
  heat: {
    title: "{{kinds}} nach Rack",
    grid: "{{kind}} nach Rack",
    kind: "Nach Rack gezeigte Art",
    mode: "Gefärbt nach",
    modes: { readiness: "Bereitschaft", drift: "Nicht bereit seit", lag: "Rückstand" },
    legend: "Legende",
    noRack: "Ohne Rack",
    back: "Alle Racks",
    since: "seit {{time}}",
    aside: "{{aside}} von {{total}}",
    readiness: {
      ready: "bereit",
      changing: "in Arbeit",
      notReady: "nicht bereit",
      stuck: "festgefahren",
      unknown: "unbekannt",
    },
    drift: {
      none: "bereit",
      minutes: "unter 5 min",
      hour: "unter 1 h",
      day: "unter 1 d",
      days: "1 d oder länger",
    },
    lag: {
      none: "neueste Spec gesehen",
      one: "1 zurück",
      few: "2 bis 4 zurück",
      many: "5 oder mehr zurück",
      unseen: "nie gesehen",
    },
  },
};
