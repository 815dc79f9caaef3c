import { Button } from "@mantine/core";
import { notifyFailure } from "../../components/notify.tsx";
import { t } from "../../i18n/i18n.ts";
import { useCall, useCommand } from "../../live/use-call.ts";
import type { SettingsSection } from "./setting.ts";
import classes from "./settings-screen.module.css";

/** Where the data are, and what this program is. */
export function useDataSections(): readonly SettingsSection[] {
  const info = useCall("app.info", {}).data;
  const openFolder = useCommand("app.openDataFolder");
  return [
    {
      id: "data",
      title: t("settings.data"),
      settings: [
        {
          id: "data",
          name: t("settings.dataFolder"),
          words: t("settings.dataWords"),
          control: (
            <>
              <code className={classes.path}>{info?.dataDir}</code>
              <Button
                variant="default"
                onClick={() =>
                  openFolder.mutate({}, { onError: (error) => notifyFailure(t("settings.folderNotOpened"), error) })
                }
              >
                {t("settings.open")}
              </Button>
            </>
          ),
        },
        { id: "actor", name: t("settings.actor"), control: info?.actor },
      ],
    },
    {
      id: "about",
      title: t("settings.about"),
      settings: [
        { id: "version", name: t("settings.version"), control: info?.version },
        {
          id: "electron",
          name: t("settings.electron"),
          control: info && t("settings.electronOn", { version: info.electron, platform: info.platform }),
        },
      ],
    },
  ];
}
