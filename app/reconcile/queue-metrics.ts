import { DurationHistogram } from "./duration-histogram.ts";

/** What a queue counts as it goes, for whoever reads it later. The meanings are those of client-go's `workqueue_*`. */
export class QueueCounters {
  /** Items that came into the queue; one that was there already is not counted again. */
  adds = 0;
  /** Items that were asked to come later: retries, periodic checks. */
  retries = 0;
  /** From ready to taken. */
  readonly queueDuration = new DurationHistogram();
  /** From taken to done. */
  readonly workDuration = new DurationHistogram();
}

/** What can be read of a queue at any moment. */
export interface MeasuredQueue {
  readonly counters: QueueCounters;
  /** How many are ready. */
  readonly length: number;
  /** For each item that a worker has, how long it has had it, in ms. */
  workAges(): Iterable<number>;
}

/** Told of each queue once; it reads the queue whenever it likes. */
export interface QueueMetricsProvider {
  watch(name: string, queue: MeasuredQueue): void;
}
