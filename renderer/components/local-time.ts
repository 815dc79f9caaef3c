/** `2026-10-03T16:04:11` in the local time zone, as the browser's field for a date and a time holds it. */
export function toLocalTime(at: number): string {
  const date = new Date(at);
  const [month, day, hours, minutes, seconds] = [
    date.getMonth() + 1,
    date.getDate(),
    date.getHours(),
    date.getMinutes(),
    date.getSeconds(),
  ].map((part) => String(part).padStart(2, "0"));
  return `${String(date.getFullYear()).padStart(4, "0")}-${month}-${day}T${hours}:${minutes}:${seconds}`;
}

/** ms since the epoch; undefined for what is no time, which is also what an empty field holds. */
export function fromLocalTime(text: string): number | undefined {
  const at = new Date(text).getTime();
  return text === "" || Number.isNaN(at) ? undefined : at;
}
