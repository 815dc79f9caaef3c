/** So often at most, in ms. */
const EVERY_MS = 1_000;

/**
 * When a view that is as it was says so, by its newer sequence: that keeps it known as up to date. Times in ms since the
 * epoch.
 */
export class Reassurance {
  #sequence = -1;
  #at = -Infinity;

  isDue(sequence: number, now: number): boolean {
    // A clock that was set back must not keep it silent.
    return sequence !== this.#sequence && Math.abs(now - this.#at) >= EVERY_MS;
  }

  /** The view has said how it is, changed or not. */
  told(sequence: number, now: number): void {
    this.#sequence = sequence;
    this.#at = now;
  }
}
