import { isRecord, type Path, withValueAt } from "../forms/path.ts";
import { byIdentity, identityOf, type Items, nameIn } from "./list-identity.ts";

/** One place that both sides changed, each to something else. */
export interface MergeConflict {
  path: Path;
  base: unknown;
  mine: unknown;
  theirs: unknown;
}

export interface MergeResult {
  /** With mine wherever there is a conflict, until it is decided otherwise. */
  merged: unknown;
  conflicts: MergeConflict[];
}

/**
 * Merges two changes of one document, field by field. Lists whose items have a name are merged item by item, whatever their
 * order; other lists are one value.
 */
export function mergeThreeWay(base: unknown, mine: unknown, theirs: unknown, path: Path = []): MergeResult {
  if (sameJson(mine, theirs) || sameJson(base, theirs)) return { merged: mine, conflicts: [] };
  if (sameJson(base, mine)) return { merged: theirs, conflicts: [] };
  if (isRecord(mine) && isRecord(theirs)) return mergeRecords(isRecord(base) ? base : {}, mine, theirs, path);
  if (Array.isArray(mine) && Array.isArray(theirs)) {
    const merged = mergeLists(Array.isArray(base) ? base : [], mine, theirs, path);
    if (merged !== undefined) return merged;
  }
  return { merged: mine, conflicts: [{ path, base, mine, theirs }] };
}

/** Undefined where nothing tells the items of all three apart. */
function mergeLists(base: Items, mine: Items, theirs: Items, path: Path): MergeResult | undefined {
  const identity = identityOf(base, mine, theirs);
  if (identity === undefined) return undefined;
  const [inBase, inMine, inTheirs] = [
    byIdentity(base, identity),
    byIdentity(mine, identity),
    byIdentity(theirs, identity),
  ];
  const merged: unknown[] = [];
  const conflicts: MergeConflict[] = [];
  for (const name of new Set([...inMine.keys(), ...inTheirs.keys()])) {
    const result = mergeThreeWay(inBase.get(name), inMine.get(name), inTheirs.get(name), [...path, name]);
    if (result.merged !== undefined) merged.push(result.merged);
    conflicts.push(...result.conflicts);
  }
  return { merged, conflicts };
}

function mergeRecords(
  base: Record<string, unknown>,
  mine: Record<string, unknown>,
  theirs: Record<string, unknown>,
  path: Path,
): MergeResult {
  const conflicts: MergeConflict[] = [];
  const merged: Record<string, unknown> = {};
  for (const key of new Set([...Object.keys(mine), ...Object.keys(theirs)])) {
    const result = mergeThreeWay(base[key], mine[key], theirs[key], [...path, key]);
    if (result.merged !== undefined) merged[key] = result.merged;
    conflicts.push(...result.conflicts);
  }
  return { merged, conflicts };
}

/** Takes theirs at the path of a conflict. A path into a list of named items names the item. */
export function takeTheirs(document: unknown, { path, theirs }: MergeConflict): unknown {
  return withValueAt(document, positions(document, path), theirs);
}

/** The same path with the position of each named item in place of its name. */
function positions(document: unknown, path: Path): Path {
  const steps: (string | number)[] = [];
  let value = document;
  for (const step of path) {
    const position = Array.isArray(value) ? positionOf(value, String(step)) : step;
    steps.push(position);
    value = Array.isArray(value) ? value[Number(position)] : isRecord(value) ? value[String(step)] : undefined;
  }
  return steps;
}

/** Where the item of that name is; behind the last when there is none. */
function positionOf(list: Items, name: string): number {
  const identity = identityOf(list);
  const position = identity === undefined ? -1 : list.findIndex((item) => nameIn(item, identity) === name);
  return position === -1 ? list.length : position;
}

export function sameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b))
    return a.length === b.length && a.every((item, index) => sameJson(item, b[index]));
  if (!isRecord(a) || !isRecord(b)) return false;
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  );
}
