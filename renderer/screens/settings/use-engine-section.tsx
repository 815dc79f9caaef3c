import { Group } from "@mantine/core";
import { t } from "../../i18n/i18n.ts";
import { usePreferences } from "../../live/preferences.ts";
import { Choice } from "./choice.tsx";
import { OnOff } from "./on-off.tsx";
import type { Setting, SettingsSection } from "./setting.ts";
import { useKeep } from "./use-keep.ts";
import { WholeNumber } from "./whole-number.tsx";

/** How the engine behaves; it holds at once. */
export function useEngineSection(): SettingsSection {
  const { retention, metrics, logLevel } = usePreferences();
  const keep = useKeep();
  const retained = (id: keyof typeof retention, most: number, unit?: string): Setting => ({
    id,
    name: t(`settings.${id}`),
    hint: t("settings.retentionHint"),
    words: t("settings.retentionWords"),
    control: (
      <WholeNumber
        labelledBy={`setting-${id}`}
        value={retention[id]}
        least={1}
        most={most}
        unit={unit}
        onKeep={(value) => keep({ retention: { ...retention, [id]: value } })}
      />
    ),
  });
  return {
    id: "engine",
    title: t("settings.engine"),
    settings: [
      retained("eventDays", 3_650, t("settings.days")),
      retained("recordDays", 3_650, t("settings.days")),
      retained("revisions", 10_000),
      {
        id: "metrics",
        name: t("settings.metrics"),
        hint: t("settings.metricsHint", { url: `http://127.0.0.1:${metrics.port}/metrics` }),
        words: t("settings.metricsWords"),
        control: (
          <Group gap="sm" wrap="nowrap">
            <OnOff
              labelledBy="setting-metrics"
              isOn={metrics.enabled}
              onChange={(enabled) => keep({ metrics: { ...metrics, enabled } })}
            />
            <WholeNumber
              label={t("settings.metricsPort")}
              value={metrics.port}
              least={1_024}
              most={65_535}
              onKeep={(port) => keep({ metrics: { ...metrics, port } })}
            />
          </Group>
        ),
      },
      {
        id: "logLevel",
        name: t("settings.logLevel"),
        hint: t("settings.logLevelHint"),
        control: (
          <Choice
            labelledBy="setting-logLevel"
            value={logLevel}
            options={(["debug", "info", "warn", "error"] as const).map((value) => ({
              value,
              label: t(`settings.logLevels.${value}`),
            }))}
            onChange={(value) => keep({ logLevel: value })}
          />
        ),
      },
    ],
  };
}
