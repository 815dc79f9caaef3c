import path from "node:path";
import type { Database } from "better-sqlite3";
import type { Clock } from "../../clock.ts";
import { newDefaultLogger } from "../../default-logger.ts";
import { EngineError } from "../../errors.ts";
import type { Logger } from "../../logger.ts";
import type { Resource, ResourceRef } from "../../resource/resource.ts";
import { systemClock } from "../../system-clock.ts";
import { ChangeFeed } from "../change-feed.ts";
import { copyResource } from "../copy-resource.ts";
import { encodePageEnd, parseListQuery } from "../list-query.ts";
import type { Change, DurableWork, ListOptions, ResourceList } from "../storage.ts";
import { closedError, TransactionalStorage } from "../transactional-storage.ts";
import { backUp, lastBackupAt } from "./backups.ts";
import { findDamage } from "./find-damage.ts";
import { GroupCommit } from "./group-commit.ts";
import { IN_MEMORY, openDatabase, type Synchronous } from "./open-database.ts";
import { SqliteQueries } from "./queries.ts";
import { Retention, type RetentionPolicy, type Trimmed } from "./retention.ts";
import { seal } from "./seal.ts";
import { inPlainWords } from "./sqlite-fault.ts";
import { SqliteHistory } from "./sqlite-history.ts";
import { SqliteReader } from "./sqlite-reader.ts";
import { SqliteRows } from "./sqlite-rows.ts";
import { StatementCache } from "./statement-cache.ts";

const DAY_MS = 24 * 3_600_000;

export interface BackupOptions {
  /** How many of the newest stay; 5 by default. */
  keep?: number;
  /** On closing, a backup is taken when the newest is this old, in ms; a day by default. `Infinity` for never. */
  everyMs?: number;
}

export interface SqliteStorageOptions {
  /** `FULL` by default: what was acknowledged survives a loss of power. */
  synchronous?: Synchronous;
  clock?: Pick<Clock, "now">;
  logger?: Pick<Logger, "error" | "warn">;
  backups?: BackupOptions;
}

/**
 * Keeps resources, and the events, work, records and pauses that belong to them, in one SQLite file, which it holds alone.
 * Writes of many callers are committed together; a promise resolves when its write is on the disk.
 */
export class SqliteStorage extends TransactionalStorage {
  readonly durable: DurableWork;
  readonly queries: SqliteQueries;
  readonly #db: Database;
  #closing: Promise<void> | undefined;
  readonly #rows: SqliteRows;
  readonly #feed: ChangeFeed;
  readonly #group: GroupCommit;
  readonly #reader: SqliteReader;
  readonly #history: SqliteHistory;
  readonly #retention: Retention;
  readonly #clock: Pick<Clock, "now">;
  readonly #logger: Pick<Logger, "error" | "warn">;
  readonly #backups: Required<BackupOptions>;

  /**
   * Opens the file, or makes it and its folder; `:memory:` keeps all in memory, and is gone when it is closed.
   * @throws {EngineError} `Unavailable` when it is in use elsewhere, damaged, newer than this program or not writable.
   */
  constructor(file: string, options: SqliteStorageOptions = {}) {
    if (typeof file !== "string" || file.trim() === "") {
      throw new EngineError("Invalid", "SqliteStorage needs the path of its file", { field: "file" });
    }
    const clock = options.clock ?? systemClock;
    const logger = options.logger ?? newDefaultLogger();
    const db = openDatabase(file === IN_MEMORY ? file : path.resolve(file), options.synchronous ?? "FULL", clock.now());
    const history = new SqliteHistory(db);
    const feed = new ChangeFeed(history, logger);
    const rows = new SqliteRows(db, history.sequence, clock);
    super(rows, feed, clock);
    this.#db = db;
    this.#rows = rows;
    this.#feed = feed;
    this.#history = history;
    this.#group = new GroupCommit(db, rows, history, feed);
    const statements = new StatementCache(db);
    this.#reader = new SqliteReader(statements);
    this.#retention = new Retention(db);
    this.queries = new SqliteQueries(db, statements, history, feed, clock);
    this.#clock = clock;
    this.#logger = logger;
    this.#backups = { keep: 5, everyMs: DAY_MS, ...options.backups };
    this.durable = {
      loadWork: () => this.#query(() => this.#reader.work()),
      loadPauses: () => this.#query(() => this.#reader.pauses()),
      unobserved: (page) => this.#query(() => this.#reader.unobserved(page)),
    };
  }

