import { Kbd } from "@mantine/core";
import { t } from "../i18n/i18n.ts";
import classes from "./keys.module.css";

const isMac = /mac/i.test(navigator.userAgent);

/** What is printed on a key, in the language of the window. */
function keyCap(name: string, isChorded: boolean): string {
  switch (name) {
    case "mod":
      return isMac ? "⌘" : t("shortcuts.caps.ctrl");
    case "alt":
      return isMac ? "⌥" : "Alt";
    case "shift":
      return isMac ? "⇧" : t("shortcuts.caps.shift");
    case "ArrowDown":
      return "↓";
    case "ArrowUp":
      return "↑";
    case "ArrowLeft":
      return "←";
    case "ArrowRight":
      return "→";
    case "Escape":
      return "Esc";
    case "Home":
      return t("shortcuts.caps.home");
    case "End":
      return t("shortcuts.caps.end");
    default:
      return name.length === 1 && isChorded ? name.toUpperCase() : name;
  }
}

/** `Ctrl+K`, `g q` */
export function keysText(keys: string): string {
  return keys
    .split(" ")
    .map((chord) =>
      chord
        .split("+")
        .map((name) => keyCap(name, chord.includes("+")))
        .join("+"),
    )
    .join(" ");
}

/** A shortcut as its keys: `g q` as two, `mod+k` as Ctrl and K. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keys.split(/[ +]/).map((name, index) => (
        // By place: the same key may come twice.
        <Kbd key={index} size="xs">
          {keyCap(name, keys.includes("+"))}
        </Kbd>
      ))}
    </span>
  );
}
