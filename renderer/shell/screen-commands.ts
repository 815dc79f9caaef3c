import { t } from "../i18n/i18n.ts";
import { usePreferences } from "../live/preferences.ts";
import type { KeyedCommand } from "./app-commands.tsx";
import { keysOf } from "./command-keys.ts";
import { useShortcut } from "./shortcuts.ts";

/** What screens do by a key, each in its own way, and the usual key. */
const usualKeys = { find: "/", create: "n" } as const;
type ScreenAction = keyof typeof usualKeys;

/** Gives the action's key its meaning on this screen. */
export function useScreenShortcut(action: ScreenAction, label: string, run: () => void): void {
  const { shortcuts } = usePreferences();
  useShortcut(keysOf({ id: idOf(action), keys: usualKeys[action] }, shortcuts), label, run);
}

/** With their usual keys, in the words that hold on any screen. */
export function screenCommands(): KeyedCommand[] {
  return [
    { id: idOf("find"), group: "Do", label: t("commands.find"), keys: usualKeys.find },
    { id: idOf("create"), group: "Do", label: t("commands.create"), keys: usualKeys.create },
  ];
}

function idOf(action: ScreenAction): string {
  return `screen.${action}`;
}
