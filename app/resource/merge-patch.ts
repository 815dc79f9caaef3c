import { isRecord } from "../is-record.ts";

/**
 * JSON Merge Patch (RFC 7386): null takes a field away, an object is merged into the field, anything else replaces it.
 * Changes neither argument; what the patch does not touch is shared with `target`.
 */
export function mergePatch(target: unknown, patch: unknown): unknown {
  if (!isRecord(patch)) return patch;
  const merged = new Map(isRecord(target) ? Object.entries(target) : []);
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) merged.delete(key);
    else if (value !== undefined) merged.set(key, mergePatch(merged.get(key), value));
  }
  // A map, because a field may be called `__proto__`.
  return Object.fromEntries(merged);
}
