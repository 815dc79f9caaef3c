import type { Delayed } from "./delay-line.ts";
import type { Linked } from "./entry-list.ts";

/**
 * Where the work that an entry asks for waits:
 * - `idle`: it asks for none
 * - `ready`: in line for the next free worker
 * - `delayed`: until it falls due
 * - `dirty`: until the worker that holds the entry is done with it, then it is ready
 * - `held`: until it is released
 */
export type Place = "idle" | "ready" | "delayed" | "dirty" | "held";

/**
 * The queue's share of a thing that can be queued. The thing itself is the queue's item: whoever has it at hand queues
 * it without a look-up, and nothing is allocated. Use: `class WorkEntry extends
 * QueueEntry<WorkEntry> { ... }`. Everything here is written by its `EntryQueue` alone; others read it. A queue can hold
 * a million of them, so every field counts.
 */
export abstract class QueueEntry<E extends QueueEntry<E>> implements Linked<E>, Delayed {
  place: Place = "idle";
  /** Whether a worker has it. What is asked for meanwhile waits as `dirty` or `delayed`. */
  processing = false;
  /** Whether it is kept from the workers: what is asked for collects, and waits as `held` from when it would be ready. */
  held = false;
  /** Of the work that waits; the highest that was asked for. */
  priority = 0;
  /** Of the work that a worker took last. */
  takenPriority = 0;
  /** When it came to where it is: with a worker, else in its place. In the queue's time; `EntryQueue.since` tells the time of day. */
  sinceMs = 0;
  dueMs = 0;
  delayOrder = -1;
  previous: E | undefined = undefined;
  next: E | undefined = undefined;
}
