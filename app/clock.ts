/** Opaque to callers; each clock knows its own. */
export type TimerHandle = unknown;

/** Every timer and every reading of the time in the engine goes through one of these. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  setTimeout(fn: () => void, ms: number): TimerHandle;
  clearTimeout(handle: TimerHandle): void;
}
