import type { Change, Transaction } from "../storage/storage.ts";
import type { ChangeNotice } from "./change-notice.ts";

/** Work that was planned within a write's transaction. */
export interface PlannedWork {
  /** The write is committed: the work can begin. */
  commit(): void;
  /** The write came to nothing, and so does the work. */
  discard(): void;
}

/** Knows what is to be done about a change. A client asks it within the write's transaction, so that write and work are one. */
export interface WorkPlanner {
  /** Marks the events whose work it has planned, so that it does not plan it again when the bus brings them. */
  readonly id: string;
  /**
   * Notes in the transaction what is to be done because of a change.
   * @param notice the first of those that tell of the change
   * @param tx absent where the storage has none; then nothing of it outlives the process
   */
  plan(change: Change, notice: ChangeNotice, tx?: Transaction): PlannedWork | undefined;
}
