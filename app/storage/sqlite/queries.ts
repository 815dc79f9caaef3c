import type { Database } from "better-sqlite3";
import type { Clock } from "../../clock.ts";
import type { Resource } from "../../resource/resource.ts";
import type { ChangeFeed } from "../change-feed.ts";
import { closedError } from "../transactional-storage.ts";
import { type Density, EventDensity } from "./event-density.ts";
import { type EventFilter, EventPages, type EventQuery, type LoggedEvent } from "./event-pages.ts";
import { HistoryPages, type LoggedRecord, type RecordQuery, type Revision } from "./history-pages.ts";
import { type KindCount, KindCounts } from "./kind-counts.ts";
import { findByName, type NamedResource } from "./name-search.ts";
import { LabelVocabulary } from "./label-vocabulary.ts";
import { LogPositions } from "./log-positions.ts";
import { PastReader } from "./past-reader.ts";
import { PastRecords } from "./past-records.ts";
import { type MatchQuery, type PageQuery, type ResourcePage, ResourcePages } from "./resource-pages.ts";
import { inPlainWords } from "./sqlite-fault.ts";
import type { SqliteHistory } from "./sqlite-history.ts";
import type { StatementCache } from "./statement-cache.ts";

/**
 * What screens ask, answered by SQL from what is committed, each in a few ms for 100,000 resources. Every method throws an
 * `EngineError`: `Invalid` for a bad query, `Unavailable` when the file cannot be read, `Closed` after the storage was.
 */
export class SqliteQueries {
  readonly #db: Database;
  readonly #statements: StatementCache;
  readonly #resources: ResourcePages;
  readonly #counts: KindCounts;
  readonly #labels: LabelVocabulary;
  readonly #events: EventPages;
  readonly #history: HistoryPages;
  readonly #density: EventDensity;
  readonly #past: PastReader;
  readonly #pastRecords: PastRecords;

  constructor(
    db: Database,
    statements: StatementCache,
    history: SqliteHistory,
    feed: ChangeFeed,
    clock: Pick<Clock, "now">,
  ) {
    this.#db = db;
    this.#statements = statements;
    this.#counts = new KindCounts(statements, feed);
    this.#resources = new ResourcePages(db, statements, history, this.#counts, clock);
    this.#labels = new LabelVocabulary(statements);
    const positions = new LogPositions(statements);
    this.#events = new EventPages(statements, positions);
    this.#density = new EventDensity(statements, positions);
    this.#past = new PastReader(statements, positions);
    this.#pastRecords = new PastRecords(statements);
    this.#history = new HistoryPages(statements);
  }

  /** A page of a table. */
  page(query: PageQuery): ResourcePage {
    return this.#answer(() => this.#resources.page(query));
  }

  /** Some resources of a kind, the oldest and the newest, to see what they hold. */
  sample(kind: string, limit: number): Resource[] {
    return this.#answer(() => this.#resources.sample(kind, limit));
  }

  /** The keys of labels that resources of a kind have, by name. */
  labelKeys(kind: string, limit: number): string[] {
    return this.#answer(() => this.#labels.keys(kind, limit));
  }

  /** The values of a label, in their order. */
  labelValues(kind: string, key: string, options: { prefix: string; limit: number }): string[] {
    return this.#answer(() => this.#labels.values(kind, key, options));
  }

  /** All that match in the order of creation, a page at a time; what comes after the page is at `next`. */
  matching(query: MatchQuery, page: { after: number; limit: number }): { rows: Resource[]; next?: number } {
    return this.#answer(() => this.#resources.matching(query, page));
  }

  /** How the resources of each kind are, by kind. */
  summary(): KindCount[] {
    return this.#answer(() => this.#counts.all());
  }

  /** Undefined where there is no such resource. */
  nameOf(kind: string, uid: string): string | undefined {
    return this.#answer(() => this.#resources.nameOf(kind, uid));
  }

  /** The uids of the resources, of whatever kind, whose names hold all words of `search`, in any case. */
  uidsNamed(search: string): ReadonlySet<string> {
    return this.#answer(() => this.#resources.uidsNamed(search));
  }

  /** The first resources of any kind whose names hold the text. */
  find(text: string, { limit }: { limit: number }): NamedResource[] {
    return this.#answer(() => findByName(this.#statements, text, limit));
  }

  /** Those that are not ready, for the longest time first. */
  notReady({ limit }: { limit: number }): Resource[] {
    return this.#answer(() => this.#resources.notReady(limit));
  }

  /** Those owners of a resource that exist. */
  owners(kind: string, uid: string): Resource[] {
    return this.#answer(() => this.#resources.owners(kind, uid));
  }

  /** In order of creation. */
  dependents(ownerUid: string, page: { offset?: number; limit: number }): ResourcePage {
    return this.#answer(() => this.#resources.dependents(ownerUid, page));
  }

  /** How many resources of a kind an owner has, and how many of them are Ready. */
  readinessOfDependents(ownerUid: string, kind: string): { total: number; ready: number } {
    return this.#answer(() => this.#resources.readinessOfDependents(ownerUid, kind));
  }

  /** Newest first. */
  eventsPage(query: EventQuery): LoggedEvent[] {
    return this.#answer(() => this.#events.page(query));
  }

  /** The first types of events that the log holds, in their order. */
  eventTypes(limit: number): string[] {
    return this.#answer(() => this.#events.types(limit));
  }

  eventById(id: string): LoggedEvent | undefined {
    return this.#answer(() => this.#events.byId(id));
  }

  /** The events that name this one as their cause, oldest first. */
  eventsCausedBy(id: string, { limit }: { limit: number }): LoggedEvent[] {
    return this.#answer(() => this.#events.causedBy(id, limit));
  }

  /** What reconciles did, newest first. */
  recordsPage(query: RecordQuery): LoggedRecord[] {
    return this.#answer(() => this.#history.records(query));
  }

  /** The specs of a resource, newest first. */
  revisionsPage(kind: string, uid: string, page: { offset?: number; limit: number }): Revision[] {
    return this.#answer(() => this.#history.revisions(kind, uid, page));
  }

  /** How many events there were in each of `stretches` equal parts of a time; ms since the epoch, `to` not included. */
  async eventDensity(filter: EventFilter, from: number, to: number, stretches: number): Promise<Density> {
    if (!this.#db.open) throw closedError();
    try {
      return await this.#density.over(filter, from, to, stretches);
    } catch (error) {
      if (!this.#db.open) throw closedError();
      throw inPlainWords(error, "read", this.#db.name);
    }
  }

  /** Reads of the past with `read`. */
  ofPast<T>(read: (past: PastReader, records: PastRecords) => T): T {
    return this.#answer(() => read(this.#past, this.#pastRecords));
  }

  #answer<T>(read: () => T): T {
    if (!this.#db.open) throw closedError();
    try {
      return read();
    } catch (error) {
      throw inPlainWords(error, "read", this.#db.name);
    }
  }
}
