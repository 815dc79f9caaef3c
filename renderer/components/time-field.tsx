import { TextInput } from "@mantine/core";
import { useState } from "react";
import classes from "./time-field.module.css";
import { fromLocalTime, toLocalTime } from "./local-time.ts";

interface TimeFieldProps {
  label: string;
  /** ms since the epoch; undefined for none. */
  at: number | undefined;
  onChange: (at: number | undefined) => void;
  className?: string | undefined;
}

/** A date and a time of day, to the second. What is typed takes hold with Enter or when the field is left. */
export function TimeField({ label, at, onChange, className = "" }: TimeFieldProps) {
  const [typed, setTyped] = useState<string>();
  const shown = at === undefined ? "" : toLocalTime(at);
  const commit = (): void => {
    setTyped(undefined);
    if (typed === undefined || typed === shown) return;
    const next = fromLocalTime(typed);
    if (next !== undefined || typed === "") onChange(next);
  };
  return (
    <TextInput
      type="datetime-local"
      step={1}
      aria-label={label}
      title={label}
      className={className}
      classNames={{ input: classes.input ?? "" }}
      value={typed ?? shown}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={commit}
      onKeyDown={(event) => event.key === "Enter" && commit()}
    />
  );
}
