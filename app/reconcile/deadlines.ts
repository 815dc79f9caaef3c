import type { Clock } from "../clock.ts";
import { DueTimer } from "./due-timer.ts";
import { EntryList, OwnLinks, type Linked } from "./entry-list.ts";

/** Something that must end in time. */
export interface Timed<E> extends Linked<E> {
  /** On the time scale of its `Deadlines`, which alone writes it. */
  deadline: number;
}

/**
 * Gives everything the same time, and says what did not keep it: one timer for all, and nothing to allocate for each. It
 * counts the time that the program was awake (see `DueTimer`).
 */
export class Deadlines<E extends Timed<E>> {
  readonly #timeoutMs: number;
  readonly #onTimeout: (item: E) => void;
  readonly #timer: DueTimer;
  /** The time is the same for all, so whoever began first is due first. */
  readonly #items = new EntryList(new OwnLinks<E>());

  constructor(clock: Clock, timeoutMs: number, onTimeout: (item: E) => void) {
    this.#timeoutMs = timeoutMs;
    this.#onTimeout = onTimeout;
    this.#timer = new DueTimer(clock, () => this.#onDue());
  }

  begin(item: E): void {
    item.deadline = this.#timer.now() + this.#timeoutMs;
    this.#items.push(item);
    if (this.#items.length === 1) this.#timer.set(item.deadline);
  }

  /** It ended. Does nothing for what has run out of time. */
  end(item: E): void {
    if (item.deadline === Infinity) return;
    item.deadline = Infinity;
    this.#items.remove(item);
  }

  /** Nothing runs out of time any more. */
  stop(): void {
    this.#timer.set(undefined);
  }

  #onDue(): void {
    for (let first = this.#items.first; first !== undefined; first = this.#items.first) {
      if (first.deadline > this.#timer.now()) {
        this.#timer.set(first.deadline);
        return;
      }
      this.end(first);
      this.#onTimeout(first);
    }
  }
}
