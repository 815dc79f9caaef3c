import type { Statement } from "better-sqlite3";
import type { WorkItem } from "../../reconcile/work-item.ts";
import type { ResourceRef } from "../../resource/resource.ts";
import type { ListQuery } from "../list-query.ts";
import type { Scalar } from "../resource-path.ts";
import type { Pause, UnobservedPage } from "../storage.ts";
import { listStatement } from "./list-sql.ts";
import { parseStored } from "./parse-stored.ts";
import { type ResourceRow, toStored } from "./resource-row.ts";
import type { StatementCache } from "./statement-cache.ts";
import type { StoredResource } from "../row-store.ts";

interface SortedRow {
  value: Scalar;
  row: StoredResource;
}

/** Answers from what is committed. */
export class SqliteReader {
  readonly #statements: StatementCache;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  list(query: ListQuery): SortedRow[] {
    const { sql, values } = listStatement(query);
    const rows = this.#statements.prepare<ResourceRow & { sort_value: Scalar }>(sql).iterate(...values);
    const sorted: SortedRow[] = [];
    for (const row of rows) sorted.push({ value: row.sort_value, row: toStored(row) });
    return sorted;
  }

  dependents(ownerUid: string): ResourceRef[] {
    return this.#statements
      .prepare<ResourceRef>(
        `SELECT kind, uid FROM resources
         WHERE position IN (SELECT position FROM owners WHERE owner_uid = ?) ORDER BY position`,
      )
      .all(ownerUid);
  }

  /** Begins with the owners that are missing, which are few, rather than with the dependents, which are many. */
  danglingDependents(): ResourceRef[] {
    return this.#statements
      .prepare<ResourceRef>(
        `WITH missing AS MATERIALIZED (
           SELECT owner_uid, owner_kind FROM (SELECT DISTINCT owner_uid, owner_kind FROM owners)
           WHERE NOT EXISTS (SELECT 1 FROM resources WHERE kind = owner_kind AND uid = owner_uid)
         )
         SELECT r.kind, r.uid FROM resources r
         WHERE r.position IN (SELECT position FROM owners JOIN missing USING (owner_uid, owner_kind))
           AND NOT EXISTS (
             SELECT 1 FROM json_each(r.metadata, '$.ownerReferences') AS owner
             JOIN resources o ON o.kind = owner.value ->> 'kind' AND o.uid = owner.value ->> 'uid'
           )
         ORDER BY r.position`,
      )
      .all();
  }

  markedForDeletion(): ResourceRef[] {
    return this.#statements
      .prepare<ResourceRef>("SELECT kind, uid FROM resources WHERE deletion_timestamp IS NOT NULL ORDER BY position")
      .all();
  }

  work(): WorkItem[] {
    return this.#texts("SELECT item FROM work").map((text) => parseStored<WorkItem>(text, "work item"));
  }

  pauses(): Pause[] {
    return this.#texts("SELECT pause FROM pauses").map((text) => parseStored<Pause>(text, "pause"));
  }

  unobserved({ after = 0, limit }: { after?: number; limit: number }): UnobservedPage {
    const rows = this.#statements
      .prepare<ResourceRef & { position: number }>(
        `SELECT kind, uid, position FROM resources
         WHERE observed_generation IS NOT generation AND position > ? ORDER BY position LIMIT ?`,
      )
      .all(after, limit);
    const page: UnobservedPage = { refs: rows.map(({ kind, uid }) => ({ kind, uid })) };
    const last = rows.at(-1);
    if (rows.length === limit && last !== undefined) page.next = last.position;
    return page;
  }

  #texts(sql: string): string[] {
    const statement: Statement<unknown[], string> = this.#statements.prepare<string>(sql).pluck();
    return statement.all();
  }
}
