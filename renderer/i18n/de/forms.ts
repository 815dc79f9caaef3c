import type { Translation } from "../translation.ts";
import type { forms as source } from "../en/forms.ts";

export const forms: Translation<typeof source> = {
  typeThenEnter: "Tippen, dann Enter",
  removeItem: "{{name}} entfernen",
  addTo: "Zu {{title}} hinzufügen",
  addField: "{{title}} hinzufügen",
  add: "Hinzufügen",
  newName: "Neuer Name",
  newNameIn: "Neuer Name in {{title}}",
  taken: "Diesen Namen gibt es schon",
  yamlOnly: "Das lässt sich nur als YAML bearbeiten",
  byDefault: "{{value}} (voreingestellt)",
  variant: "Form {{number}}",
  least: "muss mindestens {{least}} sein",
  most: "darf höchstens {{most}} sein",
  type: "muss vom Typ {{type}} sein",
  asIn: "muss die Form haben wie in {{example}}",
  empty: "darf nicht leer sein",
  oneOf: "muss eines von {{values}} sein",
  unknownKeys: "hat kein Feld namens {{keys}}",
};
