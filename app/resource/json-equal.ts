import { isRecord } from "../is-record.ts";

/**
 * Whether two pieces of plain JSON data say the same. The order of fields means nothing, and an undefined field is one that
 * is not there. Meant for what `cloneJson` or `JSON.parse` made: on a cycle it would not end.
 */
export function jsonEqual(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a)) return Array.isArray(b) && listsEqual(a, b);
  return isRecord(a) && isRecord(b) && recordsEqual(a, b);
}

function listsEqual(a: readonly unknown[], b: readonly unknown[]): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    if (!jsonEqual(a[i], b[i])) return false;
  }
  return true;
}

function recordsEqual(a: Readonly<Record<string, unknown>>, b: Readonly<Record<string, unknown>>): boolean {
  let unmatched = 0;
  for (const key in a) {
    const field = a[key];
    if (field === undefined) continue;
    // Only what differs can be a field that `b` inherits (`constructor`), so only then is it worth asking.
    if (field !== b[key] && !(Object.hasOwn(b, key) && jsonEqual(field, b[key]))) return false;
    unmatched++;
  }
  for (const key in b) {
    if (b[key] !== undefined) unmatched--;
  }
  return unmatched === 0;
}
