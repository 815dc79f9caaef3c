import Database from "better-sqlite3";
import type { Clock } from "../../clock.ts";
import { PreparedSet } from "./prepared-set.ts";
import { SettledDemand, WORTHWHILE_ROWS } from "./settled-demand.ts";

/** Each takes some 10 MB for 100,000 resources and costs their writes a little, so only what was asked for last is kept. */
const MAX_TYPES = 4;

/** The first of a type counts, as everywhere; `from` and `where` say of which resources. */
const conditionsOf = (status: string, from: string, where: string): string => `
  INSERT OR IGNORE INTO conditions
  SELECT asked.kind, asked.type, ${from}.position, item.value ->> 'status', item.value ->> 'reason',
    item.value ->> 'lastTransitionTime'
  FROM ${where}, json_each(${status}, '$.conditions') AS item
  WHERE item.type = 'object' AND item.value ->> 'type' = asked.type`;
const FORGET_OLD = `
  DELETE FROM conditions WHERE position = old.position AND kind = old.kind
    AND type IN (SELECT type FROM asked_conditions WHERE kind = old.kind)`;
const TAKE_NEW = conditionsOf(
  "new.status",
  "new",
  "(SELECT kind, type FROM asked_conditions WHERE kind = new.kind) AS asked",
);

/** Beside the file, in memory: the triggers keep it so in the transaction of each write, undone ones included. */
const SCHEMA = `
  CREATE TEMP TABLE asked_conditions (kind TEXT, type TEXT, PRIMARY KEY (kind, type)) STRICT, WITHOUT ROWID;
  CREATE TEMP TABLE conditions (
    kind TEXT, type TEXT, position INTEGER, status ANY, reason ANY, lastTransitionTime ANY,
    PRIMARY KEY (kind, type, position)
  ) STRICT, WITHOUT ROWID;
  CREATE TEMP TRIGGER conditions_of_created AFTER INSERT ON main.resources BEGIN ${TAKE_NEW}; END;
  CREATE TEMP TRIGGER conditions_of_changed AFTER UPDATE OF status ON main.resources BEGIN ${FORGET_OLD}; ${TAKE_NEW}; END;
  CREATE TEMP TRIGGER conditions_of_deleted AFTER DELETE ON main.resources BEGIN ${FORGET_OLD}; END;
`;

/**
 * The conditions that tables are filtered by, taken out of the texts that hold them when somebody first does: that takes as
 * long as looking through them once, and every query after that takes a few ms. Nobody pays for what nobody asks for.
 */
export class ConditionTable {
  readonly #db: Database.Database;
  /** As JSON of kind and type. */
  readonly #types: PreparedSet;
  readonly #demand: SettledDemand;
  #isThere = false;

  constructor(db: Database.Database, clock: Pick<Clock, "now">) {
    this.#db = db;
    this.#types = new PreparedSet(MAX_TYPES, clock);
    this.#demand = new SettledDemand(clock);
  }

  has(kind: string, type: string): boolean {
    return this.#types.has(keyOf(kind, type));
  }

  /** Takes up what is filtered by, or keeps it, once the filter seems to be meant. @param rows how many the kind has */
  consider(kind: string, type: string, rows: number): void {
    if (rows < WORTHWHILE_ROWS) return;
    const key = keyOf(kind, type);
    if (!this.#types.has(key)) {
      if (!this.#demand.ask(key) || !this.#types.hasRoom() || !this.#take(kind, type)) return;
    }
    for (const unused of this.#types.use(key)) this.#forget(unused);
  }

  /** Memory that is full is no reason to show nothing: without the table it only takes longer. */
  #take(kind: string, type: string): boolean {
    try {
      this.#db.transaction(() => {
        if (!this.#isThere) this.#db.exec(SCHEMA);
        this.#db.prepare("INSERT INTO asked_conditions VALUES (?, ?)").run(kind, type);
        // What the text holds at all is seen in a tenth of the time that taking it apart takes.
        const held = "(SELECT ? AS kind, ? AS type) AS asked, main.resources AS held";
        const take = conditionsOf("held.status", "held", held);
        this.#db
          .prepare(`${take} AND held.kind = asked.kind AND instr(held.status, ?) > 0`)
          .run(kind, type, `"type":${JSON.stringify(type)}`);
      })();
    } catch (error) {
      if (error instanceof Database.SqliteError) return false;
      throw error;
    }
    this.#isThere = true;
    return true;
  }

  #forget(key: string): void {
    for (const table of ["conditions", "asked_conditions"]) {
      this.#db.prepare(`DELETE FROM ${table} WHERE (kind, type) = (? ->> 0, ? ->> 1)`).run(key, key);
    }
  }
}

function keyOf(kind: string, type: string): string {
  return JSON.stringify([kind, type]);
}
