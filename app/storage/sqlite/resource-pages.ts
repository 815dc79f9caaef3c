import type { Database, Statement } from "better-sqlite3";
import { checkCount } from "../../check-number.ts";
import type { Clock } from "../../clock.ts";
import { type Filter, nameFilter } from "../../resource/filter.ts";
import { validateKind } from "../../resource/identifiers.ts";
import type { Resource } from "../../resource/resource.ts";
import type { SortKey } from "../storage.ts";
import { ConditionTable } from "./condition-table.ts";
import type { KindCounts } from "./kind-counts.ts";
import { fieldExpression, filterCondition, rowCondition } from "./filter-sql.ts";
import type { Fragment } from "./list-sql.ts";
import { RESOURCE_COLUMNS, type ResourceRow, toStored } from "./resource-row.ts";
import { SortIndexes } from "./sort-indexes.ts";
import type { SqliteHistory } from "./sqlite-history.ts";
import type { StatementCache } from "./statement-cache.ts";

export interface PageQuery {
  kind: string;
  /** All resources of the kind when left out. */
  filter?: Filter;
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

/** Totals of queries that are no longer shown go when there are so many. */
const MAX_TOTALS = 64;
/** So many rows are looked at one by one in a few ms. */
const FEW = 2_000;

/** Pages of tables: any page of any sort in a few ms, whatever the size of the fleet. */
export class ResourcePages {
  readonly #statements: StatementCache;
  readonly #history: SqliteHistory;
  readonly #counts: KindCounts;
  readonly #indexes: SortIndexes;
  readonly #conditions: ConditionTable;
  readonly #byPosition: Statement<[position: number], ResourceRow>;
  readonly #name: Statement<[kind: string, uid: string], string>;
  /** Totals by condition; right as long as nothing changes. */
  readonly #totals = new Map<string, number>();
  #totalsAt = -1;

  constructor(
    db: Database,
    statements: StatementCache,
    history: SqliteHistory,
    counts: KindCounts,
    clock: Pick<Clock, "now">,
  ) {
    this.#statements = statements;
    this.#history = history;
    this.#counts = counts;
    this.#indexes = new SortIndexes(db, clock);
    this.#conditions = new ConditionTable(db, clock);
    this.#byPosition = db.prepare(`SELECT ${RESOURCE_COLUMNS} FROM resources WHERE position = ?`);
    const name = db.prepare<[kind: string, uid: string], string>(
      "SELECT name FROM resources WHERE kind = ? AND uid = ?",
    );
    this.#name = name.pluck();
  }

  page(query: PageQuery): ResourcePage {
    const { kind, sort, offset = 0, limit } = query;
    validateKind(kind);
    checkCount("offset", offset, 0);
    checkCount("limit", limit);
    const ofKind = this.#counts.of(kind).total;
    const where = this.#conditionOf(query, ofKind);
    const expression = sort === undefined ? "name" : fieldExpression(sort.by, "sort.by");
    if (expression !== "name") this.#indexes.provide(expression, ofKind);
    const total = this.#total(query, where);
    const stretch = { from: Math.min(offset, total), to: Math.min(offset + limit, total) };
    const positions = this.#positions(where, expression, sort?.direction === "desc", stretch, total);
    return { rows: this.#read(positions), total, sequence: this.#history.sequence };
  }

  /** SQLite passes over each row before the stretch, so it is counted from the nearer end. */
  #positions(
    where: Fragment,
    expression: string,
    descending: boolean,
    { from, to }: { from: number; to: number },
    total: number,
  ): number[] {
    const isFromEnd = from > total - to;
    const direction = descending === isFromEnd ? "ASC" : "DESC";
    const positions = this.#statements
      .prepare<number>(
        `SELECT position FROM resources WHERE ${where.sql}
         ORDER BY ${expression} ${direction}, position ${direction} LIMIT ? OFFSET ?`,
      )
      .pluck()
      .all(...where.values, to - from, isFromEnd ? total - to : from);
    return isFromEnd ? positions.toReversed() : positions;
  }

  sample(kind: string, limit: number): Resource[] {
    const half = Math.ceil(limit / 2);
    const positions = ["ASC", "DESC"].flatMap((direction) =>
      this.#statements
        .prepare<number>(`SELECT position FROM resources WHERE kind = ? ORDER BY position ${direction} LIMIT ?`)
        .pluck()
        .all(kind, half),
    );
    return this.#read([...new Set(positions)]);
  }

  /** All that match in the order of creation, a page at a time; what comes after the page is at `next`. */
  matching(query: MatchQuery, { after, limit }: { after: number; limit: number }): { rows: Resource[]; next?: number } {
    validateKind(query.kind);
    const where = this.#conditionOf(query, this.#counts.of(query.kind).total);
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
    const { sql, values } = rowCondition(nameFilter(search));
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

  #conditionOf({ kind, filter }: MatchQuery, rows: number): Fragment {
    if (filter === undefined) return { sql: "kind = ?", values: [kind] };
    for (const part of testsOf(filter)) {
      if (part.type === "field") this.#indexes.consider(fieldExpression(part.path, "filter"), rows);
      else if (part.type === "condition") this.#conditions.consider(kind, part.condition, rows);
    }
    const isIndexed = (expression: string): boolean => this.#indexes.has(expression);
    const isTaken = (condition: string): boolean => this.#conditions.has(kind, condition);
    const isFew = (positions: Fragment): boolean => this.#isFew(positions);
    return filterCondition(filter, { kind, isIndexed, isTaken, isFew });
  }

  #isFew({ sql, values }: Fragment): boolean {
    const counted = this.#statements
      .prepare<number>(`SELECT count(*) FROM (${sql} LIMIT ${FEW})`)
      .pluck()
      .get(...values);
    return (counted ?? FEW) < FEW;
  }

  #total({ kind, filter }: PageQuery, condition: Fragment): number {
    const counts = this.#counts.of(kind);
    if (filter === undefined) return counts.total;
    if (this.#totalsAt !== this.#history.sequence || this.#totals.size >= MAX_TOTALS) this.#totals.clear();
    this.#totalsAt = this.#history.sequence;
    const key = JSON.stringify(condition);
    let total = this.#totals.get(key);
    if (total === undefined) {
      total =
        this.#statements
          .prepare<number>(`SELECT count(*) FROM resources WHERE ${condition.sql}`)
          .pluck()
          .get(...condition.values) ?? 0;
      this.#totals.set(key, total);
    }
    return total;
  }
}

/** What a filter tests, whatever it makes of that. */
function testsOf(filter: Filter): Filter[] {
  if (filter.type === "not") return testsOf(filter.of);
  return filter.type === "and" || filter.type === "or" ? filter.of.flatMap(testsOf) : [filter];
}
