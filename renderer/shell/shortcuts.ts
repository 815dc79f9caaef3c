import { useEffect, useRef } from "react";
import { create } from "zustand";
import { keyName, KeySequence } from "./key-sequence.ts";

export interface Shortcut {
  /** As `keyName` spells them; a sequence has a blank between its keys. */
  keys: string;
  /** What it does, for the list of shortcuts. */
  label: string;
  run(): void;
}

/** The shortcuts that hold where the user is now. */
export const useShortcutStore = create<{ shortcuts: readonly Shortcut[] }>(() => ({ shortcuts: [] }));

/** Gives keys, where there are any, a meaning while the component is on screen. The one that came last wins. */
export function useShortcut(keys: string | undefined, label: string, run: () => void): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (keys === undefined) return undefined;
    const shortcut: Shortcut = { keys, label, run: () => latest.current() };
    useShortcutStore.setState(({ shortcuts }) => ({ shortcuts: [shortcut, ...shortcuts] }));
    return () =>
      useShortcutStore.setState(({ shortcuts }) => ({ shortcuts: shortcuts.filter((each) => each !== shortcut) }));
  }, [keys, label]);
}

/** Listens to the keyboard for the whole window; to be used once. */
export function useShortcutListener(): void {
  useEffect(() => {
    const sequence = new KeySequence();
    const onKeyDown = (event: KeyboardEvent): void => {
      const name = keyName(event);
      if (event.defaultPrevented || (isTyping(event.target) && !isChord(name))) return;
      const { shortcuts } = useShortcutStore.getState();
      const keys = shortcuts.map((shortcut) => shortcut.keys);
      const complete = sequence.press(name, event.timeStamp, keys);
      if (complete === undefined) return;
      event.preventDefault();
      shortcuts.find((shortcut) => shortcut.keys === complete)?.run();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

/** Whether keys are no text, wherever they are pressed. */
function isChord(name: string): boolean {
  return name.startsWith("mod+") && !textChords.has(name);
}

/** What a text field does itself. */
const textChords: ReadonlySet<string> = new Set(["mod+z", "mod+shift+z", "mod+y"]);

/** Elements that text is typed into. A check box or a radio button is none, though it is an `input` as well. */
const textFields =
  "input:not([type=checkbox], [type=radio], [type=button], [type=range]), textarea, select, [contenteditable=true]";

/** Whether keys are text here, or belong to a dialog. */
function isTyping(target: EventTarget | null): boolean {
  return target instanceof Element && target.closest(`${textFields}, [role=dialog]`) !== null;
}
