/** The first wait; each crash soon after another doubles it. */
const FIRST_DELAY_MS = 1_000;
/** A crash longer ago than this counts no more. */
const COUNTED_FOR_MS = 120_000;
/** After more crashes than this within that time, something is wrong that starting again does not mend. */
const MAX_RESTARTS = 5;

/** Remembers crashes, and says when to start again. */
export class CrashLog {
  #crashes: number[] = [];

  /** Notes a crash. @returns after how many ms to start again; undefined to give up. Times in ms since the epoch. */
  crashed(now: number): number | undefined {
    // A clock that was set back must not keep a crash forever.
    this.#crashes = [...this.#crashes.filter((at) => Math.abs(now - at) < COUNTED_FOR_MS), now];
    const count = this.#crashes.length;
    return count > MAX_RESTARTS ? undefined : FIRST_DELAY_MS * 2 ** (count - 1);
  }

  /** A person starts anew. */
  forget(): void {
    this.#crashes = [];
  }
}
