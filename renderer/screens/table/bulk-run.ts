/** How many of a bulk action's calls are under way at once: enough to share the engine's commits, few enough to stop soon. */
const atOnce = 8;

export interface BulkResult<T> {
  done: readonly T[];
  failed: readonly { item: T; error: unknown }[];
  /** Not begun when it was stopped. */
  left: readonly T[];
}

/** Does the same to many, some at once; one that fails does not keep the others from it. */
export async function runBulk<T>(
  items: readonly T[],
  act: (item: T) => Promise<unknown>,
  options: { signal?: AbortSignal; onProgress?: (finished: number) => void } = {},
): Promise<BulkResult<T>> {
  const done: T[] = [];
  const failed: { item: T; error: unknown }[] = [];
  const queue = [...items];
  const worker = async (): Promise<void> => {
    while (!options.signal?.aborted) {
      const item = queue.shift();
      if (item === undefined) return;
      try {
        await act(item);
        done.push(item);
      } catch (error) {
        failed.push({ item, error });
      }
      options.onProgress?.(done.length + failed.length);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return { done, failed, left: queue };
}
