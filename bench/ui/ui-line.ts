/** One line of the table, and an object of the JSON file. */
export interface UiLine {
  /** What is measured, with its unit. */
  name: string;
  value: number;
  /** The same of an empty Electron window of this run; null where the issue is an absolute figure. */
  baseline: number | null;
  ratio: number | null;
  /** `<= 100`, of the value; `<= 1.5 x`, of the ratio; null for a line that only informs. */
  want: string | null;
  ok: boolean;
}

export function atMost(name: string, value: number, limit: number): UiLine {
  return { name, value, baseline: null, ratio: null, want: `<= ${limit}`, ok: value <= limit };
}

export function atMostTimes(name: string, value: number, baseline: number, limit: number): UiLine {
  const ratio = value / baseline;
  return { name, value, baseline, ratio, want: `<= ${limit} x`, ok: ratio <= limit };
}

export function forInformation(name: string, value: number): UiLine {
  return { name, value, baseline: null, ratio: null, want: null, ok: true };
}

/** @returns the least value that so much of all values are not above; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(Math.ceil(sorted.length * share) - 1, 0)] ?? NaN;
}

export function formatUiLine({ name, value, baseline, ratio, want, ok }: UiLine): string {
  const ratioText = ratio === null ? "" : ratio.toFixed(2);
  const columns = [figure(value), baseline === null ? "" : figure(baseline), ratioText, want ?? "", ok ? "yes" : "NO"];
  return [name.padEnd(NAME_WIDTH), ...columns.map((column) => column.padStart(9))].join(" ");
}

export function formatUiHeader(): string {
  const columns = ["value", "baseline", "ratio", "want", "ok"];
  return ["name".padEnd(NAME_WIDTH), ...columns.map((column) => column.padStart(9))].join(" ");
}

const NAME_WIDTH = 58;

function figure(value: number): string {
  return value.toLocaleString("en", { maximumSignificantDigits: 4 });
}
