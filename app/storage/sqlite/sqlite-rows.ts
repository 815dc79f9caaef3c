import type { Database, Statement } from "better-sqlite3";
import type { CloudEvent } from "cloudevents";
import type { ReadableClock } from "../../clock.ts";
import { EngineError } from "../../errors.ts";
import { quote } from "../../quote.ts";
import type { ReconcileRecord } from "../../reconcile/record.ts";
import { isUneventful } from "../../reconcile/uneventful-record.ts";
import type { WorkItem } from "../../reconcile/work-item.ts";
import type { Resource } from "../../resource/resource.ts";
import type { RowStore, StoredResource } from "../row-store.ts";
import type { Pause, PauseScope } from "../storage.ts";
import { LogWriter } from "./log-writer.ts";
import { ResourceCache, SizedRow } from "./resource-cache.ts";
import { RESOURCE_COLUMNS, type ResourceRow, toStored } from "./resource-row.ts";
import { ResourceWriter } from "./resource-writer.ts";

/** A removed resource among those that wait for their commit. */
const REMOVED = null;

interface Undo {
  key: string;
  pending: SizedRow | typeof REMOVED | undefined;
}

/** Who makes the writes of one transaction; it may tell after it wrote. */
interface Author {
  name: string | undefined;
}

/**
 * Rows in SQLite. A transaction touches no table: it reads what is stored and what waits, and leaves its writes waiting, so
 * that undoing one of them disturbs no other. `write` then puts all that waits into the tables, within one commit.
 */
export class SqliteRows implements RowStore<SizedRow> {
  /** The newest sequence that was handed out. */
  sequence: number;
  readonly #resources: ResourceWriter;
  readonly #log: LogWriter;
  readonly #select: Statement<[kind: string, uid: string], ResourceRow>;
  readonly #selectDependents: Statement<[ownerUid: string], ResourceRow>;
  readonly #clock: ReadableClock;
  readonly #cache: ResourceCache;
  #pending = new Map<string, SizedRow | typeof REMOVED>();
  readonly #writes: (() => void)[] = [];
  /** What belongs to the transaction under way: how to undo what it did to `#pending`, and where its writes begin. */
  readonly #undo: Undo[] = [];
  #firstWrite = 0;
  #author: Author = { name: undefined };

