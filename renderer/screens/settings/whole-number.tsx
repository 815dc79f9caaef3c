import { NumberInput } from "@mantine/core";

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
export function WholeNumber({ labelledBy, label, value, least, most, unit, onKeep }: WholeNumberProps) {
  return (
    <NumberInput
      key={value}
      aria-labelledby={labelledBy}
      aria-label={label}
      w={120}
      defaultValue={value}
      min={least}
      max={most}
      clampBehavior="blur"
      allowDecimal={false}
      allowNegative={false}
      {...(unit !== undefined && { suffix: ` ${unit}` })}
      onBlur={({ currentTarget }) => {
        const typed = Number.parseInt(currentTarget.value, 10);
        const kept = Number.isNaN(typed) ? value : Math.min(Math.max(typed, least), most);
        if (kept !== value) onKeep(kept);
      }}
      onKeyDown={({ key, currentTarget }) => key === "Enter" && currentTarget.blur()}
    />
  );
}
