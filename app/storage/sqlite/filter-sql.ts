import { EngineError } from "../../errors.ts";
import type { ConditionPart, Filter, ValueTest } from "../../resource/filter.ts";
import { parseResourcePath } from "../resource-path.ts";
import { allOf, type Fragment, pathExpression } from "./list-sql.ts";

/** What has no path in a resource and yet a column. */
const READINESS: ReadonlyMap<string, string> = new Map([
  ["ready", "ready"],
  ["since", "ready_since"],
]);
/** What the index by name holds, so that testing it reads no row. */
const COVERED: ReadonlySet<string> = new Set(["name", "ready"]);
const CONDITION_PARTS: ReadonlySet<string> = new Set<ConditionPart>([
  "status",
  "reason",
  "message",
  "lastTransitionTime",
]);

/**
 * What a path that pages can be sorted and filtered by means in the table resources.
 * @throws {EngineError} `Invalid`, naming `field`.
 */
export function fieldExpression(path: string, field: string): string {
  return READINESS.get(path) ?? pathExpression(parseResourcePath(path, field));
}

/** What is known of the indexes. */
export interface FilterContext {
  kind: string;
  /** Whether an index over (kind, expression, position) is there. */
  isIndexed(expression: string): boolean;
  /** Whether the conditions of a type are in the table `conditions`. */
  isTaken(condition: string): boolean;
}

/**
 * The condition that a filter is. Each part that is not in the index by name becomes a set of positions, gathered once from
 * labels or from an index: whatever the page is sorted by, no row is read to be tested.
 * @throws {EngineError} `Invalid`, naming `filter`.
 */
export function filterCondition(filter: Filter, context: FilterContext): Fragment {
  switch (filter.type) {
    case "and":
      return filter.of.length === 0 ? { sql: "TRUE", values: [] } : bracketed(partsOf(filter.of, context), " AND ");
    case "or":
      return filter.of.length === 0 ? { sql: "FALSE", values: [] } : bracketed(partsOf(filter.of, context), " OR ");
    case "not": {
      const { sql, values } = filterCondition(filter.of, context);
      return { sql: `(${sql}) IS NOT TRUE`, values };
    }
    case "label":
      return labelCondition(filter.key, filter.test, context);
    case "field":
      return fieldCondition(filter.path, filter.test, context);
    case "condition":
      return conditionCondition(filter, context);
    default:
      throw new EngineError("Invalid", "filter has a part of no known type", { field: "filter" });
  }
}

function partsOf(filters: readonly Filter[], context: FilterContext): Fragment[] {
  return filters.map((filter) => filterCondition(filter, context));
}

function bracketed(parts: readonly Fragment[], link: " AND " | " OR "): Fragment {
  return { sql: `(${parts.map(({ sql }) => sql).join(link)})`, values: parts.flatMap(({ values }) => values) };
}

/** The plus keeps SQLite from looking each label up anew for each row, which without statistics it may do. */
function labelCondition(key: string, test: ValueTest, { kind }: FilterContext): Fragment {
  const value = test.is === "there" ? { sql: "TRUE", values: [] } : testCondition("value", test);
  const where = allOf([{ sql: "kind = ? AND key = ?", values: [kind, key] }, value]);
  return { sql: `+position IN (SELECT position FROM labels WHERE ${where.sql})`, values: where.values };
}

function fieldCondition(path: string, test: ValueTest, { kind, isIndexed }: FilterContext): Fragment {
  const expression = fieldExpression(path, "filter");
  const condition = testCondition(expression, test);
  if (COVERED.has(expression) || !isIndexed(expression)) return condition;
  return {
    sql: `+position IN (SELECT position FROM resources WHERE kind = ? AND ${condition.sql})`,
    values: [kind, ...condition.values],
  };
}

/**
 * Unless its conditions are in a table, a row is taken apart, but only where the text of its status holds the values at all,
 * which costs a tenth of that: a status is always written by `JSON.stringify`.
 */
function conditionCondition(
  { condition, part, test }: Extract<Filter, { type: "condition" }>,
  { kind, isTaken }: FilterContext,
): Fragment {
  if (!CONDITION_PARTS.has(part)) {
    throw new EngineError("Invalid", "filter asks for a part that conditions do not have", { field: "filter" });
  }
  if (part !== "message" && isTaken(condition)) {
    const { sql, values } = testCondition(part, test);
    return {
      sql: `+position IN (SELECT position FROM conditions WHERE kind = ? AND type = ? AND ${sql})`,
      values: [kind, condition, ...values],
    };
  }
  const value = testCondition("held", test);
  const hints = [`"type":${JSON.stringify(condition)}`];
  if (test.is === "oneOf" && test.values.length === 1) hints.push(`"${part}":${JSON.stringify(test.values[0])}`);
  return {
    sql: `+position IN (SELECT position FROM resources WHERE kind = ? AND ${hints.map(() => "instr(status, ?) > 0").join(" AND ")}
      AND EXISTS (SELECT 1 FROM (
        SELECT value ->> '${part}' AS held FROM json_each(status, '$.conditions')
        WHERE type = 'object' AND value ->> 'type' = ? LIMIT 1
      ) WHERE ${value.sql}))`,
    values: [kind, ...hints, condition, ...value.values],
  };
}

/** A comparison with a number or a text stays within numbers or texts, in SQLite's order: first numbers, then texts. */
function testCondition(expression: string, test: ValueTest): Fragment {
  switch (test.is) {
    case "there":
      return { sql: `${expression} IS NOT NULL`, values: [] };
    case "oneOf":
      return { sql: `${expression} IN (${test.values.map(() => "?").join(", ")})`, values: [...test.values] };
    case "below": {
      const least = typeof test.value === "string" ? ` AND ${expression} >= ''` : "";
      return { sql: `(${expression} ${test.orEqual ? "<=" : "<"} ?${least})`, values: [test.value] };
    }
    case "above": {
      const most = typeof test.value === "number" ? ` AND ${expression} < ''` : "";
      return { sql: `(${expression} ${test.orEqual ? ">=" : ">"} ?${most})`, values: [test.value] };
    }
    case "containing":
      return { sql: `${expression} LIKE ? ESCAPE '\\'`, values: [`%${test.text.replaceAll(/[\\%_]/g, "\\$&")}%`] };
    default:
      throw new EngineError("Invalid", "filter has a test that is not known", { field: "filter" });
  }
}
