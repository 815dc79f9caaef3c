import {
  IconActivityHeartbeat,
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
import { navigate } from "./navigation.ts";
import { openShortcutHelp } from "./shortcut-help.tsx";
import { useDemoFleet } from "./use-demo-fleet.ts";

/** Something that the user can have done from anywhere: by the palette, and by its keys where it has some. */
export interface AppCommand {
  id: string;
  group: "Go to" | "Do";
  label: string;
  icon: ReactNode;
  keys?: string;
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
        group: "Go to",
        label: "Overview",
        icon: <IconLayoutDashboard {...iconProps} />,
        keys: "g o",
        run: () => navigate({ screen: "overview" }),
      },
      ...(kinds ?? []).map(({ kind, plural }): AppCommand => ({
        id: `table.${kind}`,
        group: "Go to",
        label: plural,
        icon: <KindIcon kind={kind} />,
        keys: `g ${kind.charAt(0).toLowerCase()}`,
        run: () => navigate({ screen: "table", kind }),
      })),
      {
        id: "map",
        group: "Go to",
        label: t("map.title"),
        icon: <IconSitemap {...iconProps} />,
        keys: "g m",
        run: () => navigate({ screen: "map" }),
      },
      {
        id: "queue",
        group: "Go to",
        label: "Queue",
        icon: <IconListCheck {...iconProps} />,
        keys: "g q",
        run: () => navigate({ screen: "queue" }),
      },
      {
        id: "events",
        group: "Go to",
        label: "Events",
        icon: <IconActivityHeartbeat {...iconProps} />,
        keys: "g e",
        run: () => navigate({ screen: "events" }),
      },
      {
        id: "time",
        group: "Go to",
        label: "Time",
        icon: <IconHistory {...iconProps} />,
        keys: "g t",
        run: () => navigate({ screen: "time" }),
      },
      {
        id: "settings",
        group: "Go to",
        label: "Settings",
        icon: <IconSettings {...iconProps} />,
        keys: "g s",
        run: () => navigate({ screen: "settings" }),
      },
      ...(kinds ?? []).map(({ kind }): AppCommand => ({
        id: `new.${kind}`,
        group: "Do",
        label: `New ${kind.toLowerCase()}`,
        icon: <IconPlus {...iconProps} />,
        run: () => navigate({ screen: "new", kind }),
      })),
      {
        id: "import",
        group: "Do",
        label: "Import a file",
        icon: <IconFileImport {...iconProps} />,
        run: () => openFileDialog("import"),
      },
      {
        id: "export",
        group: "Do",
        label: "Export to a file",
        icon: <IconDownload {...iconProps} />,
        run: () => openFileDialog("export"),
      },
      {
        id: "bulk",
        group: "Do",
        label: t("bulk.job.show"),
        icon: <IconStack2 {...iconProps} />,
        run: () => openJobList(),
      },
      { id: "demo", group: "Do", label: "Try a demo fleet", icon: <IconSparkles {...iconProps} />, run: create },
      {
        id: "theme",
        group: "Do",
        label: "Switch between light and dark",
        icon: <IconMoonStars {...iconProps} />,
        run: toggleTheme,
      },
      {
        id: "shortcuts",
        group: "Do",
        label: "Show the keyboard shortcuts",
        icon: <IconKeyboard {...iconProps} />,
        keys: "?",
        run: openShortcutHelp,
      },
    ],
    [kinds, toggleTheme, create],
  );
}
