import type { Clock } from "../../clock.ts";

/** What is still asked for after so long is meant, and not one of the letters of something that is being typed. */
const SETTLED_MS = 400;
/** What is asked for often is prepared for a kind with so many resources; fewer are looked through quickly enough each time. */
export const WORTHWHILE_ROWS = 2_000;
/** So many that are being typed are remembered. */
const MAX_REMEMBERED = 32;

/** Tells what is asked for in earnest from what is being typed. */
export class SettledDemand {
  /** When each was first asked for, ms since the epoch. */
  readonly #firstAsked = new Map<string, number>();
  readonly #clock: Pick<Clock, "now">;

  constructor(clock: Pick<Clock, "now">) {
    this.#clock = clock;
  }

  /** Asks for `key` once more. @returns whether it has been asked for long enough; that is said once. */
  ask(key: string): boolean {
    const now = this.#clock.now();
    const since = this.#firstAsked.get(key);
    if (since === undefined) {
      if (this.#firstAsked.size >= MAX_REMEMBERED) this.#firstAsked.clear();
      this.#firstAsked.set(key, now);
      return false;
    }
    return now - since >= SETTLED_MS && this.#firstAsked.delete(key);
  }
}
