/** A duration as people say it, to two digits or so: `250 ms`, `8 s`, `5 min`, `1.5 h`. */
export function durationText(ms: number): string {
  if (ms < 1_000) return `${Math.round(ms)} ms`;
  if (ms < 120_000) return `${rounded(ms / 1_000)} s`;
  if (ms < 7_200_000) return `${rounded(ms / 60_000)} min`;
  return `${rounded(ms / 3_600_000)} h`;
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
