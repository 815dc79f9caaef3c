import type { Clock, TimerHandle } from "../../app/clock.ts";
import type { Change } from "../../app/storage/storage.ts";

/** What a view must be looked at again for: a change of any resource, of one kind, of one resource, of the queue, of what is paused, or the time. */
export type Interest = "any" | "queue" | "pauses" | "second" | { kind: string; uid?: string };

type Wake = () => void;

export interface ChangeSources {
  watch(onChange: (change: Change) => void): () => void;
  watchQueue(onChange: () => void): () => void;
  watchPauses(onChange: () => void): () => void;
  sequence(): number;
}

/** So often are views looked at again that nothing woke though something changed elsewhere: they are still up to date. */
const SECOND_MS = 1_000;

/**
 * Tells views when to look again. One watch serves them all; a change costs a look-up and a call for each view that it
 * concerns, whatever the number of resources.
 */
export class ChangeHub {
  readonly #sources: ChangeSources;
  readonly #clock: Clock;
  readonly #wakes = new Map<string, Set<Wake>>();
  /** Each ends the watch of one source. */
  readonly #watches: readonly (() => void)[];
  #timer: TimerHandle;
  #tickedAt: number;
  #wasQuiet = true;

  constructor(sources: ChangeSources, clock: Clock) {
    this.#sources = sources;
    this.#clock = clock;
    this.#tickedAt = sources.sequence();
    this.#watches = [
      sources.watch(({ resource: { kind, metadata } }) => {
        if (this.#wakes.size === 0) return;
        this.#wake("any");
        this.#wake(keyOf({ kind }));
        this.#wake(keyOf({ kind, uid: metadata.uid }));
      }),
      sources.watchQueue(() => this.#wake("queue")),
      sources.watchPauses(() => this.#wake("pauses")),
    ];
    this.#tick();
  }

  /** Calls `wake` after each change of what is of interest, until the returned function is called. */
  follow(interests: readonly Interest[], wake: Wake): () => void {
    const keys = interests.map(keyOf);
    for (const key of keys) {
      const wakes = this.#wakes.get(key) ?? new Set();
      this.#wakes.set(key, wakes.add(wake));
    }
    return () => {
      for (const key of keys) {
        const wakes = this.#wakes.get(key);
        wakes?.delete(wake);
        if (wakes?.size === 0) this.#wakes.delete(key);
      }
    };
  }

  close(): void {
    this.#clock.clearTimeout(this.#timer);
    for (const stop of this.#watches) stop();
  }

  #wake(key: string): void {
    const wakes = this.#wakes.get(key);
    if (wakes === undefined) return;
    for (const wake of wakes) wake();
  }

  #tick(): void {
    this.#timer = this.#clock.setTimeout(() => {
      this.#tick();
      const sequence = this.#sources.sequence();
      const isQuiet = sequence === this.#tickedAt;
      const isSettled = isQuiet && this.#wasQuiet;
      this.#tickedAt = sequence;
      this.#wasQuiet = isQuiet;
      if (isSettled) {
        this.#wake("second");
        return;
      }
      // Once more in the first quiet second: a view that was shown less than a second ago passed over the one before.
      for (const wakes of this.#wakes.values()) for (const wake of wakes) wake();
    }, SECOND_MS);
  }
}

/** Neither a kind nor a uid holds a slash. */
function keyOf(interest: Interest): string {
  if (typeof interest === "string") return interest;
  return interest.uid === undefined ? `/${interest.kind}` : `/${interest.kind}/${interest.uid}`;
}
