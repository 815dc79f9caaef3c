import type { Database, Statement } from "better-sqlite3";
import type { Keep } from "./retention.ts";

/** A step of so much takes a few ms. */
const ROWS_A_STEP = 500;
const RESOURCES_A_STEP = 200;

/** Trims one log in small steps. The newest entry stays, for its position is what the next one's is counted from. */
export class LogTrimmer {
  readonly #db: Database;
  readonly #count: Statement<[], number>;
  readonly #dropOldest: Statement<[limit: number]>;
  readonly #dropOlder: Statement<[limit: number, before: number]>;
  readonly #resources: Statement<[after: string, limit: number], string>;
  readonly #dropOfResource: Statement<[uid: string, keep: number]>;

  constructor(db: Database, log: "events" | "records" | "revisions") {
    this.#db = db;
    const newest = `(SELECT max(position) FROM ${log})`;
    const oldest = `SELECT position, recorded_at FROM ${log} WHERE position < ${newest} ORDER BY position LIMIT ?`;
    this.#count = db.prepare<[], number>(`SELECT count(*) FROM ${log}`).pluck();
    this.#dropOldest = db.prepare(`DELETE FROM ${log} WHERE position IN (SELECT position FROM (${oldest}))`);
    this.#dropOlder = db.prepare(
      `DELETE FROM ${log} WHERE position IN (SELECT position FROM (${oldest}) WHERE recorded_at < ?)`,
    );
    this.#resources = db
      .prepare<[string, number], string>(
        `SELECT DISTINCT uid FROM ${log} WHERE uid IS NOT NULL AND uid > ? ORDER BY uid LIMIT ?`,
      )
      .pluck();
    this.#dropOfResource = db.prepare(
      `DELETE FROM ${log} WHERE position < ${newest} AND position IN (
         SELECT position FROM ${log} WHERE uid = ? ORDER BY position DESC LIMIT -1 OFFSET ?
       )`,
    );
  }

  /** Yields after each step how many entries it dropped. */
  *trim({ maxAgeMs, maxCount, maxPerResource }: Keep, now: number): Generator<number> {
    if (maxAgeMs !== undefined) yield* this.#trimByAge(now - maxAgeMs);
    if (maxPerResource !== undefined) yield* this.#trimByResource(maxPerResource);
    if (maxCount !== undefined) yield* this.#trimByCount(maxCount);
  }

  *#trimByAge(before: number): Generator<number> {
    let dropped = ROWS_A_STEP;
    while (dropped === ROWS_A_STEP) {
      dropped = this.#dropOlder.run(ROWS_A_STEP, before).changes;
      yield dropped;
    }
  }

  *#trimByResource(keep: number): Generator<number> {
    let uids = this.#resources.all("", RESOURCES_A_STEP);
    while (uids.length > 0) {
      yield this.#trimResources(uids, keep);
      uids = this.#resources.all(uids.at(-1) ?? "", RESOURCES_A_STEP);
    }
  }

  *#trimByCount(keep: number): Generator<number> {
    let excess = (this.#count.get() ?? 0) - keep;
    while (excess > 0) {
      const dropped = this.#dropOldest.run(Math.min(excess, ROWS_A_STEP)).changes;
      if (dropped === 0) return;
      excess -= dropped;
      yield dropped;
    }
  }

  #trimResources(uids: readonly string[], keep: number): number {
    const trim = this.#db.transaction(() => {
      let dropped = 0;
      for (const uid of uids) dropped += this.#dropOfResource.run(uid, keep).changes;
      return dropped;
    });
    return trim();
  }
}
