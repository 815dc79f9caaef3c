import type { QueueEntry } from "./queue-entry.ts";
import { NONE } from "./queue-table.ts";
import { RowQueue } from "./row-queue.ts";

/** Orders delayed entries of one queue: the one that falls due sooner first, then first come. */
export function byDueTime(a: QueueEntry, b: QueueEntry): number {
  return a.dueMs - b.dueMs || a.delayOrder - b.delayOrder;
}

/** A work queue whose items know their own rows (see `QueueEntry`), so that nothing is looked up. An entry is in one queue only. */
export class EntryQueue<E extends QueueEntry> extends RowQueue<E> {
  /** Keeps an entry from the workers until `release`. Adds collect meanwhile; a worker that has it finishes. */
  hold(entry: E): void {
    if (entry.held) return;
    entry.held = true;
    if (entry.row !== NONE) this.holdRow(entry.row);
  }

  /** Ends `hold`: what has collected is ready now. */
  release(entry: E): void {
    if (!entry.held) return;
    entry.held = false;
    if (entry.row !== NONE) this.releaseRow(entry.row);
  }

  /** When a delayed entry falls due, in ms since the epoch; undefined if it is not delayed. */
  dueAt(entry: E): number | undefined {
    return entry.place === "delayed" ? this.timeOfDay(entry.dueMs) : undefined;
  }

  /** When an entry that waits or that a worker has came to where it is: with a worker, else in its place. In ms since the epoch. */
  since(entry: E): number {
    return this.timeOfDay(entry.sinceMs);
  }

  protected rowOf(entry: E): number {
    return entry.row;
  }

  protected rowFor(entry: E): number {
    if (entry.row !== NONE) return entry.row;
    entry.row = this.open(entry);
    entry.table = this.table;
    if (entry.held) this.holdRow(entry.row);
    return entry.row;
  }

  protected becameIdle(row: number): void {
    const entry = this.items[row];
    if (entry !== undefined) entry.row = NONE;
    this.close(row);
  }

  protected renumbered(): void {
    for (const [row, entry] of this.items.entries()) if (entry !== undefined) entry.row = row;
  }
}
