import type { Database, Statement } from "better-sqlite3";

const ROWS_A_STEP = 500;

/** Forgets deletions, and remembers up to which one it did: a watch from before could not be told all. */
export class TombstoneTrimmer {
  readonly #db: Database;
  readonly #count: Statement<[], number>;
  readonly #lastOfOldest: Statement<[offset: number], number>;
  readonly #drop: Statement<[until: number]>;
  readonly #remember: Statement<[until: number]>;

  constructor(db: Database) {
    this.#db = db;
    this.#count = db.prepare<[], number>("SELECT count(*) FROM tombstones").pluck();
    this.#lastOfOldest = db
      .prepare<[number], number>("SELECT sequence FROM tombstones ORDER BY sequence LIMIT 1 OFFSET ?")
      .pluck();
    this.#drop = db.prepare("DELETE FROM tombstones WHERE sequence <= ?");
    this.#remember = db.prepare(
      `INSERT INTO meta (key, value) VALUES ('deletions_forgotten_until', ?)
       ON CONFLICT DO UPDATE SET value = excluded.value`,
    );
  }

  /** The newest stays whatever `keep` is: it may be all that tells the newest sequence. Yields how many went with each step. */
  *trim(keep: number): Generator<number> {
    let excess = (this.#count.get() ?? 0) - Math.max(keep, 1);
    while (excess > 0) {
      const dropped = this.#dropOldest(Math.min(excess, ROWS_A_STEP));
      excess -= dropped;
      yield dropped;
    }
  }

  #dropOldest(count: number): number {
    const drop = this.#db.transaction(() => {
      const until = this.#lastOfOldest.get(count - 1) ?? 0;
      this.#remember.run(until);
      return this.#drop.run(until).changes;
    });
    return drop();
  }
}
