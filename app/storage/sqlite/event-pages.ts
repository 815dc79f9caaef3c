import type { CloudEventV1 } from "cloudevents";
import { compilePattern, type Matcher } from "../../events/pattern.ts";
import { type EventSort, EventSorts } from "./event-sorts.ts";
import type { LogPositions } from "./log-positions.ts";
import { parseStored } from "./parse-stored.ts";
import type { StatementCache } from "./statement-cache.ts";

/** An event of the log. */
export interface LoggedEvent {
  /** Orders events and pages through them. */
  position: number;
  event: CloudEventV1<unknown>;
}

/** Which events are meant; all where nothing is said. */
export interface EventFilter {
  /** As in `EventBus.subscribe`. */
  pattern?: string;
  kind?: string;
  uid?: string;
}

export interface EventQuery extends EventFilter {
  /** Only events before, or after, this position. */
  before?: number;
  after?: number;
  /** Only events that were logged between these times, both included; ms since the epoch. */
  from?: number;
  to?: number;
  limit: number;
}

/** The positions between which a query looks, both excluded. */
interface Stretch {
  after: number;
  before: number;
}

interface EventRow {
  position: number;
  type: string;
  kind: string | null;
  event: string;
}

const COLUMNS = "position, type, kind, event";
/** More sorts than this are looked for by reading on rather than by a query for each. */
const MAX_SORTS_BY_INDEX = 100;

/** Reads the event log, newest first. */
export class EventPages {
  readonly #statements: StatementCache;
  readonly #positions: LogPositions;
  readonly #sorts: EventSorts;

  constructor(statements: StatementCache, positions: LogPositions) {
    this.#statements = statements;
    this.#positions = positions;
    this.#sorts = new EventSorts(statements);
  }

  page(query: EventQuery): LoggedEvent[] {
    const { pattern = "**", kind, uid, limit } = query;
    const matches = compilePattern(pattern);
    const stretch = this.#stretchOf(query);
    const isEverything = pattern === "**" && kind === undefined;
    if (uid !== undefined || isEverything) return this.#readOn(query, stretch, matches);
    const sorts = this.#sorts.matching(pattern, kind);
    if (sorts.length > MAX_SORTS_BY_INDEX) return this.#readOn(query, stretch, matches);
    return sorts
      .flatMap((sort) => this.#ofSort(sort, stretch, limit))
      .toSorted((a, b) => b - a)
      .slice(0, limit)
      .flatMap((position) => this.#at(position));
  }

  /** The first types of events that the log holds, in their order. */
  types(limit: number): string[] {
    const types: string[] = [];
    for (const type of this.#sorts.types()) {
      if (types.length >= limit) break;
      types.push(type);
    }
    return types;
  }

  /** @param id of CloudEvents; where several sources used the same, the newest. */
  byId(id: string): LoggedEvent | undefined {
    const row = this.#statements
      .prepare<EventRow>(`SELECT ${COLUMNS} FROM events WHERE id = ? ORDER BY position DESC LIMIT 1`)
      .get(id);
    return row === undefined ? undefined : toLogged(row);
  }

  /** The events that name this one as their cause, oldest first. */
  causedBy(id: string, limit: number): LoggedEvent[] {
    return this.#statements
      .prepare<EventRow>(`SELECT ${COLUMNS} FROM events WHERE causation_id = ? ORDER BY position LIMIT ?`)
      .all(id, limit)
      .map(toLogged);
  }

  #stretchOf({ before = Number.MAX_SAFE_INTEGER, after = 0, from, to }: EventQuery): Stretch {
    return {
      after: from === undefined ? after : Math.max(after, this.#positions.until("events", from - 1)),
      before: to === undefined ? before : Math.min(before, this.#positions.until("events", to) + 1),
    };
  }

  #ofSort({ type, kind }: EventSort, { after, before }: Stretch, limit: number): number[] {
    const newest = this.#statements.prepare<number>(
      `SELECT position FROM events WHERE type = ? AND kind IS ? AND position > ? AND position < ?
       ORDER BY position DESC LIMIT ?`,
    );
    return newest.pluck().all(type, kind, after, before, limit);
  }

  #at(position: number): LoggedEvent[] {
    return this.#statements
      .prepare<EventRow>(`SELECT ${COLUMNS} FROM events WHERE position = ?`)
      .all(position)
      .map(toLogged);
  }

  #readOn({ kind, uid, limit }: EventQuery, { after, before }: Stretch, matches: Matcher): LoggedEvent[] {
    const rows = this.#statements
      .prepare<EventRow>(
        `SELECT ${COLUMNS} FROM events WHERE ${uid === undefined ? "" : "uid = ? AND"} position < ? AND position > ?
         ORDER BY position DESC`,
      )
      .iterate(...(uid === undefined ? [] : [uid]), before, after);
    const page: LoggedEvent[] = [];
    for (const row of rows) {
      if ((kind === undefined || row.kind === kind) && matches(row.type.split("."))) page.push(toLogged(row));
      if (page.length >= limit) break;
    }
    return page;
  }
}

function toLogged({ position, event }: EventRow): LoggedEvent {
  return { position, event: parseStored(event, `event ${position}`) };
}
