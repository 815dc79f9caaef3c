import { QueryError, type Word } from "./query.ts";

const UNITS: ReadonlyMap<string, number> = new Map([
  ["ms", 1],
  ["s", 1_000],
  ["m", 60_000],
  ["h", 3_600_000],
  ["d", 86_400_000],
  ["w", 604_800_000],
]);
const DURATION = /^(?:\d+(?:\.\d+)?(?:ms|[smhdw]))+$/;
const NUMBER = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const STATUSES = ["True", "False", "Unknown"] as const;
/** What a Date can hold. */
const LONGEST_MS = 8.64e15;

/** ms of `3d`, `90s` or `1h30m`; undefined for what is no duration. */
export function durationOf(text: string): number | undefined {
  if (!DURATION.test(text)) return undefined;
  let sum = 0;
  for (const [, amount, unit = ""] of text.matchAll(/(\d+(?:\.\d+)?)(ms|[smhdw])/g)) {
    sum += Number(amount) * (UNITS.get(unit) ?? 0);
  }
  return sum;
}

/** The time, in ms since the epoch, that a duration or a date says. @throws {QueryError} at the value for anything else. */
export function timeOf(value: Word, now: number): number {
  const duration = durationOf(value.text);
  const time =
    duration === undefined && /^\d{4}-\d\d/.test(value.text) ? Date.parse(value.text) : now - (duration ?? NaN);
  if (Math.abs(time) <= LONGEST_MS) return time;
  throw new QueryError(
    `“${value.text}” is neither a duration such as 3d or 1h30m nor a date such as 2026-01-31`,
    value,
  );
}

/** @throws {QueryError} at the value, when it is none. */
export function requireDuration(value: Word): number {
  const duration = durationOf(value.text);
  if (duration !== undefined && duration <= LONGEST_MS) return duration;
  throw new QueryError(`“${value.text}” is not a duration such as 90s, 10m, 1h30m or 3d`, value);
}

/** Undefined for what is written in quotes or is no number. */
export function numberOf({ text, quoted }: Pick<Word, "text" | "quoted">): number | undefined {
  return !quoted && NUMBER.test(text) && Number.isFinite(Number(text)) ? Number(text) : undefined;
}

/** A condition's status, in any case. @throws {QueryError} at the value, when it is none. */
export function statusOf(value: Word): (typeof STATUSES)[number] {
  const status = STATUSES.find((each) => each.toLowerCase() === value.text.toLowerCase());
  if (status !== undefined) return status;
  throw new QueryError(`“${value.text}” should be True, False or Unknown`, value);
}
