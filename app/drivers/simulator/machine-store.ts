import Database from "better-sqlite3";
import type { MachineRecord } from "./simulated-machine.ts";

/** Among what is known of the machines: that there is nothing in the database yet. */
const NOT_THERE = null;

/** SQLite has no booleans. */
type Row = Omit<MachineRecord, "drifted" | "died"> & { drifted: number; died: number };

/**
 * The state of the simulated machines, in a database of its own: a machine outlives the program that looks after it.
 * What is put survives the end of the process at any instant (not the end of the computer's power).
 */
export class MachineStore {
  readonly #database: Database.Database;
  readonly #get: Database.Statement<[string], Row>;
  readonly #put: Database.Statement<[Row & { id: string }]>;
  readonly #delete: Database.Statement<[string]>;
  /** What the database says of the machines that were asked for: a fleet at rest does not ask it again and again. */
  readonly #known = new Map<string, MachineRecord | typeof NOT_THERE>();

  /** @param file a path, or `:memory:` */
  constructor(file: string) {
    this.#database = new Database(file);
    this.#database.pragma("journal_mode = WAL");
    this.#database.pragma("synchronous = NORMAL");
    this.#database.exec(`CREATE TABLE IF NOT EXISTS machines (
      id TEXT PRIMARY KEY, power TEXT NOT NULL, movingTo TEXT, since REAL NOT NULL, until REAL, config TEXT,
      switches INTEGER NOT NULL, operations INTEGER NOT NULL, drifted INTEGER NOT NULL, died INTEGER NOT NULL
    ) STRICT`);
    this.#get = this.#database.prepare(
      "SELECT power, movingTo, since, until, config, switches, operations, drifted, died FROM machines WHERE id = ?",
    );
    this.#put = this.#database.prepare(`INSERT OR REPLACE INTO machines
      VALUES ($id, $power, $movingTo, $since, $until, $config, $switches, $operations, $drifted, $died)`);
    this.#delete = this.#database.prepare("DELETE FROM machines WHERE id = ?");
  }

  get(id: string): MachineRecord | undefined {
    const known = this.#known.get(id);
    if (known !== undefined) return known ?? undefined;
    const row = this.#get.get(id);
    const machine = row && { ...row, drifted: row.drifted !== 0, died: row.died !== 0 };
    this.#known.set(id, machine ?? NOT_THERE);
    return machine;
  }

  put(id: string, machine: MachineRecord): void {
    this.#put.run({ ...machine, id, drifted: Number(machine.drifted), died: Number(machine.died) });
    this.#known.set(id, machine);
  }

  delete(id: string): void {
    this.#delete.run(id);
    this.#known.delete(id);
  }

  close(): void {
    this.#database.close();
  }
}
