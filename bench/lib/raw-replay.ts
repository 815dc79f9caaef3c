import type { Database, Statement } from "better-sqlite3";
import { openDatabase } from "../../app/storage/sqlite/open-database.ts";

type Row = Record<string, string | number | null>;

/** One resource's rows, in the order in which they are written. */
interface Life {
  resource: Row;
  labels: Row[];
  owners: Row[];
  created: Row;
  work: string;
  /** What the end of its reconcile adds. */
  events: Row[];
  record: Row;
}

/**
 * The rows that our engine has written, to write them again with nothing but prepared statements: no rules, no JSON, no
 * promises. What is measured against it writes the very same bytes.
 */
export class RawReplay {
  readonly #lives: Life[];

  /** @param file a database in which each resource of the kind was created and reconciled once. */
  constructor(file: string, kind: string) {
    const db = openDatabase(file, "FULL", 0);
    const rows = (sql: string): Row[] => db.prepare<[], Row>(sql).all();
    const events = groupedBy("uid", rows("SELECT * FROM events WHERE uid IS NOT NULL ORDER BY position"));
    const records = groupedBy("uid", rows("SELECT * FROM records"));
    const labels = groupedBy("position", rows("SELECT * FROM labels"));
    const owners = groupedBy("position", rows("SELECT * FROM owners"));
    this.#lives = rows(`SELECT * FROM resources WHERE kind = '${kind}' ORDER BY position`).map((resource) => {
      const [created = {}, ...later] = events.get(resource["uid"]) ?? [];
      const [record = {}] = records.get(resource["uid"]) ?? [];
      return {
        resource,
        labels: labels.get(resource["position"]) ?? [],
        owners: owners.get(resource["position"]) ?? [],
        created,
        work: workOf(record),
        events: later,
        record,
      };
    });
    db.close();
  }

  /** @returns how many milliseconds it takes, in transactions of so many creations, and of so many ends of reconciles. */
  run(file: string, perTransaction: number): number {
    const db = openDatabase(file, "FULL", 0);
    const write = new Statements(db);
    const begun = performance.now();
    for (let start = 0; start < this.#lives.length; start += perTransaction) {
      const lives = this.#lives.slice(start, start + perTransaction);
      write.begin.run();
      for (const life of lives) write.create(life);
      write.commit.run();
      write.begin.run();
      for (const life of lives) write.finish(life);
      write.commit.run();
    }
    const ms = performance.now() - begun;
    db.close();
    return ms;
  }
}

class Statements {
  readonly begin: Statement;
  readonly commit: Statement;
  readonly #resource: Statement;
  readonly #label: Statement;
  readonly #owner: Statement;
  readonly #event: Statement;
  readonly #record: Statement;
  readonly #status: Statement;
  readonly #work: Statement;
  readonly #done: Statement;

  constructor(db: Database) {
    this.begin = db.prepare("BEGIN IMMEDIATE");
    this.commit = db.prepare("COMMIT");
    this.#resource = insertInto(db, "resources");
    this.#label = insertInto(db, "labels");
    this.#owner = insertInto(db, "owners");
    this.#event = insertInto(db, "events");
    this.#record = insertInto(db, "records");
    this.#status = db.prepare(
      `UPDATE resources SET sequence = @sequence, observed_generation = @observed_generation, ready = @ready,
         ready_since = @ready_since, updated_at = @updated_at, status = @status WHERE position = @position`,
    );
    this.#work = db.prepare("INSERT INTO work (kind, uid, item) VALUES (?, ?, ?)");
    this.#done = db.prepare("DELETE FROM work WHERE kind = ? AND uid = ?");
  }

  create({ resource, labels, owners, created, work }: Life): void {
    this.#resource.run({ ...resource, status: "{}", observed_generation: null, ready: "Unknown" });
    for (const label of labels) this.#label.run(label);
    for (const owner of owners) this.#owner.run(owner);
    this.#event.run(created);
    this.#work.run(resource["kind"], resource["uid"], work);
  }

  finish({ resource, events, record }: Life): void {
    this.#status.run(resource);
    for (const event of events) this.#event.run(event);
    this.#record.run(record);
    this.#done.run(resource["kind"], resource["uid"]);
  }
}

function insertInto(db: Database, table: string): Statement {
  const columns = db.prepare(`SELECT * FROM ${table}`).columns();
  const names = columns.map(({ name }) => name);
  return db.prepare(
    `INSERT INTO ${table} (${names.join(", ")}) VALUES (${names.map((name) => `@${name}`).join(", ")})`,
  );
}

/** The item that was kept for it had the reasons that its record has. */
function workOf(record: Row): string {
  const { resourceKind, resourceUid, reasons, startedAt } = JSON.parse(String(record["record"]));
  return JSON.stringify({
    resourceKind,
    resourceUid,
    state: "ready",
    reasons,
    attempts: 0,
    priority: 0,
    since: startedAt,
  });
}

function groupedBy(column: string, rows: readonly Row[]): Map<string | number | null | undefined, Row[]> {
  const groups = new Map<string | number | null | undefined, Row[]>();
  for (const row of rows) {
    const group = groups.get(row[column]);
    if (group === undefined) groups.set(row[column], [row]);
    else group.push(row);
  }
  return groups;
}
