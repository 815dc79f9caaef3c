import type { Column } from "../model.ts";
import { type Query, QueryError, type Word } from "./query.ts";

/** What a key of a query asks for. */
export type Meaning =
  | { type: "label"; key: string }
  /** Of the condition Ready; a resource without it is Unknown. */
  | { type: "readiness" }
  /** Whether nothing is done about it for the time being. */
  | { type: "pause" }
  | { type: "condition"; condition: string; part: "status" | "reason" | "message" }
  /** How long ago a time was: what is longer ago is more. */
  | { type: "age"; of: AgeOf }
  /** A path within the resource. */
  | { type: "field"; path: string; holds: "text" | "number" | "time" | "any" };

/** The path of a time, or since when a condition is as it is. */
export type AgeOf = { path: string } | { condition: string };

/** What queries need to know of a kind's columns. */
export type KindColumns = readonly Pick<Column, "id" | "title" | "path" | "type">[];

/** Keys that every kind has, as they are completed. */
export const COMMON_KEYS = [
  "name",
  "ready",
  "reason",
  "message",
  "paused",
  "age",
  "since",
  "kind",
  "uid",
  "created",
  "updated",
  "generation",
] as const;

const COMMON: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["name", { type: "field", path: "metadata.name", holds: "text" }],
  ["uid", { type: "field", path: "metadata.uid", holds: "text" }],
  ["kind", { type: "field", path: "kind", holds: "text" }],
  ["generation", { type: "field", path: "metadata.generation", holds: "number" }],
  ["created", { type: "field", path: "metadata.createdAt", holds: "time" }],
  ["updated", { type: "field", path: "metadata.updatedAt", holds: "time" }],
  ["ready", { type: "readiness" }],
  ["readiness", { type: "readiness" }],
  ["paused", { type: "pause" }],
  ["reason", { type: "condition", condition: "Ready", part: "reason" }],
  ["message", { type: "condition", condition: "Ready", part: "message" }],
  ["why", { type: "condition", condition: "Ready", part: "message" }],
  ["age", { type: "age", of: { path: "metadata.createdAt" } }],
  ["since", { type: "age", of: { path: "since" } }],
]);

const METADATA: ReadonlyMap<string, Meaning> = new Map<string, Meaning>([
  ["metadata.name", { type: "field", path: "metadata.name", holds: "text" }],
  ["metadata.uid", { type: "field", path: "metadata.uid", holds: "text" }],
  ["metadata.generation", { type: "field", path: "metadata.generation", holds: "number" }],
  ["metadata.resourceVersion", { type: "field", path: "metadata.resourceVersion", holds: "number" }],
  ["metadata.createdAt", { type: "field", path: "metadata.createdAt", holds: "time" }],
  ["metadata.updatedAt", { type: "field", path: "metadata.updatedAt", holds: "time" }],
  ["metadata.deletionTimestamp", { type: "field", path: "metadata.deletionTimestamp", holds: "time" }],
]);

/**
 * What a key asks for in a table of a kind with these columns. Columns go by their id, their title (in any case) or their path.
 * @throws {QueryError} at the key, when there is nothing of that name.
 */
export function meaningOf(key: Word, columns: KindColumns): Meaning {
  const { text } = key;
  const [root = ""] = text.split(".", 1);
  const rest = text.slice(root.length + 1);
  const column = columnOf(text, columns);
  if (rest !== "") {
    if (root === "label") return { type: "label", key: rest };
    if (root === "condition") return conditionMeaning(rest);
    if (root === "annotation")
      return { type: "field", path: checkedPath(`metadata.annotations.${rest}`, key), holds: "any" };
    if (root === "spec" || root === "status") {
      return { type: "field", path: checkedPath(text, key), holds: column === undefined ? "any" : holdsOf(column) };
    }
  }
  const known = METADATA.get(text) ?? COMMON.get(text.toLowerCase());
  if (known !== undefined) return known;
  if (column !== undefined) return { type: "field", path: column.path, holds: holdsOf(column) };
  throw new QueryError(
    `There is no field “${text}” here. A label is label.${text}, a field of the spec spec.${text}, of the status status.${text}`,
    key,
  );
}

function conditionMeaning(rest: string): Meaning {
  const dot = rest.lastIndexOf(".");
  const [condition, part] = [rest.slice(0, dot), rest.slice(dot + 1)];
  if (dot > 0) {
    if (part === "reason" || part === "message") return { type: "condition", condition, part };
    if (part === "since") return { type: "age", of: condition === "Ready" ? { path: "since" } : { condition } };
    if (part === "status") return statusMeaning(condition);
  }
  return statusMeaning(rest);
}

function statusMeaning(condition: string): Meaning {
  return condition === "Ready" ? { type: "readiness" } : { type: "condition", condition, part: "status" };
}

/** The engine's paths hold neither quotes nor backslashes. */
function checkedPath(path: string, key: Word): string {
  if (/["\\]/.test(path) || path.split(".").includes("")) {
    throw new QueryError(`“${key.text}” is no path to a field`, key);
  }
  return path;
}

function columnOf(text: string, columns: KindColumns) {
  const words = text.toLowerCase();
  return (
    columns.find(({ path }) => path === text) ??
    columns.find(({ id }) => id === text) ??
    columns.find(({ id, title }) => id.toLowerCase() === words || title.toLowerCase() === words)
  );
}

function holdsOf({ type }: KindColumns[number]): "text" | "number" | "time" {
  return type === "state" ? "text" : type;
}

/** Every key of a query. */
export function keysOf(query: Query): Word[] {
  switch (query.type) {
    case "and":
    case "or":
      return query.of.flatMap(keysOf);
    case "not":
      return keysOf(query.of);
    case "exists":
    case "compare":
    case "in":
    case "notin":
      return [query.key];
    default:
      return [];
  }
}
