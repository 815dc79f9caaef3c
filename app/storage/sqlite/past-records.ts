import type { ReconcileRecord } from "../../reconcile/record.ts";
import { parseStored } from "./parse-stored.ts";
import type { StatementCache } from "./statement-cache.ts";

interface RecordRow {
  position: number;
  record: string;
}

/**
 * So many records further back is looked, too: a record of many checks tells when the first of them began, and was put
 * there when that ended.
 */
const BACK = 1_000;

/** Reads the records of reconciles in the order in which they were made. */
export class PastRecords {
  readonly #statements: StatementCache;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  /** When the oldest one that is kept was made; ms since the epoch. */
  keptSince(): number | undefined {
    return this.#madeAt("position >= 0", [])?.at;
  }

  /** A position from which on all are found that were made after `at` (ms since the epoch), and a few from before. */
  from(at: number): number {
    let below = 0;
    let above = this.#newest() + 1;
    while (above - below > 1) {
      const middle = Math.floor((below + above) / 2);
      const row = this.#madeAt("position >= ? AND position < ?", [middle, above]);
      if (row !== undefined && row.at <= at) below = row.position;
      else above = middle;
    }
    return Math.max(below - BACK, 0);
  }

  /** With their positions, in order. */
  after(position: number, limit: number): { position: number; record: ReconcileRecord }[] {
    return this.#statements
      .prepare<RecordRow>("SELECT position, record FROM records WHERE position > ? ORDER BY position LIMIT ?")
      .all(position, limit)
      .map((row) => ({ position: row.position, record: parseStored(row.record, `reconcile record ${row.position}`) }));
  }

  #newest(): number {
    return this.#statements.prepare<number>("SELECT max(position) FROM records").pluck().get() ?? 0;
  }

  #madeAt(where: string, values: number[]): { position: number; at: number } | undefined {
    return this.#statements
      .prepare<{ position: number; at: number }>(
        `SELECT position, coalesce(record ->> '$.firstStartedAt', recorded_at) AS at FROM records
         WHERE ${where} ORDER BY position LIMIT 1`,
      )
      .get(...values);
  }
}
