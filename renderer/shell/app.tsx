import { Notifications } from "@mantine/notifications";
import { BulkHost } from "../bulk/bulk-host.tsx";
import { useDraftsNotice } from "../drafts/use-drafts-notice.tsx";
import { useDraftsReport } from "../drafts/use-drafts-report.ts";
import { FileDialogsHost } from "../screens/import/file-dialogs-host.tsx";
import { useEffect } from "react";
import { useStore } from "zustand";
import { t } from "../i18n/i18n.ts";
import { engineStore } from "../live/stores.ts";
import { Arrival } from "./arrival.tsx";
import type { AppCommand } from "./app-commands.tsx";
import classes from "./app.module.css";
import { keyedOnlyIds, useBoundCommands } from "./bound-commands.tsx";
import { useChosenTheme } from "./color-scheme.ts";
import { commandTitle } from "./command-title.ts";
import { EngineBanner } from "./engine-banner.tsx";
import { followMouseButtons } from "./history.ts";
import { NavigationRail } from "./navigation-rail.tsx";
import { useNewWindowClicks } from "./new-window.ts";
import { Palette } from "./palette.tsx";
import { PauseBanner } from "./pause-banner.tsx";
import { Screens } from "./screens.tsx";
import { useTruncationTitles } from "./use-truncation-titles.ts";
import { useShortcut, useShortcutListener } from "./shortcuts.ts";
import { TopBar } from "./top-bar.tsx";
import { useMenuCommands } from "./use-menu-commands.ts";

export function App() {
  useChosenTheme();
  useMenuCommands();
  useNewWindowClicks();
  useTruncationTitles();
  useDraftsNotice();
  useDraftsReport();
  useEffect(followMouseButtons, []);
  const commands = useBoundCommands();
  return (
    <>
      <div className={classes.app}>
        <NavigationRail />
        <TopBar />
        <main className={classes.main} tabIndex={-1}>
          <EngineBanner />
          <PauseBanner />
          <Shown />
        </main>
      </div>
      <section aria-label={t("shell.toasts")}>
        <Notifications position="bottom-right" withinPortal={false} />
      </section>
      <FileDialogsHost />
      <BulkHost />
      <Palette commands={commands.filter(({ id }) => !keyedOnlyIds.has(id))} />
      <GlobalShortcuts commands={commands} />
    </>
  );
}

/** The screen, grey while it shows what was true rather than what is. */
function Shown() {
  const isGone = useStore(engineStore, ({ message }) => message?.state === "failed" || message?.state === "stopped");
  return (
    <div className={classes.screen} data-stale={isGone || undefined}>
      <Screens />
      <Arrival />
    </div>
  );
}

function GlobalShortcuts({ commands }: { commands: readonly AppCommand[] }) {
  useShortcutListener();
  return commands.map(({ id, keys, run, ...command }) => {
    return keys && <CommandShortcut key={id} keys={keys} label={commandTitle(command)} run={run} />;
  });
}

function CommandShortcut({ keys, label, run }: { keys: string; label: string; run(): void }) {
  useShortcut(keys, label, run);
  return null;
}
