import type { ReconcileRecord } from "../../reconcile/record.ts";
import { parseStored } from "./parse-stored.ts";
import type { StatementCache } from "./statement-cache.ts";

/** What one reconcile did, as it was kept. */
export interface LoggedRecord {
  /** Orders records and pages through them. */
  position: number;
  record: ReconcileRecord;
}

export interface RecordQuery {
  kind?: string;
  uid?: string;
  /** Only records before this position. */
  before?: number;
  limit: number;
}

/** A spec that was, or is, and who made it so. */
export interface Revision {
  generation: number;
  /** ISO 8601: since when. */
  at: string;
  actor?: string;
  spec: unknown;
}

interface RevisionRow {
  generation: number;
  at: string;
  actor: string | null;
  spec: string;
}

/** Reads what is kept of resources' past. */
export class HistoryPages {
  readonly #statements: StatementCache;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  /** Newest first. */
  records({ kind, uid, before, limit }: RecordQuery): LoggedRecord[] {
    return this.#statements
      .prepare<{ position: number; record: string }>(
        `SELECT position, record FROM records
         WHERE ${uid === undefined ? "" : "uid = ? AND"} position < ? AND (? IS NULL OR kind = ?)
         ORDER BY position DESC LIMIT ?`,
      )
      .all(...(uid === undefined ? [] : [uid]), before ?? Number.MAX_SAFE_INTEGER, kind ?? null, kind ?? null, limit)
      .map(({ position, record }) => ({ position, record: parseStored(record, `reconcile record ${position}`) }));
  }

  /** Newest first: the spec that is, then those that were. Of a deleted resource those that are still kept. */
  revisions(kind: string, uid: string, { offset = 0, limit }: { offset?: number; limit: number }): Revision[] {
    return this.#statements
      .prepare<RevisionRow>(
        `SELECT generation, at, actor, spec FROM (
           SELECT NULL AS position, generation, spec_at AS at, spec_actor AS actor, spec FROM resources
           WHERE kind = ? AND uid = ?
           UNION ALL
           SELECT position, generation, at, actor, spec FROM revisions WHERE uid = ? AND kind = ?
         ) ORDER BY position DESC NULLS FIRST LIMIT ? OFFSET ?`,
      )
      .all(kind, uid, uid, kind, limit, offset)
      .map(({ generation, at, actor, spec }) => ({
        generation,
        at,
        ...(actor !== null && { actor }),
        spec: parseStored(spec, `revision ${generation} of ${kind}/${uid}`),
      }));
  }
}
