import { Button, SegmentedControl } from "@mantine/core";
import type { ReactNode } from "react";
import { notifyFailure } from "../../components/notify.tsx";
import { usePreferences, useSetPreferences } from "../../live/preferences.ts";
import { useCall, useCommand } from "../../live/use-call.ts";
import { useBreadcrumbs } from "../../shell/breadcrumbs.ts";
import type { Preferences } from "../../../shared/preferences.ts";
import classes from "./settings-screen.module.css";

const themes: { value: Preferences["theme"]; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "light", label: "Light" },
  { value: "dark", label: "Dark" },
];
const densities: { value: Preferences["density"]; label: string }[] = [
  { value: "compact", label: "Compact" },
  { value: "comfortable", label: "Comfortable" },
];
const languages: { value: Preferences["language"]; label: string }[] = [
  { value: "system", label: "As the system" },
  { value: "en", label: "English" },
  { value: "de", label: "Deutsch" },
];

export default function SettingsScreen() {
  useBreadcrumbs([{ label: "Settings" }]);
  const { theme, density, language } = usePreferences();
  const keep = useSetPreferences();
  const info = useCall("app.info", {});
  const openFolder = useCommand("app.openDataFolder");
  const choose = (change: Partial<Preferences>) =>
    keep.mutate(change, { onError: (error) => notifyFailure("The setting was not kept", error) });
  return (
    <section className={classes.screen} aria-label="Settings">
      <h1 className={classes.title}>Settings</h1>
      <h2 className={classes.group}>Appearance</h2>
      <Setting name="Theme" id="setting-theme">
        <SegmentedControl
          aria-labelledby="setting-theme"
          data={themes}
          value={theme}
          onChange={(value) => choose({ theme: value })}
        />
      </Setting>
      <Setting name="Density" id="setting-density">
        <SegmentedControl
          aria-labelledby="setting-density"
          data={densities}
          value={density}
          onChange={(value) => choose({ density: value })}
        />
      </Setting>
      <Setting name="Language" id="setting-language">
        <SegmentedControl
          aria-labelledby="setting-language"
          data={languages}
          value={language}
          onChange={(value) => choose({ language: value })}
        />
      </Setting>
      <h2 className={classes.group}>Data</h2>
      <Setting name="Data folder" id="setting-data">
        <code className={classes.path}>{info.data?.dataDir}</code>
        <Button
          variant="default"
          onClick={() =>
            openFolder.mutate({}, { onError: (error) => notifyFailure("The folder was not opened", error) })
          }
        >
          Open
        </Button>
      </Setting>
      <Setting name="Edits are signed as" id="setting-actor">
        {info.data?.actor}
      </Setting>
      <h2 className={classes.group}>About</h2>
      <Setting name="Fabrica Desktop" id="setting-version">
        {info.data?.version}
      </Setting>
      <Setting name="Electron" id="setting-electron">
        {info.data && `${info.data.electron} on ${info.data.platform}`}
      </Setting>
    </section>
  );
}

function Setting({ name, id, children }: { name: string; id: string; children: ReactNode }) {
  return (
    <div className={classes.setting}>
      <span id={id} className={classes.name}>
        {name}
      </span>
      {children}
    </div>
  );
}
