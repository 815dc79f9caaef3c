import { t } from "../../../i18n/i18n.ts";
import { usePreferences } from "../../../live/preferences.ts";
import { OnOff } from "../on-off.tsx";
import type { SettingsSection } from "../setting.ts";
import { useKeep } from "../use-keep.ts";
import { RuleList } from "./rule-list.tsx";

/** What the user is told of, and how. */
export function useNoticesSection(): SettingsSection {
  const { desktopNotices } = usePreferences();
  const keep = useKeep();
  return {
    id: "notices",
    title: t("settings.notices"),
    settings: [
      {
        id: "desktop",
        name: t("settings.desktop"),
        hint: t("settings.desktopHint"),
        words: t("settings.desktopWords"),
        control: (
          <OnOff
            labelledBy="setting-desktop"
            isOn={desktopNotices}
            onChange={(isOn) => keep({ desktopNotices: isOn })}
          />
        ),
      },
      {
        id: "rules",
        name: t("settings.rules"),
        hint: t("settings.rulesHint"),
        words: t("settings.rulesWords"),
        control: <RuleList />,
        wide: true,
      },
    ],
  };
}
