import { compilePattern } from "../../events/pattern.ts";
import { Turns } from "../../turns.ts";
import type { EventFilter } from "./event-pages.ts";
import { EventSorts } from "./event-sorts.ts";
import type { LogPositions } from "./log-positions.ts";
import type { StatementCache } from "./statement-cache.ts";

/** How many events fell into each of a number of equally long stretches of time. */
export interface Density {
  /** ms since the epoch: where the first stretch begins and the last one ends. */
  from: number;
  to: number;
  counts: number[];
}

/** Counts events over time, by indexes alone: no event is read. */
export class EventDensity {
  readonly #statements: StatementCache;
  readonly #positions: LogPositions;
  readonly #sorts: EventSorts;

  constructor(statements: StatementCache, positions: LogPositions) {
    this.#statements = statements;
    this.#positions = positions;
    this.#sorts = new EventSorts(statements);
  }

  /**
   * @param from ms since the epoch, as `to`, which is not part of it.
   * @param stretches how many; at least one.
   */
  async over(filter: EventFilter, from: number, to: number, stretches: number): Promise<Density> {
    const turns = new Turns();
    const bounds: number[] = [];
    for (let index = 0; index <= stretches; index++) {
      bounds.push(this.#positions.until("events", Math.ceil(from + ((to - from) * index) / stretches) - 1));
      await turns.pause();
    }
    const counts = Array.from({ length: stretches }, () => 0);
    const { uid, pattern = "**", kind } = filter;
    if (uid === undefined) {
      for (const { type, kind: each } of this.#sorts.matching(pattern, kind)) {
        for (let index = 0; index < stretches; index++) {
          const [after = 0, until = 0] = [bounds[index], bounds[index + 1]];
          if (until > after) counts[index] = (counts[index] ?? 0) + this.#count(type, each, after, until);
          await turns.pause();
        }
      }
    } else {
      this.#countOfResource(uid, filter, bounds, counts);
    }
    return { from, to, counts };
  }

  #count(type: string, kind: string | null, after: number, until: number): number {
    const count = this.#statements.prepare<number>(
      "SELECT count(*) FROM events WHERE type = ? AND kind IS ? AND position > ? AND position <= ?",
    );
    return count.pluck().get(type, kind, after, until) ?? 0;
  }

  /** So few of them are kept that they can be read. */
  #countOfResource(uid: string, { kind, pattern = "**" }: EventFilter, bounds: number[], counts: number[]): void {
    const matches = compilePattern(pattern);
    const events = this.#statements.prepare<{ position: number; type: string }>(
      `SELECT position, type FROM events
       WHERE uid = ? AND (? IS NULL OR kind = ?) AND position > ? AND position <= ? ORDER BY position`,
    );
    let index = 0;
    for (const { position, type } of events.iterate(uid, kind ?? null, kind ?? null, bounds[0], bounds.at(-1))) {
      while (position > (bounds[index + 1] ?? Infinity)) index++;
      if (matches(type.split("."))) counts[index] = (counts[index] ?? 0) + 1;
    }
  }
}
