import type { Database, Statement } from "better-sqlite3";
import { EngineError } from "../../errors.ts";
import type { ConditionStatus } from "../../resource/condition.ts";
import { validateKind } from "../../resource/identifiers.ts";
import { parseLabelSelector } from "../../resource/label-selector.ts";
import type { Resource } from "../../resource/resource.ts";
import { parseResourcePath, type Scalar } from "../resource-path.ts";
import type { SortKey } from "../storage.ts";
import type { KindCounts } from "./kind-counts.ts";
import { allOf, type Fragment, pathExpression, selectorCondition, selectorCount } from "./list-sql.ts";
import { RESOURCE_COLUMNS, type ResourceRow, toStored } from "./resource-row.ts";
import { SortIndexes } from "./sort-indexes.ts";
import type { SqliteHistory } from "./sqlite-history.ts";
import type { StatementCache } from "./statement-cache.ts";

/** A comparison of what a resource holds at a path; as in SQL nothing there satisfies none but `exists` turned round. */
export interface FieldFilter {
  /** As in `SortKey`, or `ready` or `since`. */
  path: string;
  operator: "=" | "!=" | "<" | "<=" | ">" | ">=" | "in" | "exists" | "notExists";
  /** What to compare with: one for all operators but `in`, which takes any number, and the last two, which take none. */
  values: readonly (string | number | boolean)[];
}

export interface PageQuery {
  kind: string;
  /** Words that the name must all hold, in any case. */
  search?: string;
  /** As in `ListOptions`. */
  labelSelector?: string;
  /** The status of the condition Ready; without the condition it is `Unknown`. */
  ready?: ConditionStatus;
  where?: readonly FieldFilter[];
  /** By name when left out. Beside a resource's paths: `ready`, and `since` for when that last changed. */
  sort?: SortKey;
  offset?: number;
  limit: number;
}

/** Which resources, without an order. */
export type MatchQuery = Omit<PageQuery, "sort" | "offset" | "limit">;

export interface ResourcePage {
  rows: Resource[];
  /** How many there are on all pages. */
  total: number;
  /** The sequence of the newest change that the page shows. */
  sequence: number;
}

const OPERATORS: ReadonlySet<string> = new Set(["=", "!=", "<", "<=", ">", ">="]);
/** What has no path in a resource and yet a column. */
const READINESS: ReadonlyMap<string, string> = new Map([
  ["ready", "ready"],
  ["since", "ready_since"],
]);

/** Pages of tables: any page of any sort in a few ms, whatever the size of the fleet. */
export class ResourcePages {
  readonly #statements: StatementCache;
  readonly #history: SqliteHistory;
  readonly #counts: KindCounts;
  readonly #indexes: SortIndexes;
  readonly #byPosition: Statement<[position: number], ResourceRow>;
  readonly #name: Statement<[kind: string, uid: string], string>;
  /** Totals by condition; right as long as nothing changes. */
  readonly #totals = new Map<string, number>();
  #totalsAt = -1;

  constructor(db: Database, statements: StatementCache, history: SqliteHistory, counts: KindCounts) {
    this.#statements = statements;
    this.#history = history;
    this.#counts = counts;
    this.#indexes = new SortIndexes(db);
    this.#byPosition = db.prepare(`SELECT ${RESOURCE_COLUMNS} FROM resources WHERE position = ?`);
    const name = db.prepare<[kind: string, uid: string], string>(
      "SELECT name FROM resources WHERE kind = ? AND uid = ?",
    );
    this.#name = name.pluck();
  }

  page(query: PageQuery): ResourcePage {
    const { kind, sort, offset = 0, limit } = query;
    validateKind(kind);
    requireWhole("offset", offset, 0);
    requireWhole("limit", limit, 1);
    const where = conditionOf(query);
    const direction = sort?.direction === "desc" ? "DESC" : "ASC";
    const expression = sort === undefined ? "name" : expressionOf(sort.by, "sort.by");
    if (expression !== "name") this.#indexes.provide(expression, this.#counts.of(kind).total);
    const positions = this.#statements
      .prepare<number>(
        `SELECT position FROM resources WHERE ${where.sql}
         ORDER BY ${expression} ${direction}, position ${direction} LIMIT ? OFFSET ?`,
      )
      .pluck()
      .all(...where.values, limit, offset);
    return { rows: this.#read(positions), total: this.#total(query, where), sequence: this.#history.sequence };
  }

  /** All that match in the order of creation, a page at a time; what comes after the page is at `next`. */
  matching(query: MatchQuery, { after, limit }: { after: number; limit: number }): { rows: Resource[]; next?: number } {
    validateKind(query.kind);
    const where = conditionOf({ ...query, limit });
    const rows = this.#statements
      .prepare<ResourceRow>(
        `SELECT ${RESOURCE_COLUMNS} FROM resources WHERE ${where.sql} AND position > ? ORDER BY position LIMIT ?`,
      )
      .all(...where.values, after, limit);
    const next = rows.length < limit ? undefined : rows.at(-1)?.position;
    return { rows: rows.map((row) => toStored(row).resource), ...(next !== undefined && { next }) };
  }

  /** Those that are not ready, for the longest time first. */
  notReady(limit: number): Resource[] {
    const rows = this.#statements.prepare<ResourceRow>(
      `SELECT ${RESOURCE_COLUMNS} FROM resources WHERE ready <> 'True' ORDER BY ready_since, position LIMIT ?`,
    );
    return rows.all(limit).map((row) => toStored(row).resource);
  }

