import { ActionIcon, Autocomplete, Popover, UnstyledButton } from "@mantine/core";
import { IconFilter, IconHelp } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { t } from "../../i18n/i18n.ts";
import { useCall } from "../../live/use-call.ts";
import classes from "./pattern-field.module.css";
import { matchingOptions, patternOptions } from "./pattern-options.ts";
import { patternProblem } from "./pattern-problem.ts";
import { EVERYTHING } from "./use-event-log.ts";

/** Patterns that every fleet understands, and what they find. */
const examples = [
  [EVERYTHING, "everything"],
  ["io.fabrica.device.**", "ofKind"],
  ["io.fabrica.*.created", "created"],
  ["io.fabrica.condition.Ready", "condition"],
] as const;

interface PatternFieldProps {
  pattern: string;
  onPattern(pattern: string): void;
}

/** A pattern of event types: completes those that there are, and says how patterns work. */
export function PatternField({ pattern, onPattern }: PatternFieldProps) {
  const types = useCall("events.types", {});
  const options = useMemo(() => patternOptions(types.data ?? []), [types.data]);
  return (
    <Autocomplete
      aria-label={t("events.pattern")}
      placeholder="io.fabrica.device.**"
      className={classes.field ?? ""}
      leftSection={<IconFilter size={14} aria-hidden />}
      rightSection={<PatternHelp onChoose={onPattern} />}
      value={pattern}
      error={patternProblem(pattern)}
      data={options}
      filter={({ search }) => matchingOptions(options, search).map((value) => ({ value, label: value }))}
      maxDropdownHeight={280}
      comboboxProps={{ width: 320, position: "bottom-start" }}
      onFocus={() => void types.refetch()}
      onChange={onPattern}
    />
  );
}

function PatternHelp({ onChoose }: { onChoose(pattern: string): void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" width={360} trapFocus returnFocus shadow="md">
      <Popover.Target>
        <ActionIcon
          size={22}
          aria-label={t("events.patternHelp.open")}
          title={t("events.patternHelp.open")}
          onClick={() => setOpen(!isOpen)}
        >
          <IconHelp size={15} stroke={1.6} aria-hidden />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("events.patternHelp.open")}>
        <p className={classes.note}>{t("events.patternHelp.how")}</p>
        {examples.map(([example, meaning]) => (
          <UnstyledButton
            key={example}
            className={classes.example}
            onClick={() => {
              setOpen(false);
              onChoose(example);
            }}
          >
            <code>{example}</code>
            <span>{t(`events.patternHelp.${meaning}`)}</span>
          </UnstyledButton>
        ))}
      </Popover.Dropdown>
    </Popover>
  );
}
