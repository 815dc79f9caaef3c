import type { Clock, TimerHandle } from "../../app/clock.ts";
import type { Subject } from "../../shared/notice.ts";

/** What happens together, as when a rack loses its power, is told together. */
const GATHER_MS = 2_000;
/** What goes on happening is told so often. */
const PAUSE_MS = 30_000;
/** So many are told by name. */
const NAMED = 5;

/** Gathers subjects, so that many at once become one notice: "nid000012 and 11 more". */
export class Gathering {
  readonly #clock: Clock;
  readonly #tell: (subjects: Subject[], count: number) => void;
  #named: Subject[] = [];
  #count = 0;
  #toldAt = Number.NEGATIVE_INFINITY;
  #timer: TimerHandle;

  constructor(clock: Clock, tell: (subjects: Subject[], count: number) => void) {
    this.#clock = clock;
    this.#tell = tell;
  }

  add(subject: Subject): void {
    this.#count += 1;
    if (this.#named.length < NAMED) this.#named.push(subject);
    if (this.#count > 1) return;
    const untilNext = Math.min(this.#toldAt + PAUSE_MS - this.#clock.now(), PAUSE_MS);
    this.#timer = this.#clock.setTimeout(() => this.#flush(), Math.max(GATHER_MS, untilNext));
  }

  /** What is gathered is not told any more. */
  close(): void {
    this.#clock.clearTimeout(this.#timer);
  }

  #flush(): void {
    const [named, count] = [this.#named, this.#count];
    this.#named = [];
    this.#count = 0;
    this.#toldAt = this.#clock.now();
    this.#tell(named, count);
  }
}
