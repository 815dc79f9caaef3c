import { Kbd } from "@mantine/core";
import classes from "./keys.module.css";

const isMac = /mac/i.test(navigator.userAgent);

function keyCap(name: string): string {
  return name
    .replace("mod", isMac ? "⌘" : "Ctrl")
    .replace("ArrowDown", "↓")
    .replace("ArrowUp", "↑")
    .replace("Escape", "Esc");
}

/** A shortcut as its keys: `g q` as two, `mod+k` as Ctrl and K. */
export function Keys({ keys }: { keys: string }) {
  return (
    <span className={classes.keys}>
      {keys.split(/[ +]/).map((name) => (
        <Kbd key={name} size="xs">
          {keyCap(name.length === 1 && keys.includes("+") ? name.toUpperCase() : name)}
        </Kbd>
      ))}
    </span>
  );
}
