import { createStore } from "zustand/vanilla";
import type { CallFailure } from "../../live/call-failure.ts";
import type { FleetEvent } from "../../../shared/model.ts";

/** Asks for events before a position, newest first. */
export type FetchEvents = (before: number | undefined, limit: number) => Promise<readonly FleetEvent[]>;

export interface EventLogState {
  /** Newest first, without a gap: everything older is in the engine's history. */
  events: readonly FleetEvent[];
  /** Whether the first page is here. */
  loaded: boolean;
  /** Whether there is nothing older than the last of `events`. */
  complete: boolean;
  paused: boolean;
  /** How many have come while paused. */
  waiting: number;
  error: CallFailure | Error | undefined;
  /** Counts how often the log began anew from the newest event. */
  restarts: number;
}

const pageSize = 200;
/** How many are held before the oldest are let go; they can be asked for again. Whoever reads further back pauses. */
const maxHeld = 5_000;

/**
 * The newest stretch of the engine's event log. The engine keeps all of them, so that a pause holds back nothing but a
 * number, and a stretch that was missed is read again rather than guessed.
 */
export class EventLog {
  readonly #fetch: FetchEvents;
  readonly #store = createStore<EventLogState>(() => ({
    events: [],
    loaded: false,
    complete: false,
    paused: false,
    waiting: 0,
    error: undefined,
    restarts: 0,
  }));
  /** What is being asked for; an answer to something else is too late. */
  #asked: object | undefined;
  /** What came live before the first page did. */
  #early: FleetEvent[] = [];
  /** Whether more came than is held, so that the first page and they have a gap between them. */
  #missedEarly = false;
  #sequence: number | undefined;

  readonly getState = this.#store.getState;
  readonly getInitialState = this.#store.getInitialState;
  readonly subscribe = this.#store.subscribe;
  /** As of which sequence the newest event is the newest. */
  readonly painted = (): number | undefined => this.#sequence;

  constructor(fetch: FetchEvents) {
    this.#fetch = fetch;
  }

  /** Begins anew from the newest event. */
  async restart(): Promise<void> {
    this.#early = [];
    this.#missedEarly = false;
    this.#store.setState(({ restarts }) => ({ loaded: false, paused: false, waiting: 0, restarts: restarts + 1 }));
    const page = await this.#ask(undefined);
    if (!page) return;
    const newest = page[0]?.position ?? 0;
    const early = this.#early.filter(({ position }) => position > newest).toReversed();
    this.#early = [];
    this.#store.setState({ events: [...early, ...page], loaded: true, complete: page.length < pageSize });
    if (this.#missedEarly) void this.restart();
  }

  async loadOlder(): Promise<void> {
    const { events, loaded, complete, paused } = this.getState();
    const oldest = events.at(-1);
    if (!loaded || complete || !oldest || this.#asked) return;
    const page = await this.#ask(oldest.position);
    if (!page) return;
    // What is new would take away what is being read.
    if (!paused && this.getState().events.length + page.length > maxHeld) this.pause();
    this.#store.setState(({ events: held }) => ({ events: [...held, ...page], complete: page.length < pageSize }));
  }

  /** Takes what the stream tells, oldest first. */
  receive(fresh: readonly FleetEvent[], skipped: number, sequence: number): void {
    this.#sequence = sequence;
    const { loaded, paused, events } = this.getState();
    if (paused) {
      this.#store.setState(({ waiting }) => ({ waiting: waiting + fresh.length + skipped }));
    } else if (!loaded) {
      this.#early.push(...fresh);
      if (this.#early.length > maxHeld || skipped > 0) {
        this.#early = [];
        this.#missedEarly = true;
      }
    } else if (skipped > 0) {
      void this.restart();
    } else {
      const newest = events[0]?.position ?? 0;
      const added = fresh.filter(({ position }) => position > newest).toReversed();
      const held = [...added, ...events];
      this.#store.setState(({ complete }) => ({
        events: held.slice(0, maxHeld),
        complete: complete && held.length <= maxHeld,
      }));
    }
  }

  pause(): void {
    this.#store.setState({ paused: true, waiting: 0 });
  }

  async #ask(before: number | undefined): Promise<readonly FleetEvent[] | undefined> {
    const asked = {};
    this.#asked = asked;
    try {
      const page = await this.#fetch(before, pageSize);
      if (this.#asked !== asked) return undefined;
      this.#store.setState({ error: undefined });
      return page;
    } catch (error) {
      if (this.#asked === asked) {
        this.#store.setState({ error: error instanceof Error ? error : new Error(String(error)) });
      }
      return undefined;
    } finally {
      if (this.#asked === asked) this.#asked = undefined;
    }
  }
}
