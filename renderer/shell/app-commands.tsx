import {
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
  const { create } = useDemoFleet();
  return useMemo(
    () => [
      {
        id: "overview",
        group: "navigation",
        label: t("commands.overview"),
        icon: <IconLayoutDashboard {...iconProps} />,
        keys: "g o",
        run: () => navigate({ screen: "overview" }),
      },
      ...(kinds ?? []).map(({ kind, plural }): AppCommand => ({
        id: `table.${kind}`,
        group: "navigation",
        label: plural,
        icon: <KindIcon kind={kind} />,
        keys: `g ${kind.charAt(0).toLowerCase()}`,
        run: () => navigate({ screen: "table", kind }),
      })),
      {
        id: "map",
        group: "navigation",
        label: t("map.title"),
        icon: <IconSitemap {...iconProps} />,
        keys: "g m",
        run: () => navigate({ screen: "map" }),
      },
      {
        id: "queue",
        group: "navigation",
        label: t("commands.queue"),
        icon: <IconListCheck {...iconProps} />,
        keys: "g q",
        run: () => navigate({ screen: "queue" }),
      },
      {
        id: "events",
        group: "navigation",
        label: t("events.title"),
        icon: <IconActivityHeartbeat {...iconProps} />,
        keys: "g e",
        run: () => navigate({ screen: "events" }),
      },
      {
        id: "time",
        group: "navigation",
        label: t("time.title"),
        icon: <IconHistory {...iconProps} />,
        keys: "g t",
        run: () => navigate({ screen: "time" }),
      },
      {
        id: "settings",
        group: "navigation",
        label: t("commands.settings"),
        icon: <IconSettings {...iconProps} />,
        keys: "g s",
        run: () => navigate({ screen: "settings" }),
      },
      ...(kinds ?? []).map(({ kind }): AppCommand => ({
        id: `new.${kind}`,
        group: "action",
        label: t("commands.newOf", { kind: inSentence(kind) }),
        icon: <IconPlus {...iconProps} />,
        run: () => navigate({ screen: "new", kind }),
      })),
      {
        id: "import",
        group: "action",
        label: t("commands.import"),
        icon: <IconFileImport {...iconProps} />,
        run: () => openFileDialog("import"),
      },
      {
        id: "export",
        group: "action",
        label: t("commands.export"),
        icon: <IconDownload {...iconProps} />,
        run: () => openFileDialog("export"),
      },
      {
        id: "bulk",
        group: "action",
        label: t("bulk.job.show"),
        icon: <IconStack2 {...iconProps} />,
        run: () => openJobList(),
      },
      { id: "demo", group: "action", label: t("commands.demo"), icon: <IconSparkles {...iconProps} />, run: create },
      {
        id: "window",
        group: "action",
        label: t("commands.newWindow"),
        icon: <IconAppWindow {...iconProps} />,
        run: () => openWindow(toHash(getRoute())),
      },
      {
        id: "theme",
        group: "action",
        label: t("commands.theme"),
        icon: <IconMoonStars {...iconProps} />,
        run: toggleTheme,
      },
      {
        id: "shortcuts",
        group: "action",
        label: t("commands.shortcuts"),
        icon: <IconKeyboard {...iconProps} />,
        keys: "?",
        run: openShortcutHelp,
      },
    ],
    [kinds, toggleTheme, create],
  );
}
