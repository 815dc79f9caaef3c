import { SegmentedControl } from "@mantine/core";

interface ChoiceProps<V extends string> {
  /** The id of what names it. */
  labelledBy: string;
  value: V;
  options: readonly { value: V; label: string }[];
  onChange(value: V): void;
}

/** One of a few. */
export function Choice<V extends string>({ labelledBy, value, options, onChange }: ChoiceProps<V>) {
  return <SegmentedControl<V> aria-labelledby={labelledBy} data={[...options]} value={value} onChange={onChange} />;
}
