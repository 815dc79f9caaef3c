import { newUid } from "../../app/resource/identifiers.ts";
import type { Database, Statement } from "better-sqlite3";
import { openDatabase } from "../../app/storage/sqlite/open-database.ts";
import { sampleDevice, sampleStatus } from "./sample-device.ts";

const AT = "2026-01-01T00:00:00.000Z";
const EVENT = JSON.stringify({
  specversion: "1.0",
  id: newUid(),
  time: AT,
  type: "io.fabrica.device.created",
  source: `/resources/Device/${newUid()}`,
  datacontenttype: "application/json",
  data: { generation: 1 },
  resourcekind: "Device",
  resourceuid: newUid(),
});

/** The statements that write what a storage writes, into the same tables, with nothing around them: no rules, no copies, no promises. */
export class RawStorage {
  readonly db: Database;
  readonly begin: Statement;
  readonly commit: Statement;
  readonly #insert: Statement;
  readonly #label: Statement;
  readonly #event: Statement;
  readonly #work: Statement;
  readonly #done: Statement;
  readonly #record: Statement;
  readonly #status: Statement;
  readonly #archive: Statement;
  readonly #edit: Statement;

  constructor(file: string) {
    const db = openDatabase(file, "FULL", 0);
    this.db = db;
    this.begin = db.prepare("BEGIN IMMEDIATE");
    this.commit = db.prepare("COMMIT");
    this.#insert = db.prepare(
      `INSERT INTO resources (position, kind, uid, name, sequence, generation, observed_generation, ready, ready_since,
         created_at, updated_at, spec_at, spec_actor, api_version, metadata, spec, status)
       VALUES (?, 'Device', ?, ?, ?, 1, NULL, 'Unknown', ?, ?, ?, ?, NULL, 'fabrica.io/v1', ?, ?, '{}')`,
    );
    this.#label = db.prepare("INSERT INTO labels (kind, key, value, position) VALUES ('Device', ?, ?, ?)");
    this.#event = db.prepare(
      "INSERT INTO events (recorded_at, id, type, kind, uid, event) VALUES (?, ?, 'io.fabrica.device.created', 'Device', ?, ?)",
    );
    this.#work = db.prepare(
      "INSERT INTO work (kind, uid, item) VALUES ('Device', ?, ?) ON CONFLICT DO UPDATE SET item = excluded.item",
    );
    this.#done = db.prepare("DELETE FROM work WHERE kind = 'Device' AND uid = ?");
    this.#record = db.prepare("INSERT INTO records (recorded_at, kind, uid, record) VALUES (?, 'Device', ?, ?)");
    this.#status = db.prepare(
      `UPDATE resources SET sequence = ?, observed_generation = 1, ready = 'True', ready_since = ?, updated_at = ?, status = ?
       WHERE position = ?`,
    );
    this.#archive = db.prepare(
      `INSERT INTO revisions (kind, uid, generation, recorded_at, at, actor, spec)
       SELECT kind, uid, generation, ?, spec_at, spec_actor, spec FROM resources WHERE position = ?`,
    );
    this.#edit = db.prepare(
      `UPDATE resources SET sequence = ?, generation = generation + 1, updated_at = ?, spec_at = ?, spec = ? WHERE position = ?`,
    );
  }

  /** A new device, its event and its work. */
  create(position: number, uid: string, work: object): void {
    const { metadata, spec } = sampleDevice(position);
    const labels = metadata?.labels ?? {};
    const text = JSON.stringify({ labels });
    this.#insert.run(position, uid, metadata?.name, position, AT, AT, AT, AT, text, JSON.stringify(spec));
    for (const key in labels) this.#label.run(key, labels[key], position);
    this.#event.run(0, newUid(), uid, EVENT);
    this.#work.run(uid, JSON.stringify(work));
  }

  /** What ends a reconcile: the status, the record, the work done. */
  finish(position: number, uid: string, sequence: number, record: object): void {
    this.#status.run(sequence, AT, AT, JSON.stringify(sampleStatus()), position);
    this.#record.run(0, uid, JSON.stringify(record));
    this.#done.run(uid);
  }

  /** A change of the spec, its event and its work. */
  edit(position: number, uid: string, sequence: number, spec: unknown, work: object): void {
    this.#archive.run(0, position);
    this.#edit.run(sequence, AT, AT, JSON.stringify(spec), position);
    this.#event.run(0, newUid(), uid, EVENT);
    this.#work.run(uid, JSON.stringify(work));
  }
}
