import { useEffect, useRef } from "react";
import { create } from "zustand";
import { t } from "../i18n/i18n.ts";
import { usePreferences } from "../live/preferences.ts";
import type { KeyedCommand } from "./app-commands.tsx";
import { keysOf } from "./command-keys.ts";
import { useShortcut } from "./shortcuts.ts";

/** What screens let one do, each in its own way. */
const actions = ["find", "create", "enqueue", "pause", "step", "review", "discard", "delete"] as const;
type ScreenAction = (typeof actions)[number];

const usualKeys: Readonly<Partial<Record<ScreenAction, string>>> = {
  find: "/",
  create: "n",
  enqueue: "e",
  pause: "p",
  review: "mod+s",
};

/** Something that the screen in view lets one do now. */
export interface ScreenCommand {
  id: string;
  label: string;
  keys?: string;
  run(): void;
}

/** What can be done on the screen in view, for the palette. */
export const useScreenCommandStore = create<{ commands: readonly ScreenCommand[] }>(() => ({ commands: [] }));

/** Puts an action of the screen in view into the palette, and on its key. @param run undefined while it cannot be done */
export function useScreenCommand(action: ScreenAction, label: string, run: (() => void) | undefined): void {
  const { shortcuts } = usePreferences();
  const id = idOf(action);
  const keys = keysOf(bound(action), shortcuts);
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  const isOffered = run !== undefined;
  useShortcut(isOffered ? keys : undefined, label, () => latest.current?.());
  useEffect(() => {
    if (!isOffered) return undefined;
    const command = { id, label, run: () => latest.current?.(), ...(keys !== undefined && { keys }) };
    useScreenCommandStore.setState(({ commands }) => ({ commands: [...commands, command] }));
    return () =>
      useScreenCommandStore.setState(({ commands }) => ({ commands: commands.filter((each) => each !== command) }));
  }, [id, keys, label, isOffered]);
}

/** With their usual keys, in the words that hold on any screen. */
export function screenCommands(): KeyedCommand[] {
  return actions.map((action) => ({ ...bound(action), group: "action", label: t(`commands.onScreen.${action}`) }));
}

function bound(action: ScreenAction): { id: string; keys?: string } {
  const keys = usualKeys[action];
  return { id: idOf(action), ...(keys !== undefined && { keys }) };
}

function idOf(action: ScreenAction): string {
  return `screen.${action}`;
}
