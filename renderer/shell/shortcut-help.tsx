import { modals } from "@mantine/modals";
import { Keys } from "./keys.tsx";
import classes from "./shortcut-help.module.css";
import { useShortcutStore } from "./shortcuts.ts";
import { t } from "../i18n/i18n.ts";

/** What the lists' own keys do; they hold while a list has the focus. */
const listKeys = [
  ["j ArrowDown", "shortcuts.listKeys.next"],
  ["k ArrowUp", "shortcuts.listKeys.previous"],
  ["Enter", "shortcuts.listKeys.open"],
  ["x", "shortcuts.listKeys.select"],
  ["Home", "shortcuts.listKeys.first"],
  ["End", "shortcuts.listKeys.last"],
  ["Escape", "shortcuts.listKeys.clear"],
] as const;

export function openShortcutHelp(): void {
  modals.open({ title: t("shortcuts.title"), size: 560, children: <ShortcutHelp /> });
}

function ShortcutHelp() {
  const shortcuts = useShortcutStore((state) => state.shortcuts);
  const shown = [...new Map(shortcuts.toReversed().map(({ keys, label }) => [keys, label]))].toSorted(
    ([a], [b]) => a.length - b.length || a.localeCompare(b),
  );
  return (
    <div className={classes.columns}>
      <KeyList title={t("shortcuts.here")} keys={shown} />
      <KeyList title={t("shortcuts.inList")} keys={listKeys.map(([names, label]) => [names, t(label)])} />
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
