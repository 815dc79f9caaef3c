import { Autocomplete } from "@mantine/core";
import { IconFilter } from "@tabler/icons-react";
import { useMemo } from "react";
import { HelpExample, HelpNote, HelpPopover } from "../../components/help-popover.tsx";
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
  return (
    <HelpPopover label={t("events.patternHelp.open")} position="bottom-start" width={360}>
      {(close) => (
        <>
          <HelpNote>{t("events.patternHelp.how")}</HelpNote>
          {examples.map(([example, meaning]) => (
            <HelpExample
              key={example}
              example={example}
              meaning={t(`events.patternHelp.${meaning}`)}
              onChoose={() => {
                close();
                onChoose(example);
              }}
            />
          ))}
        </>
      )}
    </HelpPopover>
  );
}
