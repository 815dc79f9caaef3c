import { setImmediate } from "node:timers";
import type { Database, Statement } from "better-sqlite3";
import type { ChangeFeed } from "../change-feed.ts";
import type { Change } from "../storage.ts";
import { inPlainWords } from "./sqlite-fault.ts";
import type { SqliteHistory } from "./sqlite-history.ts";
import type { SqliteRows } from "./sqlite-rows.ts";

/** Past this many the group is committed at once: it bounds memory and how long a commit holds up the thread. */
const LARGEST_GROUP = 512;

interface Waiter {
  resolve(): void;
  reject(error: unknown): void;
}

/**
 * Commits the writes of all transactions that end in one turn of the event loop together, at the end of that turn: many
 * callers share one write to the disk, and one caller alone waits for no timer.
 */
export class GroupCommit {
  readonly #db: Database;
  readonly #rows: SqliteRows;
  readonly #history: SqliteHistory;
  readonly #feed: ChangeFeed;
  readonly #begin: Statement;
  readonly #commit: Statement;
  #waiters: Waiter[] = [];
  #changes: Change[] = [];
  #scheduled = false;

  constructor(db: Database, rows: SqliteRows, history: SqliteHistory, feed: ChangeFeed) {
    this.#db = db;
    this.#rows = rows;
    this.#history = history;
    this.#feed = feed;
    this.#begin = db.prepare("BEGIN IMMEDIATE");
    this.#commit = db.prepare("COMMIT");
  }

  /** Resolves with `result` when the commit that holds the transaction is durable. */
  join<T>(result: T, changes: readonly Change[]): Promise<T> {
    if (!this.#rows.isDirty) return Promise.resolve(result);
    for (const change of changes) this.#changes.push(change);
    const committed = new Promise<T>((resolve, reject) => {
      this.#waiters.push({ resolve: () => resolve(result), reject });
    });
    if (this.#waiters.length >= LARGEST_GROUP) this.flush();
    else this.#schedule();
    return committed;
  }

  /** Commits what waits now. Never throws: those who wait are told. */
  flush(): void {
    const waiters = this.#waiters;
    const changes = this.#changes;
    this.#waiters = [];
    this.#changes = [];
    if (this.#rows.isDirty) {
      try {
        this.#begin.run();
        this.#rows.write();
        this.#commit.run();
      } catch (error) {
        this.#fail(error, waiters);
        return;
      }
      this.#rows.committed();
      this.#history.sequence = changes.at(-1)?.sequence ?? this.#history.sequence;
    }
    for (const waiter of waiters) waiter.resolve();
    this.#feed.publish(changes);
  }

  /** Resolves when nothing waits any more that waits now, whether it could be committed or not. */
  settled(): Promise<void> {
    if (!this.#rows.isDirty) return Promise.resolve();
    return new Promise((resolve) => {
      this.#waiters.push({ resolve, reject: () => resolve() });
      this.#schedule();
    });
  }

  #schedule(): void {
    if (this.#scheduled) return;
    this.#scheduled = true;
    setImmediate(() => {
      this.#scheduled = false;
      this.flush();
    });
  }

  #fail(error: unknown, waiters: Waiter[]): void {
    this.#rows.discard();
    if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
    const reason = inPlainWords(error, "write to", this.#db.name);
    for (const waiter of waiters) waiter.reject(reason);
  }
}
