import { Kbd } from "@mantine/core";
import classes from "./keys.module.css";

const isMac = /mac/i.test(navigator.userAgent);

function keyCap(name: string, isChorded: boolean): string {
  return (name.length === 1 && isChorded ? name.toUpperCase() : name)
    .replace("mod", isMac ? "⌘" : "Ctrl")
    .replace("alt", isMac ? "⌥" : "Alt")
    .replace("shift", isMac ? "⇧" : "Shift")
    .replace("ArrowDown", "↓")
    .replace("ArrowUp", "↑")
    .replace("Escape", "Esc");
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
