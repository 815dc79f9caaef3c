import type { Translation } from "../translation.ts";
import type { query as source } from "../en/query.ts";

export const query: Translation<typeof source> = {
  label: "{{kinds}} suchen",
  hint: "Namen, oder ready!=True && label.rack==r1",
  key: {
    common: "jede Art",
    column: "Spalte {{title}}",
    label: "Label",
    condition: "Condition",
    spec: "Spec",
    status: "Status",
  },
  operator: {
    equal: "ist",
    notEqual: "ist nicht",
    contains: "enthält",
    in: "ist eines von",
    notIn: "ist keines von",
    below: "kleiner als",
    atMost: "höchstens",
    above: "größer als",
    atLeast: "mindestens",
  },
  help: {
    open: "Wie man eine Abfrage schreibt",
    recent: "Zuletzt gefragt",
    examples: "Beispiele",
    names: "Namen, die alle diese Wörter enthalten",
    since: "Seit mehr als zehn Minuten nicht bereit",
    labels: "Ein Label mit einem von mehreren Werten",
    missing: "Ohne ein Label, oder wo es einen Text enthält",
    conditions: "Der Grund einer Condition",
    fields: "Vor über drei Tagen angelegt und seither bearbeitet, mit einem Feld des Status",
    grammar:
      "&& ist und (ein Leerzeichen oder Komma tut es auch), || ist oder, ! ist nicht. Verglichen wird mit ==, !=, <, <=, >, >=, ~= (enthält), in (…) und notin (…). Anführungszeichen halten Leerzeichen zusammen.",
  },
};
