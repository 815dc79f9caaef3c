import type { CloudEvent } from "cloudevents";
import type { Database, Statement } from "better-sqlite3";
import { collapsed } from "../../reconcile/uneventful-record.ts";
import { parseStored } from "./parse-stored.ts";

/** What is written beside resources, as texts: made when it is handed in, for the objects may change before they are written. */
export class LogWriter {
  readonly #addEvent: Statement;
  readonly #addRecord: Statement;
  readonly #lastRecord: Statement<[string, string], { position: number; record: string }>;
  readonly #replaceRecord: Statement;
  readonly #putWork: Statement;
  readonly #removeWork: Statement;
  readonly #putPause: Statement;
  readonly #removePause: Statement;

  constructor(db: Database) {
    this.#addEvent = db.prepare(
      "INSERT INTO events (recorded_at, id, type, kind, uid, causation_id, event) VALUES (?, ?, ?, ?, ?, ?, ?)",
    );
    this.#addRecord = db.prepare("INSERT INTO records (recorded_at, kind, uid, record) VALUES (?, ?, ?, ?)");
    this.#lastRecord = db.prepare(
      "SELECT position, record FROM records WHERE uid = ? AND kind = ? ORDER BY position DESC LIMIT 1",
    );
    this.#replaceRecord = db.prepare("UPDATE records SET recorded_at = ?, record = ? WHERE position = ?");
    this.#putWork = db.prepare(
      "INSERT INTO work (kind, uid, item) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET item = excluded.item",
    );
    this.#removeWork = db.prepare("DELETE FROM work WHERE kind = ? AND uid = ?");
    this.#putPause = db.prepare(
      "INSERT INTO pauses (kind, uid, pause) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET pause = excluded.pause",
    );
    this.#removePause = db.prepare("DELETE FROM pauses WHERE kind = ? AND uid = ?");
  }

  addEvent(event: CloudEvent<unknown>, text: string, recordedAt: number): void {
    this.#addEvent.run(
      recordedAt,
      event.id,
      event.type,
      textOrNull(event["resourcekind"]),
      textOrNull(event["resourceuid"]),
      textOrNull(event["causationid"]),
      text,
    );
  }

  addRecord(kind: string, uid: string, text: string, recordedAt: number): void {
    this.#addRecord.run(recordedAt, kind, uid, text);
  }

  /** Has the last record of a resource count one that says nothing new. @returns whether it could. */
  repeatRecord(kind: string, uid: string, text: string, recordedAt: number): boolean {
    const last = this.#lastRecord.get(uid, kind);
    if (last === undefined) return false;
    const { position, record } = last;
    const both = collapsed(parseStored(record, `reconcile record ${position}`), parseStored(text, "new record"));
    if (both === undefined) return false;
    this.#replaceRecord.run(recordedAt, JSON.stringify(both), position);
    return true;
  }

  putWork(kind: string, uid: string, text: string): void {
    this.#putWork.run(kind, uid, text);
  }

  removeWork(kind: string, uid: string): void {
    this.#removeWork.run(kind, uid);
  }

  putPause(kind: string, uid: string, text: string): void {
    this.#putPause.run(kind, uid, text);
  }

  removePause(kind: string, uid: string): void {
    this.#removePause.run(kind, uid);
  }
}

function textOrNull(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}
