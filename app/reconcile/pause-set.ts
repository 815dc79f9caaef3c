import { Listeners } from "../listeners.ts";
import type { Pause, PauseScope } from "../storage/storage.ts";

/** Which resources of a kind are paused. */
export interface PausedOfKind {
  /** All of them are, with the kind or with everything. */
  all: boolean;
  /** Those that are paused one by one. */
  uids: readonly string[];
}

/** What is paused: everything, kinds, single resources. There may be as many pauses as there are resources. */
export class PauseSet {
  readonly #broad = new Map<string, Pause>();
  readonly #single = new Map<string, Pause>();
  readonly #changes = new Listeners();

  get size(): number {
    return this.#broad.size + this.#single.size;
  }

  /** One for each scope: a second one replaces the first. */
  add(pause: Pause): void {
    this.#of(pause).set(keyOf(pause), pause);
    this.#changes.tell();
  }

  /** Calls `listener` after each change until the returned function is called. */
  onChange(listener: () => void): () => void {
    return this.#changes.add(listener);
  }

  /** The pause of exactly this scope. */
  get(scope: PauseScope): Pause | undefined {
    return this.#of(scope).get(keyOf(scope));
  }

  /** @returns whether there was one. */
  remove(scope: PauseScope): boolean {
    const was = this.#of(scope).delete(keyOf(scope));
    if (was) this.#changes.tell();
    return was;
  }

  /** What keeps a resource from being reconciled, the narrowest first. */
  covering(kind: string, uid: string): Pause | undefined {
    if (this.size === 0) return undefined;
    return this.get({ kind, uid }) ?? this.get({ kind }) ?? this.get({});
  }

  covers(kind: string, uid: string): boolean {
    return this.covering(kind, uid) !== undefined;
  }

  ofKind(kind: string): PausedOfKind {
    const uids: string[] = [];
    for (const pause of this.#single.values()) if (pause.kind === kind && pause.uid !== undefined) uids.push(pause.uid);
    return { all: this.get({ kind }) !== undefined || this.get({}) !== undefined, uids };
  }

  /** The broad ones first; at most `limit` of them. */
  list(limit = Infinity): Pause[] {
    const listed = [...this.#broad.values()];
    for (const pause of this.#single.values()) {
      if (listed.length >= limit) break;
      listed.push(pause);
    }
    return listed.slice(0, limit);
  }

  #of({ uid }: PauseScope): Map<string, Pause> {
    return uid === undefined ? this.#broad : this.#single;
  }
}

/** Kinds and uids hold no slash. */
function keyOf({ kind, uid }: PauseScope): string {
  if (kind === undefined) return "";
  return uid === undefined ? kind : `${kind}/${uid}`;
}
