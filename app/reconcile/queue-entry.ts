import { NONE, QueueTable } from "./queue-table.ts";

/** As in the table, by its number there. */
const PLACES = ["idle", "ready", "delayed", "dirty", "held"] as const;

export type Place = (typeof PLACES)[number];

const NO_TABLE = new QueueTable();

/**
 * The queue's share of a thing that can be queued. The thing itself is the queue's item: whoever has it at hand queues
 * it without a look-up, and nothing is allocated. Use: `class WorkEntry extends QueueEntry { ... }`. It knows its row in the
 * queue's table; what can be asked here stands there.
 */
export abstract class QueueEntry {
  /** `NONE` while nothing is asked of it and no worker has it. Written by its `EntryQueue` alone, as is the next. */
  row = NONE;
  table = NO_TABLE;
  /** Whether it is kept from the workers: what is asked for collects, and waits as `held` from when it would be ready. */
  held = false;

  get place(): Place {
    return PLACES[this.#in(this.table.place)] ?? "idle";
  }

  /** Whether a worker has it. What is asked for meanwhile waits as `dirty` or `delayed`. */
  get processing(): boolean {
    return this.#in(this.table.processing) === 1;
  }

  /** Of the work that waits; the highest that was asked for. */
  get priority(): number {
    return this.#in(this.table.priority);
  }

  /** Of the work that a worker has. */
  get takenPriority(): number {
    return this.#in(this.table.takenPriority);
  }

  /** When it came to where it is, in the queue's time; `EntryQueue.since` tells the time of day. */
  get sinceMs(): number {
    return this.#in(this.table.sinceMs);
  }

  /** While it is delayed: when it falls due, in the queue's time. */
  get dueMs(): number {
    return this.#in(this.table.dueMs);
  }

  /** While it is delayed: the one of two with the same due time that comes first has the lower. */
  get delayOrder(): number {
    return this.#in(this.table.delayOrder);
  }

  #in(column: Uint8Array | Float64Array): number {
    return this.row === NONE ? 0 : (column[this.row] ?? 0);
  }
}
