import { CloseButton, Select } from "@mantine/core";
import { t } from "../i18n/i18n.ts";
import { TimeField } from "./time-field.tsx";
import { isRangeLength, rangeLengths, type TimeRange } from "./time-range.ts";
import classes from "./time-range-field.module.css";

interface TimeRangeFieldProps {
  range: TimeRange;
  onChange: (range: TimeRange) => void;
}

/** From when until when: by a length of time up to now, or by two times. */
export function TimeRangeField({ range: { from, to }, onChange }: TimeRangeFieldProps) {
  const isOpen = from === undefined && to === undefined;
  const lengths = Object.keys(rangeLengths).filter(isRangeLength);
  return (
    <fieldset className={classes.field}>
      <legend className={classes.legend}>{t("events.range.name")}</legend>
      <Select
        aria-label={t("events.range.last")}
        placeholder={t(isOpen ? "events.range.any" : "events.range.custom")}
        className={classes.lengths ?? ""}
        data={lengths.map((value) => ({ value, label: t(`events.range.${value}`) }))}
        value={null}
        onChange={(length) => isRangeLength(length) && onChange({ from: Date.now() - rangeLengths[length] })}
      />
      <TimeField
        label={t("events.range.from")}
        at={from}
        className={classes.time}
        onChange={(next) => onChange({ from: next, to })}
      />
      <TimeField
        label={t("events.range.to")}
        at={to}
        className={classes.time}
        onChange={(next) => onChange({ from, to: next })}
      />
      {!isOpen && <CloseButton size="sm" aria-label={t("events.range.clear")} onClick={() => onChange({})} />}
    </fieldset>
  );
}
