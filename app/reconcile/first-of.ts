/** A page of this size or smaller is sorted a few times rather than once for each handful that is offered. */
const LEAST_ROOM = 256;

/**
 * Of all that is offered the first so many, in order: what cannot be among them any more is passed over, so that memory and
 * time go to the few that are wanted, however many are offered.
 */
export class FirstOf<T> {
  readonly #wanted: number;
  readonly #compare: (a: T, b: T) => number;
  /** At least the first ones of what was offered, in no order. */
  #held: T[] = [];
  /** With so many known to come before, nothing that comes after it is wanted. */
  #last: T | undefined;

  constructor(wanted: number, compare: (a: T, b: T) => number) {
    this.#wanted = wanted;
    this.#compare = compare;
  }

  offer(item: T): void {
    if (this.#wanted <= 0) return;
    if (this.#last !== undefined && this.#compare(item, this.#last) >= 0) return;
    this.#held.push(item);
    if (this.#held.length >= Math.max(2 * this.#wanted, LEAST_ROOM)) this.#drop();
  }

  inOrder(): readonly T[] {
    this.#drop();
    return this.#held;
  }

  #drop(): void {
    this.#held = this.#held.toSorted(this.#compare).slice(0, this.#wanted);
    if (this.#held.length === this.#wanted) this.#last = this.#held.at(-1);
  }
}
