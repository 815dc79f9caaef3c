import type { Translation } from "../translation.ts";
import type { commands as source } from "../en/commands.ts";

export const commands: Translation<typeof source> = {
  goTo: "Gehe zu",
  do: "Tun",
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
  find: "Auf dem gezeigten Bildschirm suchen",
  create: "Eine Ressource der gezeigten Art anlegen",
  shortcuts: "Tastenkürzel zeigen",
};
