import { describeDeletion } from "./deletion.ts";
import type { StorageUnderTest } from "./fixtures.ts";
import { describeLists } from "./lists.ts";
import { describeTransactions } from "./transactions.ts";
import { describeWatches } from "./watches.ts";
import { describeWrites } from "./writes.ts";

/** What every storage must do, whatever keeps its rows. */
export function describeStorage(under: StorageUnderTest): void {
  describeWrites(under);
  describeDeletion(under);
  describeLists(under);
  describeWatches(under);
  describeTransactions(under);
}
