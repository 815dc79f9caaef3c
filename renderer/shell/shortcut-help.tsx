import { modals } from "@mantine/modals";
import { Keys } from "./keys.tsx";
import classes from "./shortcut-help.module.css";
import { useShortcutStore } from "./shortcuts.ts";

/** What the lists' own keys do; they hold while a list has the focus. */
const listKeys: readonly (readonly [string, string])[] = [
  ["j ArrowDown", "Next row"],
  ["k ArrowUp", "Previous row"],
  ["Enter", "Open the row"],
  ["x", "Select the row"],
  ["Home", "First row"],
  ["End", "Last row"],
  ["Escape", "Clear the selection"],
];

export function openShortcutHelp(): void {
  modals.open({ title: "Keyboard shortcuts", size: 560, children: <ShortcutHelp /> });
}

function ShortcutHelp() {
  const shortcuts = useShortcutStore((state) => state.shortcuts);
  const shown = [...new Map(shortcuts.toReversed().map(({ keys, label }) => [keys, label]))].toSorted(
    ([a], [b]) => a.length - b.length || a.localeCompare(b),
  );
  return (
    <div className={classes.columns}>
      <KeyList title="Here" keys={shown} />
      <KeyList title="In a list" keys={listKeys} />
    </div>
  );
}

function KeyList({ title, keys }: { title: string; keys: readonly (readonly [string, string])[] }) {
  return (
    <section>
      <h3 className={classes.title}>{title}</h3>
      <dl className={classes.list}>
        {keys.map(([names, label]) => (
          <div key={names} className={classes.entry}>
            <dt>{label}</dt>
            <dd>
              <Keys keys={names} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
