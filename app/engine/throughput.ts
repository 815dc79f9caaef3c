/** One second's worth of the engine's doings. */
export interface ThroughputSample {
  /** The second's end, ms since the epoch. */
  at: number;
  /** Waiting for a worker then: not what waits for its time. */
  queued: number;
  reconciled: number;
  failed: number;
  /** Mean duration of the second's reconciles, ms; 0 when there were none. */
  meanMs: number;
}
