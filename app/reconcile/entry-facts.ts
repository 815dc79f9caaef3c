/**
 * Where the work that an entry asks for waits:
 * - `idle`: it asks for none
 * - `ready`: in line for the next free worker
 * - `delayed`: until it falls due
 * - `dirty`: until the worker that holds the entry is done with it, then it is ready
 * - `held`: until it is released
 */
export type Place = "idle" | "ready" | "delayed" | "dirty" | "held";

/** How an `EntryList` finds an entry's neighbours in the one list that holds it. In no list it has none. */
export interface Links<E> {
  previous(entry: E): E | undefined;
  next(entry: E): E | undefined;
  /** Makes two entries neighbours. */
  join(before: E, after: E): void;
  /** Leaves an entry without a neighbour on this side. */
  endBefore(entry: E): void;
  endAfter(entry: E): void;
}

/** What a `DelayLine` keeps of an entry. */
export interface DelayFacts<E> {
  /** When it falls due, a whole number of milliseconds. Stale while it is not in the line. */
  dueMs(entry: E): number;
  setDueMs(entry: E, dueMs: number): void;
  /** Grows with every entry that comes into the line; 0 while it is not in it. */
  delayOrder(entry: E): number;
  setDelayOrder(entry: E, order: number): void;
}

/**
 * Where a queue keeps what it knows of its entries. An entry may be an object with fields for it, if there is one for each
 * thing anyway (`QueueEntry`), or a row of a table (`EntryTable`): the queue is the same.
 */
export interface EntryFacts<E> extends Links<E>, DelayFacts<E> {
  place(entry: E): Place;
  setPlace(entry: E, place: Place): void;
  /** Whether a worker has it. What is asked for meanwhile waits as `dirty` or `delayed`. */
  isProcessing(entry: E): boolean;
  /** Whether it is kept from the workers: what is asked for collects, and waits as `held` from when it would be ready. */
  isHeld(entry: E): boolean;
  setHeld(entry: E, isHeld: boolean): void;
  /** Of the work that waits; the highest that was asked for. */
  priority(entry: E): number;
  setPriority(entry: E, priority: number): void;
  /** When it came to where it is: with a worker, else in its place. In the queue's time. */
  sinceMs(entry: E): number;
  setSinceMs(entry: E, sinceMs: number): void;
  /** A worker takes it: it is idle, in processing, and its priority is kept as that with which it was taken. */
  take(entry: E, nowMs: number): void;
  /** The worker is done with it. */
  finish(entry: E, nowMs: number): void;
}
