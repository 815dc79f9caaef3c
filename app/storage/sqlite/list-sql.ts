import type { LabelRequirement, LabelSelector } from "../../resource/label-selector.ts";
import type { ListQuery, PageEnd } from "../list-query.ts";
import type { Scalar } from "../resource-path.ts";
import { RESOURCE_COLUMNS } from "./resource-row.ts";

/** A piece of SQL with the values that it binds, in order. */
export interface Fragment {
  sql: string;
  values: Scalar[];
}

const COLUMNS: Readonly<Record<string, string>> = {
  apiVersion: "r.api_version",
  kind: "r.kind",
  "metadata.uid": "r.uid",
  "metadata.name": "r.name",
  "metadata.generation": "r.generation",
  "metadata.resourceVersion": "r.sequence",
  "metadata.createdAt": "r.created_at",
  "metadata.updatedAt": "r.updated_at",
  "metadata.deletionTimestamp": "r.deletion_timestamp",
};

/** What a path means in the table resources `r`. The path is one that `parseResourcePath` let through: it holds no double quote. */
export function pathExpression(path: readonly string[]): string {
  const column = COLUMNS[path.join(".")];
  if (column !== undefined) return column;
  const [root, ...rest] = path;
  if (root !== "metadata" && root !== "spec" && root !== "status") return "NULL";
  if (rest.length === 0) return `r.${root}`;
  const jsonPath = rest.map((segment) => `."${segment.replaceAll("'", "''")}"`).join("");
  return `json_extract(r.${root}, '$${jsonPath}')`;
}

export function selectorCondition(selector: LabelSelector): Fragment {
  return allOf(selector.map(requirementCondition));
}

/** What comes after `end` in the order by `expression`, then by position. SQLite has null before all else. */
export function afterEnd(expression: string, end: PageEnd, descending: boolean): Fragment {
  const { value, position } = end;
  if (descending) {
    if (value === null) return { sql: `${expression} IS NULL AND r.position < ?`, values: [position] };
    return {
      sql: `(${expression} < ? OR ${expression} IS NULL OR (${expression} = ? AND r.position < ?))`,
      values: [value, value, position],
    };
  }
  if (value === null) return { sql: `(${expression} IS NOT NULL OR r.position > ?)`, values: [position] };
  return {
    sql: `(${expression} > ? OR (${expression} = ? AND r.position > ?))`,
    values: [value, value, position],
  };
}

/** The positions and sort values of what a list asks for, in its order, one more than its limit. */
export function listStatement(query: ListQuery): Fragment {
  const { kind, selector, sortPath, descending, limit, after } = query;
  const expression = sortPath === undefined ? undefined : pathExpression(sortPath);
  const direction = descending ? "DESC" : "ASC";
  const conditions: Fragment[] = [{ sql: "r.kind = ?", values: [kind] }];
  if (selector !== undefined && selector.length > 0) conditions.push(selectorCondition(selector));
  if (after !== undefined) {
    conditions.push(
      expression === undefined
        ? { sql: "r.position > ?", values: [after.position] }
        : afterEnd(expression, after, descending),
    );
  }
  const where = allOf(conditions);
  const order = expression === undefined ? "r.position" : `${expression} ${direction}, r.position ${direction}`;
  return {
    sql:
      `SELECT ${expression ?? "NULL"} AS sort_value, ${RESOURCE_COLUMNS} FROM resources r ` +
      `WHERE ${where.sql} ORDER BY ${order} LIMIT ?`,
    values: [...where.values, limit === undefined ? -1 : limit + 1],
  };
}

export function allOf(conditions: readonly Fragment[]): Fragment {
  return {
    sql: conditions.map(({ sql }) => sql).join(" AND "),
    values: conditions.flatMap(({ values }) => values),
  };
}

function requirementCondition(requirement: LabelRequirement): Fragment {
  const { key, operator } = requirement;
  const positive = operator === "in" || operator === "exists";
  const values = "values" in requirement ? requirement.values : undefined;
  const wanted = values === undefined ? "" : ` AND value IN (${values.map(() => "?").join(", ")})`;
  return {
    sql: `r.position ${positive ? "" : "NOT "}IN (SELECT position FROM labels WHERE key = ?${wanted})`,
    values: [key, ...(values ?? [])],
  };
}
