import { describeDeletion } from "./contract/deletion.ts";
import type { StorageUnderTest } from "./contract/fixtures.ts";
import { describeLists } from "./contract/lists.ts";
import { describeTransactions } from "./contract/transactions.ts";
import { describeWatches } from "./contract/watches.ts";
import { describeWrites } from "./contract/writes.ts";

/** What every storage must do, whatever keeps its rows. */
export function describeStorage(under: StorageUnderTest): void {
  describeWrites(under);
  describeDeletion(under);
  describeLists(under);
  describeWatches(under);
  describeTransactions(under);
}
