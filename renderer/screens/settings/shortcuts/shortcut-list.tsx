import { Button } from "@mantine/core";
import { useState } from "react";
import { t } from "../../../i18n/i18n.ts";
import { usePreferences } from "../../../live/preferences.ts";
import type { KeyedCommand } from "../../../shell/app-commands.tsx";
import { useAllCommands } from "../../../shell/bound-commands.tsx";
import { conflicting, isReserved, keysOf } from "../../../shell/command-keys.ts";
import { commandTitle } from "../../../shell/command-title.ts";
import { screenCommands } from "../../../shell/screen-commands.ts";
import { Keys, keysText } from "../../../shell/keys.tsx";
import { useKeep } from "../use-keep.ts";
import classes from "./shortcut-list.module.css";
import { useKeyRecorder } from "./use-key-recorder.ts";

/** Keys that somebody pressed and that cannot simply be had. */
interface Trouble {
  of: KeyedCommand;
  keys: string;
  /** Who has them; undefined where nobody can. */
  holder: KeyedCommand | undefined;
}

/** Every command with its keys, to change them by pressing others. */
export function ShortcutList() {
  const commands: readonly KeyedCommand[] = [...useAllCommands(), ...screenCommands()];
  const { shortcuts } = usePreferences();
  const keep = useKeep();
  const [recorded, setRecorded] = useState<KeyedCommand>();
  const [trouble, setTrouble] = useState<Trouble>();
  const give = (command: KeyedCommand, keys: string, others: Readonly<Record<string, string>> = {}): void => {
    setTrouble(undefined);
    keep({ shortcuts: { ...shortcuts, ...others, [command.id]: keys } });
  };
  const reset = ({ id }: KeyedCommand): void => {
    setTrouble(undefined);
    keep({ shortcuts: Object.fromEntries(Object.entries(shortcuts).filter(([each]) => each !== id)) });
  };
  useKeyRecorder(recorded !== undefined, (keys) => {
    setRecorded(undefined);
    if (!recorded || keys === undefined) return;
    const holder = conflicting(keys, recorded, commands, shortcuts);
    if (isReserved(keys) || holder) setTrouble({ of: recorded, keys, holder: isReserved(keys) ? undefined : holder });
    else give(recorded, keys);
  });
  return (
    <>
      <ul className={classes.list}>
        {commands.map((command) => (
          <li key={command.id} className={classes.line}>
            <ShortcutLine
              command={command}
              keys={keysOf(command, shortcuts)}
              isChanged={Object.hasOwn(shortcuts, command.id)}
              isRecording={recorded?.id === command.id}
              onRecord={() => {
                setTrouble(undefined);
                setRecorded(command);
              }}
              onClear={() => give(command, "")}
              onReset={() => reset(command)}
            />
            {trouble?.of.id === command.id && (
              <p className={classes.trouble} role="alert">
                {trouble.holder
                  ? t("shortcuts.conflict", { keys: keysText(trouble.keys), label: commandTitle(trouble.holder) })
                  : t("shortcuts.taken", { keys: keysText(trouble.keys) })}
                {trouble.holder && (
                  <Button
                    size="compact-sm"
                    variant="default"
                    onClick={() => give(command, trouble.keys, trouble.holder && { [trouble.holder.id]: "" })}
                  >
                    {t("shortcuts.takeOver")}
                  </Button>
                )}
              </p>
            )}
          </li>
        ))}
      </ul>
      <Button variant="default" onClick={() => keep({ shortcuts: {} })} disabled={Object.keys(shortcuts).length === 0}>
        {t("shortcuts.resetAll")}
      </Button>
    </>
  );
}

interface ShortcutLineProps {
  command: KeyedCommand;
  keys: string | undefined;
  isChanged: boolean;
  isRecording: boolean;
  onRecord(): void;
  onClear(): void;
  onReset(): void;
}

function ShortcutLine({ command, keys, isChanged, isRecording, onRecord, onClear, onReset }: ShortcutLineProps) {
  const label = commandTitle(command);
  return (
    <div className={classes.shortcut}>
      <span className={classes.label}>{label}</span>
      <output className={classes.keys}>
        {isRecording ? t("shortcuts.press") : keys ? <Keys keys={keys} /> : t("shortcuts.none")}
      </output>
      <Button size="compact-sm" variant="default" aria-label={t("shortcuts.changeOf", { label })} onClick={onRecord}>
        {t("shortcuts.change")}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        disabled={!keys}
        aria-label={t("shortcuts.clearOf", { label })}
        onClick={onClear}
      >
        {t("shortcuts.clear")}
      </Button>
      <Button
        size="compact-sm"
        variant="subtle"
        disabled={!isChanged}
        aria-label={t("shortcuts.resetOf", { label })}
        onClick={onReset}
      >
        {t("shortcuts.reset")}
      </Button>
    </div>
  );
}
