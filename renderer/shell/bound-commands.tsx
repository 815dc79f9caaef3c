import { spotlight } from "@mantine/spotlight";
import { IconArrowBackUp, IconArrowLeft, IconArrowRight, IconSearch } from "@tabler/icons-react";
import { useMemo } from "react";
import { undoLast } from "../components/notify.tsx";
import { t } from "../i18n/i18n.ts";
import { usePreferences } from "../live/preferences.ts";
import { type AppCommand, useAppCommands } from "./app-commands.tsx";
import { keysOf, paletteCommand } from "./command-keys.ts";
import { goBack, goForward } from "./history.ts";

/** Every command with its usual keys: those of the palette, and what needs no place in it. */
export function useAllCommands(): readonly AppCommand[] {
  const commands = useAppCommands();
  return useMemo(() => [...keyedOnly(), ...commands], [commands]);
}

/** Every command with the keys that it has. */
export function useBoundCommands(): readonly AppCommand[] {
  const commands = useAllCommands();
  const { shortcuts } = usePreferences();
  return useMemo(
    () =>
      commands.map(({ keys: usual, ...command }) => {
        const keys = keysOf({ id: command.id, ...(usual !== undefined && { keys: usual }) }, shortcuts);
        return { ...command, ...(keys !== undefined && { keys }) };
      }),
    [commands, shortcuts],
  );
}

/** The ids of those that the palette does not list. */
export const keyedOnlyIds: ReadonlySet<string> = new Set([paletteCommand.id, "back", "forward", "undo"]);

function keyedOnly(): AppCommand[] {
  return [
    {
      ...paletteCommand,
      group: "action",
      label: t("commands.palette"),
      icon: <IconSearch size={16} aria-hidden />,
      run: spotlight.open,
    },
    {
      id: "back",
      group: "action",
      label: t("commands.back"),
      icon: <IconArrowLeft size={16} aria-hidden />,
      keys: "alt+ArrowLeft",
      run: goBack,
    },
    {
      id: "forward",
      group: "action",
      label: t("commands.forward"),
      icon: <IconArrowRight size={16} aria-hidden />,
      keys: "alt+ArrowRight",
      run: goForward,
    },
    {
      id: "undo",
      group: "action",
      label: t("commands.undo"),
      icon: <IconArrowBackUp size={16} aria-hidden />,
      keys: "mod+z",
      run: undoLast,
    },
  ];
}
