import type { CloudEventV1 } from "cloudevents";
import { compilePattern, type Matcher } from "../../events/pattern.ts";
import { parseStored } from "./parse-stored.ts";
import type { StatementCache } from "./statement-cache.ts";

/** An event of the log. */
export interface LoggedEvent {
  /** Orders events and pages through them. */
  position: number;
  event: CloudEventV1<unknown>;
}

export interface EventQuery {
  /** As in `EventBus.subscribe`; all types when left out. */
  pattern?: string;
  kind?: string;
  uid?: string;
  /** Only events before, or after, this position. */
  before?: number;
  after?: number;
  limit: number;
}

interface EventRow {
  position: number;
  type: string;
  kind: string | null;
  event: string;
}

const COLUMNS = "position, type, kind, event";
/** More types than this are looked for by reading on rather than by a query for each. */
const MOST_TYPES_BY_INDEX = 50;

/** Reads the event log, newest first. */
export class EventPages {
  readonly #statements: StatementCache;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  page(query: EventQuery): LoggedEvent[] {
    const { pattern = "**", uid } = query;
    const matches = compilePattern(pattern);
    if (uid !== undefined || pattern === "**") return this.#readOn(query, matches);
    const types = this.#types().filter((type) => matches(type.split(".")));
    if (types.length > MOST_TYPES_BY_INDEX) return this.#readOn(query, matches);
    return types
      .flatMap((type) => this.#ofType(type, query))
      .toSorted((a, b) => b.position - a.position)
      .slice(0, query.limit);
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

  /** Every type there is, by skipping from one to the next in the index. */
  #types(): string[] {
    return this.#statements
      .prepare<string>(
        `WITH RECURSIVE types (type) AS (
           SELECT min(type) FROM events
           UNION ALL
           SELECT (SELECT min(type) FROM events WHERE type > types.type) FROM types WHERE types.type IS NOT NULL
         )
         SELECT type FROM types WHERE type IS NOT NULL`,
      )
      .pluck()
      .all();
  }

  #ofType(type: string, { kind, before, after, limit }: EventQuery): LoggedEvent[] {
    return this.#statements
      .prepare<EventRow>(
        `SELECT ${COLUMNS} FROM events WHERE type = ? AND position < ? AND position > ?
         AND (? IS NULL OR kind = ?) ORDER BY position DESC LIMIT ?`,
      )
      .all(type, before ?? Number.MAX_SAFE_INTEGER, after ?? 0, kind ?? null, kind ?? null, limit)
      .map(toLogged);
  }

  #readOn({ kind, uid, before, after, limit }: EventQuery, matches: Matcher): LoggedEvent[] {
    const rows = this.#statements
      .prepare<EventRow>(
        `SELECT ${COLUMNS} FROM events WHERE ${uid === undefined ? "" : "uid = ? AND"} position < ? AND position > ?
         ORDER BY position DESC`,
      )
      .iterate(...(uid === undefined ? [] : [uid]), before ?? Number.MAX_SAFE_INTEGER, after ?? 0);
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
