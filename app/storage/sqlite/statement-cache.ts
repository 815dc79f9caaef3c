import type { Database, Statement } from "better-sqlite3";

/** Far more than the program has shapes of queries; selectors of ever new lengths cannot fill the memory. */
const MAX_STATEMENTS = 256;

/** Prepares each statement once. */
export class StatementCache {
  readonly #db: Database;
  readonly #statements = new Map<string, Statement>();

  constructor(db: Database) {
    this.#db = db;
  }

  prepare<Row>(sql: string): Statement<unknown[], Row> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      if (this.#statements.size >= MAX_STATEMENTS) this.#statements.clear();
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    // oxlint-disable-next-line typescript/consistent-type-assertions -- a statement's rows are what its SQL says
    return statement as Statement<unknown[], Row>;
  }
}
