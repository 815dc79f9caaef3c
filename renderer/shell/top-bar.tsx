import { ActionIcon, Button, Menu, Tooltip, useComputedColorScheme } from "@mantine/core";
import { spotlight } from "@mantine/spotlight";
import {
  IconArrowLeft,
  IconArrowRight,
  IconFileImport,
  IconKeyboard,
  IconMoon,
  IconPlus,
  IconSearch,
  IconSun,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { usePreferences } from "../live/preferences.ts";
import { useKinds } from "../live/use-kinds.ts";
import { useBreadcrumbStore } from "./breadcrumbs.ts";
import { useToggleTheme } from "./color-scheme.ts";
import { keysOf, paletteCommand } from "./command-keys.ts";
import { openFileDialog } from "./file-dialogs.ts";
import { goBack, goForward, useHistoryEnds } from "./history.ts";
import { FreshnessIndicator } from "./freshness-indicator.tsx";
import { Keys } from "./keys.tsx";
import { KindIcon } from "./kind-icon.tsx";
import { navigate } from "./navigation.ts";
import { NoticesBell } from "./notices/notices-bell.tsx";
import { RouteLink } from "./route-link.tsx";
import { openShortcutHelp } from "./shortcut-help.tsx";
import classes from "./top-bar.module.css";
import { t } from "../i18n/i18n.ts";

const iconProps = { size: 16, stroke: 1.6, "aria-hidden": true } as const;

export function TopBar() {
  const paletteKeys = keysOf(paletteCommand, usePreferences().shortcuts);
  return (
    <header className={classes.bar}>
      <BackAndForward />
      <Breadcrumbs />
      <FreshnessIndicator />
      <button type="button" className={classes.finder} onClick={() => spotlight.open()}>
        <IconSearch {...iconProps} size={14} />
        <span className={classes.finderText}>{t("shell.find")}</span>
        {paletteKeys && <Keys keys={paletteKeys} />}
      </button>
      <Button
        variant="default"
        leftSection={<IconFileImport {...iconProps} />}
        onClick={() => openFileDialog("import")}
      >
        {t("shell.import")}
      </Button>
      <NewMenu />
      <NoticesBell />
      <ThemeSwitch />
      <BarAction label={t("shell.shortcuts")} onClick={openShortcutHelp}>
        <IconKeyboard {...iconProps} />
      </BarAction>
    </header>
  );
}

function BackAndForward() {
  const { canGoBack, canGoForward } = useHistoryEnds();
  return (
    <ActionIcon.Group>
      <BarAction label={t("commands.back")} disabled={!canGoBack} onClick={goBack}>
        <IconArrowLeft {...iconProps} />
      </BarAction>
      <BarAction label={t("commands.forward")} disabled={!canGoForward} onClick={goForward}>
        <IconArrowRight {...iconProps} />
      </BarAction>
    </ActionIcon.Group>
  );
}

function Breadcrumbs() {
  const crumbs = useBreadcrumbStore((state) => state.crumbs);
  return (
    <nav className={classes.crumbs} aria-label={t("shell.breadcrumbs")}>
      <ol>
        {crumbs.map(({ label, to }) => (
          <li key={label}>{to ? <RouteLink to={to}>{label}</RouteLink> : <span aria-current="page">{label}</span>}</li>
        ))}
      </ol>
    </nav>
  );
}

function NewMenu() {
  const kinds = useKinds().data ?? [];
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={<IconPlus {...iconProps} />}>{t("shell.new")}</Button>
      </Menu.Target>
      <Menu.Dropdown>
        {kinds.map(({ kind, description }) => (
          <Menu.Item
            key={kind}
            leftSection={<KindIcon kind={kind} />}
            title={description}
            onClick={() => navigate({ screen: "new", kind })}
          >
            {kind}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function ThemeSwitch() {
  const shown = useComputedColorScheme("light");
  return (
    <BarAction label={t(shown === "dark" ? "shell.lightTheme" : "shell.darkTheme")} onClick={useToggleTheme()}>
      {shown === "dark" ? <IconSun {...iconProps} /> : <IconMoon {...iconProps} />}
    </BarAction>
  );
}

interface BarActionProps {
  label: string;
  disabled?: boolean;
  onClick(): void;
  children: ReactNode;
}

function BarAction({ label, disabled = false, onClick, children }: BarActionProps) {
  return (
    <Tooltip label={label}>
      <ActionIcon aria-label={label} disabled={disabled} onClick={onClick} className={classes.action ?? ""}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
