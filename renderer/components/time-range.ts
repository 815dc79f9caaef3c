/** From when until when, ms since the epoch; open where nothing is said. */
export interface TimeRange {
  from?: number | undefined;
  to?: number | undefined;
}

const minute = 60_000;

/** The lengths of time that are offered by name. */
export const rangeLengths = {
  quarter: 15 * minute,
  hour: 60 * minute,
  day: 24 * 60 * minute,
  week: 7 * 24 * 60 * minute,
} as const;
export type RangeLength = keyof typeof rangeLengths;

export function isRangeLength(name: string | null): name is RangeLength {
  return name !== null && Object.hasOwn(rangeLengths, name);
}

/** A range as a route holds it. */
export function rangeOf({ from, to }: { from?: string | undefined; to?: string | undefined }): TimeRange {
  return { from: from === undefined ? undefined : Number(from), to: to === undefined ? undefined : Number(to) };
}
