import { setImmediate } from "node:timers/promises";

/** So long a stretch of work may hold up everything else, ms. */
const TURN_MS = 4;

/** Parts a long computation into stretches of a few ms, between which the event loop has its turn. */
export class Turns {
  #startedAt = performance.now();

  /** To be awaited often: it costs next to nothing until the stretch is used up. */
  pause(): Promise<void> | undefined {
    if (performance.now() - this.#startedAt < TURN_MS) return undefined;
    return this.#next();
  }

  async #next(): Promise<void> {
    await setImmediate();
    this.#startedAt = performance.now();
  }
}
