interface Beat {
  sequence: number;
  /** ms since the epoch. */
  at: number;
}

/** A view that lags longer than this keeps only its first beats; it is "behind" all the same. */
const maxBeats = 600;

/**
 * How old the oldest of the window's views is. The engine says once a second how far it is, each message of a view how far
 * that view is: a view is as old as the first of the engine's beats that it has not reached.
 */
export class FreshnessMeter {
  #beats: Beat[] = [];
  readonly #painted = new Map<object, number>();
  #heardAt: number | undefined;

  /** The engine said how far it is. */
  beat(sequence: number, at: number): void {
    this.#heardAt = at;
    const newest = this.#beats.at(-1);
    // An engine that goes back has opened an older database: what it said before counts no more.
    if (newest && sequence < newest.sequence) this.#beats = [];
    if (newest?.sequence === sequence || this.#beats.length >= maxBeats) return;
    this.#beats.push({ sequence, at });
    this.#forgetReached();
  }

  /** A view has painted the state as of this sequence. */
  painted(view: object, sequence: number): void {
    this.#painted.set(view, sequence);
    this.#forgetReached();
  }

  /** A view is gone. */
  forget(view: object): void {
    this.#painted.delete(view);
    this.#forgetReached();
  }

  /** By how many ms the oldest view is behind. */
  behindMs(now: number): number {
    const oldest = Math.min(...this.#painted.values());
    const missed = this.#firstMissed(oldest);
    return missed ? Math.max(now - missed.at, 0) : 0;
  }

  /** Until when what a view painted as of this sequence was true, as far as the engine has told; undefined before it has. */
  trueUntil(sequence: number): number | undefined {
    return this.#firstMissed(sequence)?.at ?? this.#heardAt;
  }

  #firstMissed(sequence: number): Beat | undefined {
    return this.#beats.find((beat) => beat.sequence > sequence);
  }

  #forgetReached(): void {
    const oldest = Math.min(...this.#painted.values());
    const firstMissed = this.#beats.findIndex((beat) => beat.sequence > oldest);
    const reached = firstMissed === -1 ? this.#beats.length - 1 : firstMissed;
    if (reached > 0) this.#beats.splice(0, reached);
  }
}
