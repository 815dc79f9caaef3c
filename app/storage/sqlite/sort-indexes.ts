import Database from "better-sqlite3";
import type { Clock } from "../../clock.ts";
import { PreparedSet } from "./prepared-set.ts";
import { SettledDemand, WORTHWHILE_ROWS } from "./settled-demand.ts";

/** Each costs every write a little, so only what was sorted by last is kept indexed. */
const MAX_INDEXES = 6;
const PREFIX = "resources_sorted_";
/** What has an index of its own anyway. */
const ALWAYS_INDEXED: ReadonlySet<string> = new Set(["name", "ready", "uid", "kind"]);

/**
 * Indexes over what tables are sorted and filtered by, made when somebody first does: for 100,000 rows making one takes as
 * long as sorting once without it, and every page after that takes a few ms.
 */
export class SortIndexes {
  readonly #db: Database.Database;
  /** The expressions that have one. */
  readonly #expressions: PreparedSet;
  readonly #demand: SettledDemand;

  constructor(db: Database.Database, clock: Pick<Clock, "now">) {
    this.#db = db;
    this.#demand = new SettledDemand(clock);
    const names = db
      .prepare<[string], string>("SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB ? ORDER BY rowid")
      .pluck()
      .all(`${PREFIX}*`);
    const expressions = names.map((name) => Buffer.from(name.slice(PREFIX.length), "hex").toString());
    this.#expressions = new PreparedSet(MAX_INDEXES, clock, expressions);
  }

  has(expression: string): boolean {
    return this.#expressions.has(expression);
  }

  /** Makes one for what is filtered by, or keeps it, once the filter seems to be meant. */
  consider(expression: string, rows: number): void {
    if (rows < WORTHWHILE_ROWS || ALWAYS_INDEXED.has(expression)) return;
    if (this.has(expression) || this.#demand.ask(expression)) this.provide(expression, rows);
  }

  /** @param expression of SQL over the table `resources`, as `pathExpression` makes it. */
  provide(expression: string, rows: number): void {
    if (rows < WORTHWHILE_ROWS) return;
    if (!this.has(expression) && !(this.#expressions.hasRoom() && this.#create(expression))) return;
    for (const unused of this.#expressions.use(expression)) this.#db.exec(`DROP INDEX ${nameOf(unused)}`);
  }

  /** A disk that is full is no reason to show nothing: without the index it only takes longer. */
  #create(expression: string): boolean {
    try {
      this.#db.exec(`CREATE INDEX ${nameOf(expression)} ON resources (kind, ${expression}, position)`);
      return true;
    } catch (error) {
      if (error instanceof Database.SqliteError) return false;
      throw error;
    }
  }
}

function nameOf(expression: string): string {
  return PREFIX + Buffer.from(expression).toString("hex");
}
