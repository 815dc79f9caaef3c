import {
  type Icon,
  IconActivityHeartbeat,
  IconAppWindow,
  IconDownload,
  IconFileImport,
  IconHistory,
  IconKeyboard,
  IconLayoutDashboard,
  IconListCheck,
  IconMoonStars,
  IconPlus,
  IconSettings,
  IconSitemap,
  IconSparkles,
  IconStack2,
} from "@tabler/icons-react";
import { type ReactNode, useMemo } from "react";
import type { KindInfo } from "../../shared/model.ts";
import { openJobList } from "../bulk/job-list-store.ts";
import { t } from "../i18n/i18n.ts";
import { useKinds } from "../live/use-kinds.ts";
import { useToggleTheme } from "./color-scheme.ts";
import { openFileDialog } from "./file-dialogs.ts";
import { KindIcon } from "./kind-icon.tsx";
import { inSentence } from "./in-sentence.ts";
import { getRoute, navigate } from "./navigation.ts";
import { openWindow } from "./new-window.ts";
import { toHash } from "./route.ts";
import { openShortcutHelp } from "./shortcut-help.tsx";
import { useDemoFleet } from "./use-demo-fleet.ts";

/** Something that can be done by keys, which the user can change. */
export interface KeyedCommand {
  id: string;
  group: "navigation" | "action";
  label: string;
  keys?: string;
}

/** Something that the user can have done from anywhere: by the palette, and by its keys where it has some. */
export interface AppCommand extends KeyedCommand {
  icon: ReactNode;
  run(): void;
}

const iconProps = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

export function useAppCommands(): readonly AppCommand[] {
  const kinds = useKinds().data;
  const toggleTheme = useToggleTheme();
  const { create: createDemoFleet } = useDemoFleet();
  return useMemo(
    () => [
      screenCommand("overview", t("commands.overview"), IconLayoutDashboard, "g o"),
      ...(kinds ?? []).map(tableCommand),
      screenCommand("map", t("map.title"), IconSitemap, "g m"),
      screenCommand("queue", t("commands.queue"), IconListCheck, "g q"),
      screenCommand("events", t("events.title"), IconActivityHeartbeat, "g e"),
      screenCommand("time", t("time.title"), IconHistory, "g t"),
      screenCommand("settings", t("commands.settings"), IconSettings, "g s"),
      ...(kinds ?? []).map(newResourceCommand),
      action("import", t("commands.import"), IconFileImport, () => openFileDialog("import")),
      action("export", t("commands.export"), IconDownload, () => openFileDialog("export")),
      action("bulk", t("bulk.job.show"), IconStack2, () => openJobList()),
      action("demo", t("commands.demo"), IconSparkles, createDemoFleet),
      action("window", t("commands.newWindow"), IconAppWindow, () => openWindow(toHash(getRoute()))),
      action("theme", t("commands.theme"), IconMoonStars, toggleTheme),
      { ...action("shortcuts", t("commands.shortcuts"), IconKeyboard, openShortcutHelp), keys: "?" },
    ],
    [kinds, toggleTheme, createDemoFleet],
  );
}

/** Goes to a screen that needs nothing but its name. */
function screenCommand(
  screen: "overview" | "map" | "queue" | "events" | "time" | "settings",
  label: string,
  ScreenIcon: Icon,
  keys: string,
): AppCommand {
  const run = (): void => navigate({ screen });
  return { id: screen, group: "navigation", label, icon: <ScreenIcon {...iconProps} />, keys, run };
}

function tableCommand({ kind, plural }: KindInfo): AppCommand {
  return {
    id: `table.${kind}`,
    group: "navigation",
    label: plural,
    icon: <KindIcon kind={kind} />,
    keys: `g ${kind.charAt(0).toLowerCase()}`,
    run: () => navigate({ screen: "table", kind }),
  };
}

function newResourceCommand({ kind }: KindInfo): AppCommand {
  const label = t("commands.newOf", { kind: inSentence(kind) });
  return action(`new.${kind}`, label, IconPlus, () => navigate({ screen: "new", kind }));
}

function action(id: string, label: string, ActionIcon: Icon, run: () => void): AppCommand {
  return { id, group: "action", label, icon: <ActionIcon {...iconProps} />, run };
}