  constructor(db: Database, sequence: number, clock: ReadableClock) {
    this.sequence = sequence;
    this.#clock = clock;
    this.#cache = new ResourceCache(clock);
    this.#resources = new ResourceWriter(db);
    this.#log = new LogWriter(db);
    this.#select = db.prepare(`SELECT ${RESOURCE_COLUMNS} FROM resources WHERE kind = ? AND uid = ?`);
    this.#selectDependents = db.prepare(
      `SELECT ${RESOURCE_COLUMNS} FROM resources
       WHERE position IN (SELECT position FROM owners WHERE owner_uid = ?) ORDER BY position`,
    );
  }

  /** Whether anything waits to be written. */
  get isDirty(): boolean {
    return this.#writes.length > 0;
  }

  isPending(kind: string, uid: string): boolean {
    return this.#pending.size > 0 && this.#pending.has(keyOf(kind, uid));
  }

  nextSequence(): number {
    return ++this.sequence;
  }

  get(kind: string, uid: string): SizedRow | undefined {
    const key = keyOf(kind, uid);
    const pending = this.#pending.get(key);
    if (pending !== undefined) return pending ?? undefined;
    return this.#cache.get(key) ?? this.#read(key, kind, uid);
  }

  dependents(ownerUid: string): SizedRow[] {
    const stored = this.#selectDependents.all(ownerUid).map(toSized);
    const rows = stored.filter(({ resource }) => !this.isPending(resource.kind, resource.metadata.uid));
    for (const row of this.#pending.values()) {
      if (row?.resource.metadata.ownerReferences.some(({ uid }) => uid === ownerUid)) rows.push(row);
    }
    return rows.toSorted((a, b) => a.position - b.position);
  }

  put(before: SizedRow | undefined, after: StoredResource): void {
    const author = this.#author;
    const { spec, status } = after.resource;
    if (before === undefined) {
      const texts = { spec: JSON.stringify(spec), status: JSON.stringify(status) };
      this.#writes.push(() => this.#resources.insert(after, texts, author.name));
      this.#setPending(new SizedRow(after, texts.spec.length, texts.status.length));
      return;
    }
    const texts = {
      spec: spec === before.resource.spec ? null : JSON.stringify(spec),
      status: status === before.resource.status ? null : JSON.stringify(status),
    };
    this.#writes.push(() => this.#resources.update(before, after, texts, author.name));
    const specLength = texts.spec?.length ?? before.specLength;
    this.#setPending(new SizedRow(after, specLength, texts.status?.length ?? before.statusLength));
  }

  remove(before: StoredResource, last: Resource): void {
    const text = JSON.stringify(last);
    this.#writes.push(() => this.#resources.delete(before, last, text));
    this.#setRemoved(last);
  }

  appendEvent(event: CloudEvent<unknown>): void {
    requireTexts({ "event.id": event.id, "event.type": event.type });
    const text = JSON.stringify(event);
    const now = this.#clock.now();
    this.#writes.push(() => this.#log.addEvent(event, text, now));
  }

  putWork(item: WorkItem): void {
    const { resourceKind, resourceUid } = item;
    requireTexts({ resourceKind, resourceUid });
    const text = JSON.stringify(item);
    this.#writes.push(() => this.#log.putWork(resourceKind, resourceUid, text));
  }

  removeWork(kind: string, uid: string): void {
    requireTexts({ kind, uid });
    this.#writes.push(() => this.#log.removeWork(kind, uid));
  }

  appendRecord(record: ReconcileRecord): void {
    const { resourceKind, resourceUid } = record;
    requireTexts({ resourceKind, resourceUid });
    const now = this.#clock.now();
    const text = JSON.stringify(record);
    const uneventful = isUneventful(record);
    this.#writes.push(() => {
      if (!uneventful || !this.#log.repeatRecord(resourceKind, resourceUid, text, now)) {
        this.#log.addRecord(resourceKind, resourceUid, text, now);
      }
    });
  }

  putPause(pause: Pause): void {
    const { kind = "", uid = "" } = pause;
    requireTexts({ kind, uid });
    const text = JSON.stringify(pause);
    this.#writes.push(() => this.#log.putPause(kind, uid, text));
  }

  removePause({ kind = "", uid = "" }: PauseScope): void {
    requireTexts({ kind, uid });
    this.#writes.push(() => this.#log.removePause(kind, uid));
  }

  setActor(actor: string): void {
    requireTexts({ actor });
    this.#author.name = actor;
  }

  rollback(): void {
    for (const { key, pending } of this.#undo.toReversed()) {
      if (pending === undefined) this.#pending.delete(key);
      else this.#pending.set(key, pending);
    }
    this.#writes.length = this.#firstWrite;
    this.endTransaction();
  }

  /** Keeps what the transaction did, waiting for its commit. */
  endTransaction(): void {
    this.#undo.length = 0;
    this.#firstWrite = this.#writes.length;
    this.#author = { name: undefined };
  }

  /** Puts all that waits into the tables. */
  write(): void {
    for (const write of this.#writes) write();
  }

  /** After the commit of what was written. */
  committed(): void {
    for (const [key, row] of this.#pending) {
      if (row === REMOVED) this.#cache.delete(key);
      else this.#cache.set(key, row);
    }
    this.discard();
  }

  /** Forgets what waits. */
  discard(): void {
    // Not cleared, or it would hold on to all rows that it ever had (see `TransientMap`).
    this.#pending = new Map();
    this.#writes.length = 0;
    this.endTransaction();
  }

  #read(key: string, kind: string, uid: string): SizedRow | undefined {
    const row = this.#select.get(kind, uid);
    if (row === undefined) return undefined;
    const sized = toSized(row);
    this.#cache.set(key, sized);
    return sized;
  }

  #setPending(row: SizedRow): void {
    this.#change(keyOf(row.resource.kind, row.resource.metadata.uid), row);
  }

  #setRemoved({ kind, metadata }: Resource): void {
    this.#change(keyOf(kind, metadata.uid), REMOVED);
  }

  #change(key: string, row: SizedRow | typeof REMOVED): void {
    this.#undo.push({ key, pending: this.#pending.get(key) });
    this.#pending.set(key, row);
  }
}

function toSized(row: ResourceRow): SizedRow {
  return new SizedRow(toStored(row), row.spec.length, row.status.length);
}

/** Kinds hold no slash, so that no two resources share a key. */
function keyOf(kind: string, uid: string): string {
  return `${kind}/${uid}`;
}

/**
 * What cannot be written must fail here, in its own transaction: later it would take all down that are committed with it.
 * @throws {EngineError} `Invalid`, naming the field.
 */
function requireTexts(fields: Record<string, unknown>): void {
  for (const field in fields) {
    if (typeof fields[field] === "string") continue;
    throw new EngineError("Invalid", `${field} is ${quote(fields[field])}, but must be a string`, { field });
  }
}
