import { EngineError } from "../errors.ts";
import { isRecord } from "../is-record.ts";
import { quote } from "../quote.ts";
import type { Resource } from "../resource/resource.ts";

/** What lists can be sorted and filtered by. */
export type Scalar = null | number | string;

/** What metadata hold beside lists and maps. */
const METADATA: ReadonlySet<string> = new Set([
  "uid",
  "name",
  "generation",
  "resourceVersion",
  "createdAt",
  "updatedAt",
  "deletionTimestamp",
]);

/** A segment may hold neither a double quote nor a backslash, which a JSON path cannot escape. */
const SEGMENT = /^[^"\\]+$/;

/**
 * Splits a path such as `spec.config.image` into its segments. A label's or annotation's key is one, dots and all.
 * @throws {EngineError} `Invalid` unless it leads to a value within a resource.
 */
export function parseResourcePath(path: string, field: string): readonly string[] {
  const segments = typeof path === "string" ? segmentsOf(path) : [];
  if (leadsIntoResource(segments) && segments.every((segment) => SEGMENT.test(segment))) return segments;
  throw new EngineError(
    "Invalid",
    `${field} is ${quote(path)}, but must be a path into a resource, such as metadata.name or status.state`,
    { field },
  );
}

function segmentsOf(path: string): string[] {
  const segments = path.split(".");
  const keyed = segments[0] === "metadata" && (segments[1] === "labels" || segments[1] === "annotations");
  return keyed && segments.length > 3 ? [...segments.slice(0, 2), segments.slice(2).join(".")] : segments;
}

function leadsIntoResource([root, first, ...rest]: string[]): boolean {
  if (first === undefined) return root === "apiVersion" || root === "kind";
  if (root === "spec" || root === "status") return true;
  if (root !== "metadata") return false;
  return first === "labels" || first === "annotations" ? rest.length === 1 : METADATA.has(first) && rest.length === 0;
}

/**
 * What a resource holds at a path, as SQLite's `json_extract` sees it: nothing there is null, true and false are 1 and 0,
 * and lists and objects are their JSON text.
 */
export function scalarAt(resource: Resource, path: readonly string[]): Scalar {
  if (path[0] === "metadata" && path[1] === "resourceVersion") return Number(resource.metadata.resourceVersion);
  let value: unknown = resource;
  for (const segment of path) {
    if (!isRecord(value) || !Object.hasOwn(value, segment)) return null;
    value = value[segment];
  }
  return toScalar(value);
}

function toScalar(value: unknown): Scalar {
  if (typeof value === "string" || typeof value === "number") return value;
  if (typeof value === "boolean") return value ? 1 : 0;
  return value === undefined || value === null ? null : JSON.stringify(value);
}

/** SQLite's order: null, then numbers, then texts by their code points. */
export function compareScalars(a: Scalar, b: Scalar): number {
  if (a === b) return 0;
  if (typeof a === "string" && typeof b === "string") return compareTexts(a, b);
  if (typeof a === "number" && typeof b === "number") return a - b;
  return rank(a) - rank(b);
}

function rank(value: Scalar): number {
  if (value === null) return 0;
  return typeof value === "number" ? 1 : 2;
}

/** `<` on strings compares UTF-16 units, which puts what lies beyond the basic plane before U+E000. */
function compareTexts(a: string, b: string): number {
  const length = Math.min(a.length, b.length);
  for (let index = 0; index < length; index++) {
    const difference = codePointRank(a.charCodeAt(index)) - codePointRank(b.charCodeAt(index));
    if (difference !== 0) return difference;
  }
  return a.length - b.length;
}

/** Moves surrogates above all other units, which makes the order of units that of code points. */
function codePointRank(unit: number): number {
  if (unit < 0xd800) return unit;
  return unit < 0xe000 ? unit + 0x2000 : unit - 0x800;
}
