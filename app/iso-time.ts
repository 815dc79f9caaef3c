let lastMs = Number.NaN;
let lastText = "";

/**
 * `ms` since the epoch as ISO 8601 in UTC. Remembers the last answer: much happens in one millisecond, and formatting a
 * date costs more than all else that creating an event does.
 * @throws {RangeError} when `ms` is no time that a Date can hold.
 */
export function isoTime(ms: number): string {
  if (ms !== lastMs) {
    lastText = new Date(ms).toISOString();
    lastMs = ms;
  }
  return lastText;
}
