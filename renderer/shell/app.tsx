import { Notifications } from "@mantine/notifications";
import { spotlight } from "@mantine/spotlight";
import { BulkHost } from "../bulk/bulk-host.tsx";
import { useDraftsNotice } from "../drafts/use-drafts-notice.tsx";
import { FileDialogsHost } from "../screens/import/file-dialogs-host.tsx";
import { useStore } from "zustand";
import { engineStore } from "../live/stores.ts";
import { type AppCommand, useAppCommands } from "./app-commands.tsx";
import classes from "./app.module.css";
import { useChosenTheme } from "./color-scheme.ts";
import { EngineBanner } from "./engine-banner.tsx";
import { NavigationRail } from "./navigation-rail.tsx";
import { Palette } from "./palette.tsx";
import { Screens } from "./screens.tsx";
import { useShortcut, useShortcutListener } from "./shortcuts.ts";
import { TopBar } from "./top-bar.tsx";
import { useMenuCommands } from "./use-menu-commands.ts";

export function App() {
  useChosenTheme();
  useMenuCommands();
  useDraftsNotice();
  const commands = useAppCommands();
  return (
    <>
      <div className={classes.app}>
        <NavigationRail />
        <TopBar />
        <main className={classes.main}>
          <EngineBanner />
          <Shown />
        </main>
      </div>
      <section aria-label="Notifications">
        <Notifications position="bottom-right" withinPortal={false} />
      </section>
      <FileDialogsHost />
      <BulkHost />
      <Palette commands={commands} />
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
    </div>
  );
}

function GlobalShortcuts({ commands }: { commands: readonly AppCommand[] }) {
  useShortcutListener();
  useShortcut("mod+k", "Find or do anything", spotlight.open);
  return commands.map(({ id, label, keys, group, run }) => {
    const text = group === "Go to" ? `Go to ${label}` : label;
    return keys && <CommandShortcut key={id} keys={keys} label={text} run={run} />;
  });
}

function CommandShortcut({ keys, label, run }: { keys: string; label: string; run(): void }) {
  useShortcut(keys, label, run);
  return null;
}
