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

/** What is known of what is stored. */
export interface FilterContext {
  kind: string;
  /** Whether an index over (kind, expression, position) is there. */
  isIndexed(expression: string): boolean;
  /** Whether the conditions of a type are in the table `conditions`. */
  isTaken(condition: string): boolean;
  /** Whether a query selects so few positions that each of their rows can be looked at by itself. */
  isFew(positions: Fragment): boolean;
}

type LabelTest = Extract<Filter, { type: "label" }>;
type FieldTest = Extract<Filter, { type: "field" }>;
type ConditionTest = Extract<Filter, { type: "condition" }>;
type Leaf = LabelTest | FieldTest | ConditionTest;

/**
 * The condition that a filter is, for resources of the context's kind. Where one of several parts that must all hold selects
 * few by an index, these rows are looked at one by one. Otherwise each part that is not in the index by name becomes a set of
 * positions, gathered once: whatever the page is sorted by, no row is read to be tested.
 * @throws {EngineError} `Invalid`, naming `filter`.
 */
export function filterCondition(filter: Filter, context: FilterContext): Fragment {
  for (const part of filter.type === "and" ? filter.of : [filter]) {
    const positions = isLeaf(part) ? foundByIndex(part, context) : undefined;
    if (positions === undefined || !context.isFew(positions)) continue;
    // They are of the kind: what they are found by begins with it.
    const few = { sql: `position IN (${positions.sql})`, values: positions.values };
    return allOf([few, combined(filter, (leaf) => tested(leaf, context))]);
  }
  const ofKind = { sql: "kind = ?", values: [context.kind] };
  return allOf([ofKind, combined(filter, (leaf) => gathered(leaf, context))]);
}

/** What a filter on its own, of whatever kind, is for a row. */
export function rowCondition(filter: Filter): Fragment {
  return combined(filter, (leaf) => tested(leaf, { kind: "", isTaken: () => false }));
}

function isLeaf(filter: Filter): filter is Leaf {
  return filter.type === "label" || filter.type === "field" || filter.type === "condition";
}

function combined(filter: Filter, leafCondition: (leaf: Leaf) => Fragment): Fragment {
  const parts = (filters: readonly Filter[]): Fragment[] => filters.map((part) => combined(part, leafCondition));
  switch (filter.type) {
    case "and":
      return filter.of.length === 0 ? { sql: "TRUE", values: [] } : bracketed(parts(filter.of), " AND ");
    case "or":
      return filter.of.length === 0 ? { sql: "FALSE", values: [] } : bracketed(parts(filter.of), " OR ");
    case "not": {
      const { sql, values } = combined(filter.of, leafCondition);
      return { sql: `(${sql}) IS NOT TRUE`, values };
    }
    case "label":
    case "field":
    case "condition":
      return leafCondition(filter);
    default:
      throw new EngineError("Invalid", "filter has a part of no known type", { field: "filter" });
  }
}

function bracketed(parts: readonly Fragment[], link: " AND " | " OR "): Fragment {
  return { sql: `(${parts.map(({ sql }) => sql).join(link)})`, values: parts.flatMap(({ values }) => values) };
}

/** The query for the positions that a part selects, where an index has them; undefined where rows have to be read for it. */
function foundByIndex(leaf: Leaf, context: FilterContext): Fragment | undefined {
  switch (leaf.type) {
    case "label": {
      const where = labelWhere(leaf, context.kind);
      return { sql: `SELECT position FROM labels WHERE ${where.sql}`, values: where.values };
    }
    case "field": {
      const expression = fieldExpression(leaf.path, "filter");
      if (COVERED.has(expression) || !context.isIndexed(expression)) return undefined;
      return positionsWhere(testCondition(expression, leaf.test), context.kind);
    }
    case "condition": {
      if (!isInTable(leaf, context)) return undefined;
      const where = conditionWhere(leaf, context.kind);
      return { sql: `SELECT position FROM conditions WHERE ${where.sql}`, values: where.values };
    }
  }
}

/** A part as the set of positions that it selects. The plus keeps SQLite from looking each of them up anew for each row. */
function gathered(leaf: Leaf, context: FilterContext): Fragment {
  const positions = foundByIndex(leaf, context) ?? (leaf.type === "condition" ? scanned(leaf, context) : undefined);
  if (positions === undefined) return tested(leaf, context);
  return { sql: `+position IN (${positions.sql})`, values: positions.values };
}

/** All rows of the kind taken apart for a condition, once. */
function scanned(leaf: ConditionTest, context: FilterContext): Fragment {
  return positionsWhere(tested(leaf, context), context.kind);
}

function positionsWhere({ sql, values }: Fragment, kind: string): Fragment {
  return { sql: `SELECT position FROM resources WHERE kind = ? AND ${sql}`, values: [kind, ...values] };
}

/** A part as what a row is tested by. */
function tested(leaf: Leaf, context: Pick<FilterContext, "kind" | "isTaken">): Fragment {
  switch (leaf.type) {
    case "label": {
      const where = labelWhere(leaf, context.kind);
      return {
        sql: `EXISTS (SELECT 1 FROM labels WHERE ${where.sql} AND position = resources.position)`,
        values: where.values,
      };
    }
    case "field":
      return testCondition(fieldExpression(leaf.path, "filter"), leaf.test);
    case "condition": {
      if (!isInTable(leaf, context)) return heldCondition(leaf);
      const where = conditionWhere(leaf, context.kind);
      return {
        sql: `EXISTS (SELECT 1 FROM conditions WHERE ${where.sql} AND position = resources.position)`,
        values: where.values,
      };
    }
  }
}

function labelWhere({ key, test }: LabelTest, kind: string): Fragment {
  const value = test.is === "there" ? { sql: "TRUE", values: [] } : testCondition("value", test);
  return allOf([{ sql: "kind = ? AND key = ?", values: [kind, key] }, value]);
}

function conditionWhere({ condition, part, test }: ConditionTest, kind: string): Fragment {
  return allOf([{ sql: "kind = ? AND type = ?", values: [kind, condition] }, testCondition(part, test)]);
}

/** @throws {EngineError} `Invalid` for a part that conditions do not have. */
function isInTable({ condition, part }: ConditionTest, { isTaken }: Pick<FilterContext, "isTaken">): boolean {
  if (!CONDITION_PARTS.has(part)) {
    throw new EngineError("Invalid", "filter asks for a part that conditions do not have", { field: "filter" });
  }
  return part !== "message" && isTaken(condition);
}

/**
 * A row's status is taken apart, but only where its text holds the values at all, which costs a tenth of that: a status is
 * always written by `JSON.stringify`.
 */
function heldCondition({ condition, part, test }: ConditionTest): Fragment {
  const value = testCondition("held", test);
  const hints = [`"type":${JSON.stringify(condition)}`];
  if (test.is === "oneOf" && test.values.length === 1) hints.push(`"${part}":${JSON.stringify(test.values[0])}`);
  return {
    sql: `(${hints.map(() => "instr(status, ?) > 0").join(" AND ")}
      AND EXISTS (SELECT 1 FROM (
        SELECT value ->> '${part}' AS held FROM json_each(status, '$.conditions')
        WHERE type = 'object' AND value ->> 'type' = ? LIMIT 1
      ) WHERE ${value.sql}))`,
    values: [...hints, condition, ...value.values],
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
