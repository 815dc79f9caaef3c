import type { Translation } from "../translation.ts";
import type { commands as source } from "../en/commands.ts";

export const commands: Translation<typeof source> = {
  goTo: "Gehe zu",
  do: "Tun",
  here: "Auf dieser Seite",
  back: "Zurück",
  forward: "Vorwärts",
  palette: "Finden oder tun",
  undo: "Rückgängig",
  nothingToUndo: "Es gibt nichts rückgängig zu machen",
  overview: "Übersicht",
  queue: "Warteschlange",
  settings: "Einstellungen",
  newOf: "{{kind}} anlegen",
  newWindow: "Neues Fenster mit diesem Ort",
  windowFailed: "Das Fenster wurde nicht geöffnet",
  import: "Datei importieren",
  export: "In eine Datei exportieren",
  demo: "Demoflotte ausprobieren",
  theme: "Zwischen hell und dunkel wechseln",
  onScreen: {
    find: "Auf dem gezeigten Bildschirm suchen",
    create: "Eine Ressource der gezeigten Art anlegen",
    enqueue: "Einreihen, was zu sehen oder ausgewählt ist",
    pause: "Anhalten oder fortsetzen, was zu sehen ist",
    step: "Angehaltenes einmal durchlassen",
    review: "Änderungen prüfen und anwenden",
    discard: "Änderungen verwerfen",
    delete: "Löschen, was zu sehen ist",
  },
  shortcuts: "Tastenkürzel zeigen",
};