  dependents(ownerUid: string, { offset = 0, limit }: { offset?: number; limit: number }): ResourcePage {
    const positions = this.#statements
      .prepare<number>("SELECT DISTINCT position FROM owners WHERE owner_uid = ? ORDER BY position LIMIT ? OFFSET ?")
      .pluck()
      .all(ownerUid, limit, offset);
    const total = this.#statements
      .prepare<number>("SELECT count(DISTINCT position) FROM owners WHERE owner_uid = ?")
      .pluck()
      .get(ownerUid);
    return { rows: this.#read(positions), total: total ?? 0, sequence: this.#history.sequence };
  }

  readinessOfDependents(ownerUid: string, kind: string): { total: number; ready: number } {
    const counts = this.#statements.prepare<{ total: number; ready: number }>(
      `SELECT count(*) AS total, count(*) FILTER (WHERE ready = 'True') AS ready FROM resources
       WHERE position IN (SELECT position FROM owners WHERE owner_uid = ?) AND kind = ?`,
    );
    return counts.get(ownerUid, kind) ?? { total: 0, ready: 0 };
  }

  /** Those owners of a resource that exist, in the order of its references. */
  owners(kind: string, uid: string): Resource[] {
    const rows = this.#statements.prepare<ResourceRow>(
      `SELECT ${RESOURCE_COLUMNS.replaceAll(/\b(\w+)/g, "owner.$1")} FROM resources AS owned
       JOIN json_each(owned.metadata, '$.ownerReferences') AS reference
       JOIN resources AS owner ON owner.kind = reference.value ->> 'kind' AND owner.uid = reference.value ->> 'uid'
       WHERE owned.kind = ? AND owned.uid = ? ORDER BY reference.key`,
    );
    return rows.all(kind, uid).map((row) => toStored(row).resource);
  }

  nameOf(kind: string, uid: string): string | undefined {
    return this.#name.get(kind, uid);
  }

  /** Of every kind. */
  uidsNamed(search: string): Set<string> {
    const { sql, values } = allOf([{ sql: "TRUE", values: [] }, ...nameConditions(search)]);
    return new Set(
      this.#statements
        .prepare<string>(`SELECT uid FROM resources WHERE ${sql}`)
        .pluck()
        .all(...values),
    );
  }

  #read(positions: readonly number[]): Resource[] {
    const rows: Resource[] = [];
    for (const position of positions) {
      const row = this.#byPosition.get(position);
      if (row !== undefined) rows.push(toStored(row).resource);
    }
    return rows;
  }

  #total(query: PageQuery, condition: Fragment): number {
    const { kind, search, labelSelector, ready, where } = query;
    const isByColumns = search || where?.length;
    if (!isByColumns && !labelSelector) {
      const { total, ready: isReady, notReady, unknown } = this.#counts.of(kind);
      return ready === undefined ? total : { True: isReady, False: notReady, Unknown: unknown }[ready];
    }
    if (this.#totalsAt !== this.#history.sequence) this.#totals.clear();
    this.#totalsAt = this.#history.sequence;
    const key = JSON.stringify(condition);
    let total = this.#totals.get(key);
    if (total === undefined) {
      const byLabels = isByColumns || ready ? undefined : selectorCount(kind, parseLabelSelector(labelSelector ?? ""));
      const count = byLabels ?? {
        sql: `SELECT count(*) FROM resources WHERE ${condition.sql}`,
        values: condition.values,
      };
      total =
        this.#statements
          .prepare<number>(count.sql)
          .pluck()
          .get(...count.values) ?? 0;
      this.#totals.set(key, total);
    }
    return total;
  }
}

function conditionOf({ kind, search, labelSelector, ready, where = [] }: PageQuery): Fragment {
  const conditions: Fragment[] = [{ sql: "kind = ?", values: [kind] }];
  if (search !== undefined) conditions.push(...nameConditions(search));
  const selector = parseLabelSelector(labelSelector ?? "");
  if (selector.length > 0) conditions.push(selectorCondition(kind, selector));
  if (ready !== undefined) conditions.push({ sql: "ready = ?", values: [ready] });
  for (const [index, filter] of where.entries()) conditions.push(filterCondition(filter, `where[${index}]`));
  return allOf(conditions);
}

/** One for each word that the name must hold, in any case. */
function nameConditions(search: string): Fragment[] {
  return search
    .split(/\s+/)
    .filter(Boolean)
    .map((word) => ({ sql: "name LIKE ? ESCAPE '\\'", values: [`%${word.replaceAll(/[\\%_]/g, "\\$&")}%`] }));
}

function filterCondition({ path, operator, values }: FieldFilter, field: string): Fragment {
  const expression = expressionOf(path, `${field}.path`);
  const bound: Scalar[] = values.map((value) => (typeof value === "boolean" ? Number(value) : value));
  if (operator === "exists") return { sql: `${expression} IS NOT NULL`, values: [] };
  if (operator === "notExists") return { sql: `${expression} IS NULL`, values: [] };
  if (operator === "in") return { sql: `${expression} IN (${bound.map(() => "?").join(", ")})`, values: bound };
  if (OPERATORS.has(operator) && bound.length === 1) return { sql: `${expression} ${operator} ?`, values: bound };
  throw new EngineError("Invalid", `${field} is no comparison with one value`, { field });
}

function expressionOf(path: string, field: string): string {
  return READINESS.get(path) ?? pathExpression(parseResourcePath(path, field));
}

function requireWhole(field: string, value: number, least: number): void {
  if (Number.isSafeInteger(value) && value >= least) return;
  throw new EngineError("Invalid", `${field} is ${value}, but must be a whole number of at least ${least}`, { field });
}
