import type { Clock } from "../../app/clock.ts";
import { within } from "../../app/within.ts";
import type { UnappliedEdits } from "./unapplied-edits.ts";

/** What the user wants done with edits that are not applied, when a window or the application is to close. */
export type EditsAnswer = "keep" | "discard" | "stay";

export interface CloseGuardOptions {
  edits: UnappliedEdits;
  /** @param titles what was edited */
  ask(titles: readonly string[], closing: readonly number[]): Promise<EditsAnswer>;
  /** Asks the window to drop what was typed in it. */
  discard(window: number): void;
  clock: Clock;
}

/** A page that does not answer within this, in ms, keeps its edits: nobody waits for it any longer. */
const DISCARD_DEADLINE_MS = 2_000;

/** Asks before windows close in which there are edits that are not applied. */
export class CloseGuard {
  readonly #options: CloseGuardOptions;
  #isAsking = false;
  #isOff = false;

  constructor(options: CloseGuardOptions) {
    this.#options = options;
  }

  /**
   * @param close called when the user has decided to close them after all
   * @returns whether they may close at once; otherwise the user is asked
   */
  mayClose(windows: readonly number[], close: () => void): boolean {
    const titles = this.#options.edits.of(windows);
    if (this.#isOff || titles.length === 0) return true;
    if (!this.#isAsking) void this.#ask(titles, windows, close);
    return false;
  }

  /** From now on nobody is asked, as when the system wants the application gone: edits are kept anyway. */
  turnOff(): void {
    this.#isOff = true;
  }

  async #ask(titles: readonly string[], windows: readonly number[], close: () => void): Promise<void> {
    const { edits, ask } = this.#options;
    this.#isAsking = true;
    const answer = await ask(titles, windows).finally(() => (this.#isAsking = false));
    if (answer === "stay") return;
    if (answer === "discard") await Promise.all(windows.map((window) => this.#discarded(window)));
    for (const window of windows) edits.forget(window);
    close();
  }

  async #discarded(window: number): Promise<void> {
    const { edits, discard, clock } = this.#options;
    if (edits.of([window]).length === 0) return;
    discard(window);
    await within(clock, DISCARD_DEADLINE_MS, edits.none(window));
  }
}
