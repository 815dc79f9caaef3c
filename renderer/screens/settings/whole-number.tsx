import { NumberInput } from "@mantine/core";
import { useState } from "react";

interface WholeNumberProps {
  labelledBy?: string;
  label?: string;
  value: number;
  least: number;
  most: number;
  unit?: string | undefined;
  onKeep(value: number): void;
}

/** Kept when the field is left or on Enter, so that no half-typed number ever holds. */
export function WholeNumber(props: WholeNumberProps) {
  // What holds may be changed elsewhere.
  return <NumberField key={props.value} {...props} />;
}

function NumberField({ labelledBy, label, value, least, most, unit, onKeep }: WholeNumberProps) {
  const [typed, setTyped] = useState<number | string>(value);
  return (
    <NumberInput
      aria-labelledby={labelledBy}
      aria-label={label}
      w={120}
      value={typed}
      onChange={setTyped}
      min={least}
      max={most}
      clampBehavior="blur"
      allowDecimal={false}
      allowNegative={false}
      {...(unit !== undefined && { suffix: ` ${unit}` })}
      onBlur={({ currentTarget }) => {
        const number = Number.parseInt(currentTarget.value, 10);
        const kept = Number.isNaN(number) ? value : Math.min(Math.max(number, least), most);
        setTyped(kept);
        if (kept !== value) onKeep(kept);
      }}
      onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
    />
  );
}
