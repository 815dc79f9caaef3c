/** So many writes are under way together: they share their commits. */
const BATCH = 256;

/** Calls `write` for each item, in order, many at a time; waits for them before it asks for more items. */
export async function inBatches<T>(items: Iterable<T>, write: (item: T) => Promise<void>): Promise<void> {
  let batch: Promise<void>[] = [];
  for (const item of items) {
    batch.push(write(item));
    if (batch.length < BATCH) continue;
    await Promise.all(batch);
    batch = [];
  }
  await Promise.all(batch);
}
