import { usePreferences } from "../../live/preferences.ts";
import { t } from "../../i18n/i18n.ts";
import { Choice } from "./choice.tsx";
import type { SettingsSection } from "./setting.ts";
import { useKeep } from "./use-keep.ts";

/** How the window looks. */
export function useLookSection(): SettingsSection {
  const { theme, density, language, times } = usePreferences();
  const keep = useKeep();
  return {
    id: "appearance",
    title: t("settings.appearance"),
    settings: [
      {
        id: "theme",
        name: t("settings.theme"),
        words: t("settings.themeWords"),
        control: (
          <Choice
            labelledBy="setting-theme"
            value={theme}
            options={[
              { value: "system", label: t("settings.asSystem") },
              { value: "light", label: t("settings.light") },
              { value: "dark", label: t("settings.dark") },
            ]}
            onChange={(value) => keep({ theme: value })}
          />
        ),
      },
      {
        id: "density",
        name: t("settings.density"),
        hint: t("settings.densityHint"),
        control: (
          <Choice
            labelledBy="setting-density"
            value={density}
            options={[
              { value: "compact", label: t("settings.compact") },
              { value: "comfortable", label: t("settings.comfortable") },
            ]}
            onChange={(value) => keep({ density: value })}
          />
        ),
      },
      {
        id: "language",
        name: t("settings.language"),
        hint: t("settings.languageHint"),
        words: t("settings.languageWords"),
        control: (
          <Choice
            labelledBy="setting-language"
            value={language}
            options={[
              { value: "system", label: t("settings.asSystem") },
              { value: "en", label: "English" },
              { value: "de", label: "Deutsch" },
            ]}
            onChange={(value) => keep({ language: value })}
          />
        ),
      },
      {
        id: "times",
        name: t("settings.times"),
        hint: t("settings.timesHint"),
        words: t("settings.timesWords"),
        control: (
          <Choice
            labelledBy="setting-times"
            value={times}
            options={[
              { value: "relative", label: t("settings.relative") },
              { value: "absolute", label: t("settings.absolute") },
            ]}
            onChange={(value) => keep({ times: value })}
          />
        ),
      },
    ],
  };
}
