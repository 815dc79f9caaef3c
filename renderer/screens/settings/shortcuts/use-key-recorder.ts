import { useEffect, useRef } from "react";
import { isModifier, keyName } from "../../../shell/key-sequence.ts";

/** How long after the first key a second one may follow, ms. */
const patienceMs = 1_000;

/**
 * Listens for the keys of a shortcut while `isRecording`: one key, or two of them one after the other. No key that is
 * recorded does anything else; Escape ends the recording with nothing.
 */
export function useKeyRecorder(isRecording: boolean, onRecorded: (keys: string | undefined) => void): void {
  const latest = useRef(onRecorded);
  useEffect(() => {
    latest.current = onRecorded;
  });
  useEffect(() => {
    if (!isRecording) return undefined;
    let first: string | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const onKeyDown = (event: KeyboardEvent): void => {
      event.preventDefault();
      event.stopImmediatePropagation();
      if (isModifier(event.key)) return;
      clearTimeout(timer);
      const name = keyName(event);
      if (name === "Escape") latest.current(undefined);
      else if (first !== undefined) latest.current(`${first} ${name}`);
      else if (name.includes("+")) latest.current(name);
      else {
        first = name;
        timer = setTimeout(() => latest.current(name), patienceMs);
      }
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    return () => {
      clearTimeout(timer);
      window.removeEventListener("keydown", onKeyDown, { capture: true });
    };
  }, [isRecording]);
}
