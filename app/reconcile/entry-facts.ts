/** It asks for no work. This and the next four: where the work that an entry asks for waits. */
export const IDLE = 0;
/** In line for the next free worker. */
export const READY = 1;
/** Until it falls due. */
export const DELAYED = 2;
/** Until the worker that has the entry is done with it: then it is ready. */
export const DIRTY = 3;
/** Until it is released. */
export const HELD = 4;

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
  place(entry: E): number;
  setPlace(entry: E, place: number): void;
  /** Whether a worker has it. What is asked for meanwhile is `DIRTY` or `DELAYED`. */
  isProcessing(entry: E): boolean;
  /** Whether it is kept from the workers: what is asked for is `HELD` from when it would be ready. */
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