  get sequence(): number {
    return this.#history.sequence;
  }

  async load(kind: string, uid: string): Promise<Resource | undefined> {
    while (this.#rows.isPending(kind, uid)) await this.#group.settled();
    if (this.closed) throw closedError();
    try {
      const row = this.#rows.get(kind, uid);
      return row === undefined ? undefined : copyResource(row.resource);
    } catch (error) {
      throw this.explain(error);
    }
  }

  list(kind: string, options?: ListOptions): Promise<ResourceList> {
    return this.#query(() => {
      const query = parseListQuery(kind, options);
      const rows = this.#reader.list(query);
      const more = query.limit !== undefined && rows.length > query.limit;
      if (more) rows.pop();
      const page: ResourceList = rows.map(({ row }) => row.resource);
      const last = rows.at(-1);
      if (more && last !== undefined) {
        page.continue = encodePageEnd({ value: last.value, position: last.row.position }, kind, options);
      }
      return page;
    });
  }

  dependents(ownerUid: string): Promise<ResourceRef[]> {
    return this.#query(() => this.#reader.dependents(ownerUid));
  }

  danglingDependents(): Promise<ResourceRef[]> {
    return this.#query(() => this.#reader.danglingDependents());
  }

  markedForDeletion(): Promise<ResourceRef[]> {
    return this.#query(() => this.#reader.markedForDeletion());
  }

  /** Copies the file, while it goes on being used, into the folder `backups` beside it. Resolves with the copy's path. */
  async backup(): Promise<string> {
    await this.#group.settled();
    if (this.closed) throw closedError();
    return backUp(this.#db, this.#clock.now(), this.#backups.keep);
  }

  /** Trims what only grows, in small steps that hold up no writer. Resolves with how many entries went. */
  async trim(policy: RetentionPolicy): Promise<Trimmed> {
    if (this.closed) throw closedError();
    try {
      return await this.#retention.trim(policy, this.#clock.now());
    } catch (error) {
      throw inPlainWords(error, "trim", this.#db.name);
    }
  }

  /** Commits what waits, takes a backup when one is due, and gives the file free. */
  close(): Promise<void> {
    return (this.#closing ??= this.#close());
  }

  async #close(): Promise<void> {
    this.closed = true;
    await this.#group.settled();
    this.#feed.close();
    const isWhole = this.#isWhole();
    if (isWhole && this.#isBackupDue()) {
      await backUp(this.#db, this.#clock.now(), this.#backups.keep).catch((error: unknown) => {
        this.#logger.warn("No backup was taken on closing the storage", { error });
      });
    }
    this.#db.close();
    if (isWhole && !this.#db.memory) seal(this.#db.name);
  }

  protected commit<T>(result: T, changes: readonly Change[]): Promise<T> {
    this.#rows.endTransaction();
    return this.#group.join(result, changes);
  }

  protected override explain(error: unknown): unknown {
    return inPlainWords(error, "read", this.#db.name);
  }

  /** Answers from what is committed, after everything that was asked for before. */
  async #query<T>(read: () => T): Promise<T> {
    await this.#group.settled();
    if (this.closed) throw closedError();
    try {
      return read();
    } catch (error) {
      throw this.explain(error);
    }
  }

  /** Checked on closing, when nobody waits for it, rather than on opening, when somebody does. */
  #isWhole(): boolean {
    try {
      const damage = findDamage(this.#db);
      if (damage === undefined) return true;
      this.#logger.error(`${this.#db.name} is damaged; no backup was taken of it`, { damage });
    } catch (error) {
      this.#logger.error(`${this.#db.name} could not be checked on closing`, { error });
    }
    return false;
  }

  #isBackupDue(): boolean {
    if (this.#history.sequence === 0 || this.#db.memory) return false;
    return this.#clock.now() - (lastBackupAt(this.#db.name) ?? 0) >= this.#backups.everyMs;
  }
}
