import type { Translation } from "../translation.ts";
import type { shortcuts as source } from "../en/shortcuts.ts";

export const shortcuts: Translation<typeof source> = {
  title: "Tastenkürzel",
  here: "Hier",
  inList: "In einer Liste",
  none: "Keine",
  change: "Ändern",
  changeOf: "Tasten für {{label}} ändern",
  clear: "Keine Tasten",
  clearOf: "Keine Tasten für {{label}}",
  reset: "Zurücksetzen",
  resetOf: "Übliche Tasten für {{label}}",
  resetAll: "Alle zurücksetzen",
  press: "Tasten drücken … (Escape bricht ab)",
  conflict: "{{keys}} gehört schon zu „{{label}}“.",
  takeOver: "Stattdessen hier benutzen",
  taken: "{{keys}} gehört dem System oder den Listen.",
  goTo: "{{label}} öffnen",
  caps: { ctrl: "Strg", shift: "Umschalt", home: "Pos1", end: "Ende" },
  listKeys: {
    next: "Nächste Zeile",
    previous: "Vorige Zeile",
    open: "Zeile öffnen",
    select: "Zeile auswählen",
    first: "Erste Zeile",
    last: "Letzte Zeile",
    clear: "Auswahl aufheben",
  },
};
