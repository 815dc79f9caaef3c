/** Says how long an item that is to be tried again should wait. */
export interface RateLimiter<T> {
  /** Counts one more try, and says in how many milliseconds it may be made. */
  when(item: T): number;
  /** The item is done with, for good or ill: its tries are counted from 0 again. */
  forget(item: T): void;
  /** How often the item was tried again since it was forgotten. */
  numRequeues(item: T): number;
  /** The item was tried again so often since it was forgotten, as is known from before a restart. */
  restore?(item: T, requeues: number): void;
}

/** What the controller's rate limiter is given: one and the same object for one resource until it is forgotten. */
export interface WorkKey {
  readonly resourceKind: string;
  readonly resourceUid: string;
}
