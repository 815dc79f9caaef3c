import { isRecord, type Path, withValueAt } from "../forms/path.ts";

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
  const named = [base ?? [], mine, theirs].map(byName);
  const [namedBase, namedMine, namedTheirs] = named;
  if (namedBase && namedMine && namedTheirs) {
    const { merged, conflicts } = mergeRecords(namedBase, namedMine, namedTheirs, path);
    return { merged: Object.values(isRecord(merged) ? merged : {}), conflicts };
  }
  return { merged: mine, conflicts: [{ path, base, mine, theirs }] };
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

/** What tells the items of a list apart, in the order in which it is looked for. */
const identities = ["name", "uid", "id", "mac"];

function byName(list: unknown): Record<string, unknown> | undefined {
  if (!Array.isArray(list)) return undefined;
  for (const identity of identities) {
    const names = list.map((item) => (isRecord(item) ? item[identity] : undefined));
    const distinct = new Set(names);
    if (distinct.size === list.length && names.every((name) => typeof name === "string")) {
      return Object.fromEntries(list.map((item, index) => [String(names[index]), item]));
    }
  }
  return undefined;
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
    const named = Array.isArray(value) ? Object.keys(byName(value) ?? {}).indexOf(String(step)) : -1;
    const position = Array.isArray(value) ? (named === -1 ? value.length : named) : step;
    steps.push(position);
    value = Array.isArray(value) ? value[Number(position)] : isRecord(value) ? value[String(step)] : undefined;
  }
  return steps;
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
