import type { Measurement } from "./bench-case.ts";

/** A line of the table, and an object of the JSON file. */
export interface Line {
  name: string;
  /** NaN, null in JSON, if the benchmark failed. */
  value: number;
  baseline: number;
  ratio: number;
  /** `>= 0.85` or `<= 2.5`, of the ratio; null if the line is for information. */
  want: string | null;
  ok: boolean;
}

export function toLine(name: string, measurement: Measurement | undefined): Line {
  if (measurement === undefined) return { name, value: NaN, baseline: NaN, ratio: NaN, want: null, ok: false };
  const { value, baseline, want } = measurement;
  const ratio = value / baseline;
  if (want === undefined) return { name, value, baseline, ratio, want: null, ok: true };
  return {
    name,
    value,
    baseline,
    ratio,
    want: `${want.atLeast ? ">=" : "<="} ${want.ratio}`,
    ok: want.atLeast ? ratio >= want.ratio : ratio <= want.ratio,
  };
}

export function formatHeader(nameWidth: number): string {
  return formatRow(nameWidth, "name", "value", "baseline", "ratio", "want", "ok");
}

export function formatLine(line: Line, nameWidth: number): string {
  const { name, value, baseline, ratio, want, ok } = line;
  return formatRow(nameWidth, name, figure(value), figure(baseline), ratio.toFixed(2), want ?? "", ok ? "yes" : "NO");
}

function formatRow(nameWidth: number, name: string, ...columns: string[]): string {
  return [name.padEnd(nameWidth), ...columns.map((column) => column.padStart(12))].join(" ");
}

function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}
