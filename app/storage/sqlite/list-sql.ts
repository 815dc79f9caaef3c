import type { LabelRequirement, LabelSelector } from "../../resource/label-selector.ts";
import type { ListQuery, PageEnd } from "../list-query.ts";
import type { Scalar } from "../resource-path.ts";
import { RESOURCE_COLUMNS } from "./resource-row.ts";

/** A piece of SQL with the values that it binds, in order. */
export interface Fragment {
  sql: string;
  values: Scalar[];
}

const COLUMNS: ReadonlyMap<string, string> = new Map([
  ["apiVersion", "api_version"],
  ["kind", "kind"],
  ["metadata.uid", "uid"],
  ["metadata.name", "name"],
  ["metadata.generation", "generation"],
  ["metadata.resourceVersion", "sequence"],
  ["metadata.createdAt", "created_at"],
  ["metadata.updatedAt", "updated_at"],
  ["metadata.deletionTimestamp", "deletion_timestamp"],
]);

/** What a path means in the table resources. The path is one that `parseResourcePath` let through: it holds no double quote. */
export function pathExpression(path: readonly string[]): string {
  const column = COLUMNS.get(path.join("."));
  if (column !== undefined) return column;
  const [root, ...rest] = path;
  const jsonPath = rest.map((segment) => `."${segment.replaceAll("'", "''")}"`).join("");
  return `json_extract(${root}, '$${jsonPath}')`;
}

export function selectorCondition(kind: string, selector: LabelSelector): Fragment {
  return allOf(selector.map((requirement) => requirementCondition(kind, requirement)));
}

/** What comes after `end` in the order by `expression`, then by position. SQLite has null before all else. */
export function afterEnd(expression: string, end: PageEnd, descending: boolean): Fragment {
  const { value, position } = end;
  if (descending) {
    if (value === null) return { sql: `${expression} IS NULL AND position < ?`, values: [position] };
    return {
      sql: `(${expression} < ? OR ${expression} IS NULL OR (${expression} = ? AND position < ?))`,
      values: [value, value, position],
    };
  }
  if (value === null) return { sql: `(${expression} IS NOT NULL OR position > ?)`, values: [position] };
  return {
    sql: `(${expression} > ? OR (${expression} = ? AND position > ?))`,
    values: [value, value, position],
  };
}

/** The positions and sort values of what a list asks for, in its order, one more than its limit. */
export function listStatement(query: ListQuery): Fragment {
  const { kind, selector, sortPath, descending, limit, after } = query;
  const expression = sortPath === undefined ? undefined : pathExpression(sortPath);
  const direction = descending ? "DESC" : "ASC";
  const conditions: Fragment[] = [{ sql: "kind = ?", values: [kind] }];
  if (selector !== undefined && selector.length > 0) conditions.push(selectorCondition(kind, selector));
  if (after !== undefined) {
    conditions.push(
      expression === undefined
        ? { sql: "position > ?", values: [after.position] }
        : afterEnd(expression, after, descending),
    );
  }
  const where = allOf(conditions);
  const order = expression === undefined ? "position" : `${expression} ${direction}, position ${direction}`;
  return {
    sql:
      `SELECT ${expression ?? "NULL"} AS sort_value, ${RESOURCE_COLUMNS} FROM resources ` +
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

/**
 * The plus keeps SQLite from looking each label up anew for each row, which without statistics it may do: the positions are
 * gathered once, and asked for each row, in at most 30 ms for 100,000 resources.
 */
function requirementCondition(kind: string, requirement: LabelRequirement): Fragment {
  const wanted = requirement.operator === "in" || requirement.operator === "exists";
  const { sql, values } = positionsWithLabel(kind, requirement);
  return { sql: `+position ${wanted ? "" : "NOT "}IN (SELECT position FROM labels WHERE ${sql})`, values };
}

function positionsWithLabel(kind: string, requirement: LabelRequirement): Fragment {
  const values = "values" in requirement ? requirement.values : undefined;
  const value = values === undefined ? "" : ` AND value IN (${values.map(() => "?").join(", ")})`;
  return { sql: `kind = ? AND key = ?${value}`, values: [kind, requirement.key, ...(values ?? [])] };
}
