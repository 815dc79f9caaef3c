import type { Preferences } from "../../shared/preferences.ts";
import type { KeyedCommand } from "./app-commands.tsx";

type Bound = Pick<KeyedCommand, "id" | "keys">;

/** What opens the palette, which other places show the keys of. */
export const paletteCommand = { id: "palette", keys: "mod+k" } as const;

/** What text fields, lists, dialogs and the system need for themselves. */
const lists = "Enter Escape Tab Backspace Delete Home End PageUp PageDown ArrowUp ArrowDown ArrowLeft ArrowRight j k x";
const chords = "a c v x y z shift+z q w r o 0 - +";
const reserved: ReadonlySet<string> = new Set([
  " ",
  ...lists.split(" "),
  ...chords.split(" ").map((key) => `mod+${key}`),
]);

/** The keys that a command has: those that the user gave it, or its usual ones; undefined for none. */
export function keysOf({ id, keys }: Bound, chosen: Preferences["shortcuts"]): string | undefined {
  return (Object.hasOwn(chosen, id) ? chosen[id] : keys) || undefined;
}

/** Whether keys are not to be had. */
export function isReserved(keys: string): boolean {
  return reserved.has(keys.split(" ")[0] ?? "");
}

/** Another command that keys would take from, or be cut short by: the same, or the beginning of the same. */
export function conflicting<C extends Bound>(
  keys: string,
  of: Pick<KeyedCommand, "id">,
  commands: readonly C[],
  chosen: Preferences["shortcuts"],
): C | undefined {
  return commands.find((command) => {
    const held = keysOf(command, chosen);
    if (command.id === of.id || held === undefined) return false;
    return held === keys || held.startsWith(`${keys} `) || keys.startsWith(`${held} `);
  });
}
