import Database from "better-sqlite3";
import { z } from "zod";

const resourceRow = z.object({
  uid: z.string(),
  generation: z.number(),
  observed: z.number().nullable(),
  ready: z.string(),
  spec: z.string(),
});
const countRow = z.object({ uid: z.string(), count: z.number() });
const workRow = z.object({ item: z.string() });
const workItem = z.object({
  resourceKind: z.string(),
  resourceUid: z.string(),
  attempts: z.number(),
  notBefore: z.number().optional(),
  reasons: z.array(z.object({ message: z.string() })),
});

export interface MachineState {
  uid: string;
  generation: number;
  /** The generation that the last finished reconcile saw. */
  observed: number | null;
  ready: boolean;
  periodic: boolean;
}

type KeptWork = z.infer<typeof workItem>;

/** What a database that was left by a killed process holds: read with SQLite alone, not with what is tested. */
export class FileState {
  readonly machines: MachineState[];
  /** By `KIND/UID`. */
  readonly work: Map<string, KeptWork>;
  /** The requests that are among the reasons of kept work. */
  readonly tokens: Set<string>;
  readonly recordCount: number;
  readonly #integrity: unknown;
  readonly #writeEvents: Map<string, number>;
  readonly #deleteEvents: Set<string>;
  readonly #records: Map<string, number>;

  static read(file: string): FileState {
    const db = new Database(file);
    try {
      return new FileState(db);
    } finally {
      db.close();
    }
  }

  private constructor(db: Database.Database) {
    const rows = (sql: string): unknown[] => db.prepare(sql).all();
    const counts = (sql: string) =>
      new Map(
        rows(sql)
          .map((row) => countRow.parse(row))
          .map(({ uid, count }) => [uid, count]),
      );
    this.#integrity = db.pragma("integrity_check", { simple: true });
    this.machines = rows("SELECT uid, generation, observed_generation AS observed, ready, spec FROM resources").map(
      (row) => {
        const { uid, generation, observed, ready, spec } = resourceRow.parse(row);
        const { periodic } = z.object({ periodic: z.boolean() }).parse(JSON.parse(spec));
        return { uid, generation, observed, ready: ready === "True", periodic };
      },
    );
    const work = rows("SELECT item FROM work").map((row) => workItem.parse(JSON.parse(workRow.parse(row).item)));
    this.work = new Map(work.map((item) => [`${item.resourceKind}/${item.resourceUid}`, item]));
    this.tokens = new Set(work.flatMap(({ reasons }) => reasons.map(({ message }) => message)));
    this.#writeEvents = counts(
      `SELECT uid, count(*) AS count FROM events
       WHERE type IN ('io.fabrica.machine.created', 'io.fabrica.machine.patched') GROUP BY uid`,
    );
    this.#deleteEvents = new Set(
      counts("SELECT uid, count(*) AS count FROM events WHERE type = 'io.fabrica.machine.deleted' GROUP BY uid").keys(),
    );
    this.#records = counts("SELECT uid, count(*) AS count FROM records GROUP BY uid");
    this.recordCount = [...this.#records.values()].reduce((sum, count) => sum + count, 0);
  }

  /**
   * @param written the newest acknowledged generation of each machine; Infinity for what was deleted.
   * @param isDrained whether all was left to finish, and nothing is checked periodically any more.
   */
  faults(written: ReadonlyMap<string, number>, isDrained: boolean): string[] {
    const faults = this.#integrity === "ok" ? [] : [`integrity_check says ${String(this.#integrity)}`];
    const byUid = new Map(this.machines.map((machine) => [machine.uid, machine]));
    for (const [uid, generation] of written) {
      const machine = byUid.get(uid);
      if (generation === Infinity) {
        if (machine !== undefined) faults.push(`${uid} is back though its deletion was acknowledged`);
      } else if (machine === undefined) {
        if (!this.#deleteEvents.has(uid)) faults.push(`${uid} is lost`);
      } else if (machine.generation < generation) {
        faults.push(`${uid} is at generation ${machine.generation}, though ${generation} was acknowledged`);
      }
    }
    return [...faults, ...this.machines.flatMap((machine) => this.#faultsOf(machine, isDrained))];
  }

  /** A write, its event and its work are there together, or none of them; so are a status and its record. */
  #faultsOf({ uid, generation, observed, periodic }: MachineState, isDrained: boolean): string[] {
    const faults: string[] = [];
    const events = this.#writeEvents.get(uid) ?? 0;
    if (events !== generation) faults.push(`${uid} is at generation ${generation} with ${events} events of writes`);
    if (this.#deleteEvents.has(uid)) faults.push(`${uid} is there though an event tells of its deletion`);
    const isWaiting = this.work.has(`Machine/${uid}`);
    if (observed !== generation && !isWaiting) faults.push(`${uid} has a generation to be observed, and no work`);
    if (observed !== null && !this.#records.has(uid)) faults.push(`${uid} was observed, and no record tells of it`);
    if (periodic && observed === generation && !isWaiting && !isDrained) faults.push(`${uid} lost its periodic check`);
    return faults;
  }
}
