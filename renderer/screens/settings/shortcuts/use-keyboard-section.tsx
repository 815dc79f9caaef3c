import { t } from "../../../i18n/i18n.ts";
import type { SettingsSection } from "../setting.ts";
import { ShortcutList } from "./shortcut-list.tsx";

/** The keys of every command. */
export function useKeyboardSection(): SettingsSection {
  return {
    id: "keyboard",
    title: t("settings.keyboard"),
    settings: [
      {
        id: "shortcuts",
        name: t("settings.shortcuts"),
        hint: t("settings.shortcutsHint"),
        words: t("settings.shortcutsWords"),
        control: <ShortcutList />,
        wide: true,
      },
    ],
  };
}
