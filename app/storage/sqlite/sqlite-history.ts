import type { Database, Statement } from "better-sqlite3";
import type { Resource } from "../../resource/resource.ts";
import type { ChangeHistory } from "../change-feed.ts";
import type { Change } from "../storage.ts";
import { parseStored } from "./parse-stored.ts";
import { RESOURCE_COLUMNS, type ResourceRow, toStored } from "./resource-row.ts";

const PAGE = 500;

interface TombstoneRow {
  sequence: number;
  resource: string;
}

/** What changed when, of what is committed. */
export class SqliteHistory implements ChangeHistory {
  sequence: number;
  readonly #forgotten: Statement<[], number>;
  readonly #changed: Statement<[since: number, kind: string | null, kind: string | null], ResourceRow>;
  readonly #deleted: Statement<[since: number], TombstoneRow>;

  constructor(db: Database) {
    const newest = db.prepare<[], number>(
      "SELECT max(coalesce((SELECT max(sequence) FROM resources), 0), coalesce((SELECT max(sequence) FROM tombstones), 0))",
    );
    this.sequence = newest.pluck().get() ?? 0;
    this.#forgotten = db.prepare<[], number>("SELECT value FROM meta WHERE key = 'deletions_forgotten_until'").pluck();
    this.#changed = db.prepare(
      `SELECT ${RESOURCE_COLUMNS} FROM resources WHERE sequence > ? AND (? IS NULL OR kind = ?)
       ORDER BY sequence LIMIT ${PAGE}`,
    );
    this.#deleted = db.prepare(
      `SELECT sequence, resource FROM tombstones WHERE sequence > ? ORDER BY sequence LIMIT ${PAGE}`,
    );
  }

  get forgottenUntil(): number {
    return this.#forgotten.get() ?? 0;
  }

  changesAfter(since: number, kind: string | undefined): Change[] {
    const changes: Change[] = [];
    for (const row of this.#changed.iterate(since, kind ?? null, kind ?? null)) {
      const type = row.position > since ? "created" : "updated";
      changes.push({ sequence: row.sequence, type, resource: toStored(row).resource });
    }
    for (const { sequence, resource } of this.#deleted.iterate(since)) {
      const last = parseStored<Resource>(resource, `deletion ${sequence}`);
      if (kind === undefined || last.kind === kind) changes.push({ sequence, type: "deleted", resource: last });
    }
    return changes.toSorted((a, b) => a.sequence - b.sequence).slice(0, PAGE);
  }
}
