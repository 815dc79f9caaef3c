import { setImmediate } from "node:timers";
import type { Database, Statement } from "better-sqlite3";
import type { ChangeFeed } from "../change-feed.ts";
import type { Change } from "../storage.ts";
import { inPlainWords } from "./sqlite-fault.ts";
import type { SqliteHistory } from "./sqlite-history.ts";
import type { SqliteRows } from "./sqlite-rows.ts";

/** Past this many the group is committed at once: it bounds memory and how long a commit holds up the thread. */
const LARGEST_GROUP = 512;

/** What those who wait for one commit wait for. */
class Group {
  readonly committed: Promise<void>;
  readonly changes: Change[] = [];
  size = 0;
  #resolve = (): void => {};
  #reject: (error: unknown) => void = () => {};

  constructor() {
    this.committed = new Promise((resolve, reject) => {
      this.#resolve = resolve;
      this.#reject = reject;
    });
  }

  succeed(): void {
    this.#resolve();
  }

  fail(error: unknown): void {
    this.#reject(error);
  }
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
  /** What is waiting to be committed; its commit is scheduled. */
  #group: Group | undefined;

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
    const group = this.#current();
    for (const change of changes) group.changes.push(change);
    group.size++;
    const committed = group.committed.then(() => result);
    if (group.size >= LARGEST_GROUP) this.#flush(group);
    return committed;
  }

  /** Resolves when nothing waits any more that waits now, whether it could be committed or not. */
  settled(): Promise<void> {
    return this.#group === undefined ? Promise.resolve() : this.#group.committed.catch(() => {});
  }

  #current(): Group {
    if (this.#group === undefined) {
      const group = new Group();
      this.#group = group;
      setImmediate(() => this.#flush(group));
    }
    return this.#group;
  }

  /** Never throws: those who wait are told. */
  #flush(group: Group): void {
    if (this.#group !== group) return;
    this.#group = undefined;
    try {
      this.#begin.run();
      this.#rows.write();
      this.#commit.run();
    } catch (error) {
      this.#rows.discard();
      if (this.#db.inTransaction) this.#db.exec("ROLLBACK");
      group.fail(inPlainWords(error, "write to", this.#db.name));
      return;
    }
    this.#rows.committed();
    this.#history.sequence = group.changes.at(-1)?.sequence ?? this.#history.sequence;
    group.succeed();
    this.#feed.publish(group.changes);
  }
}
