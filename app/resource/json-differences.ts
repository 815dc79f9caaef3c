import { isRecord } from "../is-record.ts";
import { jsonEqual } from "./json-equal.ts";

/** The dotted paths of what differs between two pieces of plain JSON data; a list differs as a whole. */
export function* jsonDifferences(before: unknown, after: unknown, path = ""): Generator<string> {
  if (isRecord(before) && isRecord(after)) {
    for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
      yield* jsonDifferences(before[key], after[key], path === "" ? key : `${path}.${key}`);
    }
  } else if (!jsonEqual(before, after)) yield path;
}
