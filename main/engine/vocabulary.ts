import type { Engine } from "../../app/engine.ts";
import { isRecord } from "../../app/is-record.ts";
import { conditionsOf } from "../../app/resource/condition.ts";
import type { CallReply, CheckedRequest } from "../../shared/contract.ts";
import { meaningOf } from "../../shared/query/meaning.ts";
import { QueryError } from "../../shared/query/query.ts";
import { valueAt } from "./row.ts";
import { naturalOrder } from "../../shared/natural-order.ts";

/** More than these no person reads through. */
const MAX_KEYS = 300;
const MAX_VALUES = 30;
/** So many of a label are put in order to find the first of them. */
const MAX_LABEL_VALUES = 300;
/** So many resources are looked at for what has no index. */
const SAMPLE = 200;
/** A status may be of any depth. */
const MAX_DEPTH = 4;

/** What the resources of a kind have that a query or a column can name. */
export function keysOf({ queries }: Engine, kind: string): CallReply<"resources.keys"> {
  const paths = new Set<string>();
  const conditions = new Set<string>();
  for (const { status } of queries.sample(kind, SAMPLE)) {
    collectPaths(status, "status", MAX_DEPTH, paths);
    for (const condition of conditionsOf(status) ?? []) conditions.add(String(condition.type));
  }
  return {
    labels: queries.labelKeys(kind, MAX_KEYS),
    status: [...paths].toSorted().slice(0, MAX_KEYS),
    conditions: [...conditions].toSorted().slice(0, MAX_KEYS),
  };
}

/** Values to propose for a key, in the order in which people count: of a label all there are, of a field those of a sample. */
export function valuesOf(
  { kinds, queries }: Engine,
  { kind, key, prefix }: CheckedRequest<"resources.values">,
): string[] {
  const meaning = meaningIn(key, kinds.find(kind)?.columns ?? []);
  if (meaning?.type === "label") {
    const values = queries.labelValues(kind, meaning.key, { prefix, limit: MAX_LABEL_VALUES });
    return values.toSorted(naturalOrder.compare).slice(0, MAX_VALUES);
  }
  const found = new Set<string>();
  for (const resource of queries.sample(kind, SAMPLE)) {
    if (meaning?.type === "condition") {
      const condition = conditionsOf(resource.status)?.find(({ type }) => type === meaning.condition);
      if (condition !== undefined) found.add(String(condition[meaning.part]));
    } else if (meaning?.type === "field" && meaning.holds !== "time") {
      const value = valueAt(resource, meaning.path);
      if (["string", "number", "boolean"].includes(typeof value)) found.add(String(value));
    }
  }
  const wanted = prefix.toLowerCase();
  return [...found]
    .filter((value) => value.toLowerCase().startsWith(wanted))
    .toSorted(naturalOrder.compare)
    .slice(0, MAX_VALUES);
}

function meaningIn(key: string, columns: Parameters<typeof meaningOf>[1]) {
  try {
    return meaningOf({ text: key, quoted: false, from: 0, to: key.length }, columns);
  } catch (error) {
    if (error instanceof QueryError) return undefined;
    throw error;
  }
}

function collectPaths(value: unknown, path: string, depth: number, paths: Set<string>): void {
  if (!isRecord(value)) {
    if (path !== "status" && !Array.isArray(value)) paths.add(path);
    return;
  }
  if (depth === 0 || paths.size >= MAX_KEYS) return;
  for (const [key, inner] of Object.entries(value)) collectPaths(inner, `${path}.${key}`, depth - 1, paths);
}
