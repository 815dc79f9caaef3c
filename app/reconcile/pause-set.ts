import type { Pause, PauseScope } from "../storage/storage.ts";

/** What is paused: everything, kinds, single resources. */
export class PauseSet {
  readonly #pauses = new Map<string, Pause>();

  /** One for each scope: a second one replaces the first. */
  add(pause: Pause): void {
    this.#pauses.set(keyOf(pause), pause);
  }

  /** @returns whether there was one. */
  remove(scope: PauseScope): boolean {
    return this.#pauses.delete(keyOf(scope));
  }

  covers(kind: string, uid: string): boolean {
    return (
      this.#pauses.size > 0 &&
      (this.#pauses.has(keyOf({})) || this.#pauses.has(keyOf({ kind })) || this.#pauses.has(keyOf({ kind, uid })))
    );
  }

  list(): Pause[] {
    return [...this.#pauses.values()];
  }
}

/** Kinds and uids hold no slash. */
function keyOf({ kind, uid }: PauseScope): string {
  if (kind === undefined) return "";
  return uid === undefined ? kind : `${kind}/${uid}`;
}
