import { replaceEqualDeep } from "@tanstack/react-query";
import { createStore } from "zustand/vanilla";
import type { CallFailure } from "./call-failure.ts";
import { contains, narrowRange, rangeFor, type RowRange, type VisibleRows } from "./row-range.ts";
import type { StreamPhase } from "./stream-hub.ts";

export interface RowPage<T> {
  rows: readonly T[];
  /** Of the whole list. */
  total: number;
  sequence: number;
}

/** Follows a stretch of a list until the returned function is called. */
export type FollowRows<Q, T> = (
  query: Q,
  range: RowRange,
  follower: { onPage(page: RowPage<T>): void; onPhase(phase: StreamPhase, error?: CallFailure): void },
) => () => void;

interface LoadedRows<T> {
  offset: number;
  rows: readonly T[];
}

/** What is known of a list that is too long to hold. */
export interface RowsState<T, E extends Error = CallFailure> {
  /** Undefined until the first answer. */
  total: number | undefined;
  /** The stretch that is live and the one before it, which is painted where the live one does not reach. */
  loaded: readonly LoadedRows<T>[];
  phase: StreamPhase;
  error: E | undefined;
  /** An answer takes longer than the eye takes for "at once". */
  slow: boolean;
  /** Counts the answers to new questions: then the rows are others, and the view belongs at their top. */
  answers: number;
}

export function rowAt<T>({ loaded }: Pick<RowsState<T>, "loaded">, index: number): T | undefined {
  for (const { offset, rows } of loaded) {
    const row = rows[index - offset];
    if (row !== undefined) return row;
  }
  return undefined;
}

/** Where a row that is held is now; undefined when it is not. */
export function indexOfRow<T>(
  { loaded }: Pick<RowsState<T>, "loaded">,
  isRow: (row: T) => boolean,
): number | undefined {
  for (const { offset, rows } of loaded) {
    const index = rows.findIndex(isRow);
    if (index !== -1) return offset + index;
  }
  return undefined;
}

const slowAfterMs = 200;
/** By then the rows that were asked for are on screen, which what is around them would hold up. */
const widenAfterMs = 100;
/** What is followed before anything is known of the view's height. */
const firstScreen: VisibleRows = { first: 0, last: 39 };

interface Following<Q> {
  query: Q;
  range: RowRange;
  close: () => void;
}

/**
 * The rows around what is visible of a list that the engine sorts, filters and pages. What was painted stays until what
 * replaces it is here, and at most one stretch is being asked for at a time: however fast somebody scrolls, the engine is
 * never asked for more than what they stop at and one stretch on the way.
 */
export class RowsStore<Q, T> {
  readonly #follow: FollowRows<Q, T>;
  readonly #keyOf: (row: T) => string;
  readonly #store = createStore<RowsState<T>>(() => ({
    total: undefined,
    loaded: [],
    phase: "connecting",
    error: undefined,
    slow: false,
    answers: 0,
  }));
  #visible = firstScreen;
  #live: Following<Q> | undefined;
  #pending: Following<Q> | undefined;
  #slowTimer: ReturnType<typeof setTimeout> | undefined;
  /** Set while a stretch was just answered, and what else there may be around the view is not asked for yet. */
  #widenTimer: ReturnType<typeof setTimeout> | undefined;
  #sequence: number | undefined;

  readonly getState = this.#store.getState;
  readonly getInitialState = this.#store.getInitialState;
  readonly subscribe = this.#store.subscribe;
  /** As of which sequence the rows are. */
  readonly painted = (): number | undefined => this.#sequence;

  constructor(follow: FollowRows<Q, T>, keyOf: (row: T) => string) {
    this.#follow = follow;
    this.#keyOf = keyOf;
  }

  /** Asks another question; an answer to an older one that has not come yet is no longer wanted. */
  ask(query: Q): void {
    this.#dropPending();
    this.#open(query, narrowRange({ first: 0, last: this.#visible.last - this.#visible.first }));
  }

  /** Says what is on screen now. */
  look(visible: VisibleRows): void {
    this.#visible = visible;
    const held = this.#pending ?? this.#live;
    if (!held || this.#pending) return;
    if (!contains(held.range, visible)) {
      this.#open(held.query, narrowRange(visible));
      return;
    }
    if (this.#widenTimer !== undefined) return;
    const range = rangeFor(visible, held.range);
    if (range !== held.range) this.#open(held.query, range);
  }

  close(): void {
    clearTimeout(this.#widenTimer);
    this.#dropPending();
    this.#live?.close();
    this.#live = undefined;
  }

  #open(query: Q, range: RowRange): void {
    clearTimeout(this.#widenTimer);
    this.#widenTimer = undefined;
    const following: Following<Q> = { query, range, close: () => undefined };
    this.#pending = following;
    this.#slowTimer = setTimeout(() => this.#store.setState({ slow: true }), slowAfterMs);
    following.close = this.#follow(query, range, {
      onPage: (page) => this.#receive(following, page),
      onPhase: (phase, error) => this.#enter(following, phase, error),
    });
  }

  /** Asks for what is around the rows that were asked for, which are on screen by now. */
  #widen(): void {
    this.#widenTimer = undefined;
    this.look(this.#visible);
  }

  #dropPending(): void {
    clearTimeout(this.#slowTimer);
    this.#pending?.close();
    this.#pending = undefined;
  }

  #enter(following: Following<Q>, phase: StreamPhase, error: CallFailure | undefined): void {
    if (following === this.#pending && phase === "refused") {
      // The rows of the last good question stay, and stay live.
      this.#dropPending();
      this.#store.setState({ phase, error, slow: false });
    } else if (following === this.#live || phase === "interrupted") {
      this.#store.setState({ phase, error });
    }
  }

  #receive(following: Following<Q>, page: RowPage<T>): void {
    this.#sequence = page.sequence;
    const { loaded, answers } = this.#store.getState();
    const fresh = { offset: following.range.offset, rows: this.#keepEqual(page.rows, loaded) };
    if (following === this.#live) {
      this.#store.setState({ total: page.total, loaded: [fresh, ...loaded.slice(1)] });
      return;
    }
    const sameQuestion = this.#live?.query === following.query;
    clearTimeout(this.#slowTimer);
    this.#live?.close();
    this.#live = following;
    this.#pending = undefined;
    this.#store.setState({
      total: page.total,
      loaded: sameQuestion ? [fresh, ...loaded.slice(0, 1)] : [fresh],
      phase: "live",
      error: undefined,
      slow: false,
      answers: sameQuestion ? answers : answers + 1,
    });
    // Of a new question the view does not show the top yet; of any other it may have moved on.
    if (sameQuestion && !contains(following.range, this.#visible)) this.look(this.#visible);
    else if (page.total > page.rows.length) this.#widenTimer = setTimeout(() => this.#widen(), widenAfterMs);
  }

  /** Rows that did not change keep their identity, wherever they moved, so that they are not painted again. */
  #keepEqual(rows: readonly T[], loaded: readonly LoadedRows<T>[]): readonly T[] {
    const known = new Map(loaded.flatMap((stretch) => stretch.rows).map((row) => [this.#keyOf(row), row]));
    return rows.map((row) => replaceEqualDeep(known.get(this.#keyOf(row)), row));
  }
}
