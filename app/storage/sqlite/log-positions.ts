import type { StatementCache } from "./statement-cache.ts";

/** A log that is only ever appended to: later entries have higher positions. */
type Log = "events" | "revisions";

/** What a log still holds. */
export interface LogSpan {
  firstPosition: number;
  /** ms since the epoch. */
  firstAt: number;
  lastPosition: number;
  lastAt: number;
}

interface Entry {
  position: number;
  recorded_at: number;
}

/**
 * Finds where in a log a time is, by halving: some twenty look-ups for a million entries, and no index that every write
 * would pay for.
 */
export class LogPositions {
  readonly #statements: StatementCache;

  constructor(statements: StatementCache) {
    this.#statements = statements;
  }

  /** Undefined when the log is empty. */
  span(log: Log): LogSpan | undefined {
    const first = this.#entry(log, "position >= 0", "ASC", []);
    const last = this.#entry(log, "position >= 0", "DESC", []);
    if (first === undefined || last === undefined) return undefined;
    return {
      firstPosition: first.position,
      firstAt: first.recorded_at,
      lastPosition: last.position,
      lastAt: last.recorded_at,
    };
  }

  /** The position of the last entry that was written until `at` (ms since the epoch), that ms included; 0 when none was. */
  until(log: Log, at: number): number {
    let below = 0;
    let above = (this.span(log)?.lastPosition ?? 0) + 1;
    // What is at `below` was written until then, and what is at `above` later.
    while (above - below > 1) {
      const middle = Math.floor((below + above) / 2);
      const entry = this.#entry(log, "position >= ? AND position < ?", "ASC", [middle, above]);
      if (entry === undefined) above = middle;
      else if (entry.recorded_at <= at) below = entry.position;
      else above = middle;
    }
    return below;
  }

  /** When the nearest event before or after `at` was written, of one resource or of all; ms since the epoch. */
  neighbour(at: number, direction: "back" | "forward", uid: string | undefined): number | undefined {
    const ofResource = uid === undefined ? "" : "uid = ? AND ";
    const of = uid === undefined ? [] : [uid];
    const entry =
      direction === "back"
        ? this.#entry("events", `${ofResource}position <= ?`, "DESC", [...of, this.until("events", at - 1)])
        : this.#entry("events", `${ofResource}position > ?`, "ASC", [...of, this.until("events", at)]);
    return entry?.recorded_at;
  }

  #entry(log: Log, where: string, direction: "ASC" | "DESC", values: (string | number)[]): Entry | undefined {
    return this.#statements
      .prepare<Entry>(`SELECT position, recorded_at FROM ${log} WHERE ${where} ORDER BY position ${direction} LIMIT 1`)
      .get(...values);
  }
}
