import { describe, expect, it } from "vitest";
import { runBulk } from "./bulk-run.ts";

const items = Array.from({ length: 50 }, (_, index) => index);

describe("runBulk", () => {
  it("does it to each once, at most eight at a time", async () => {
    const seen: number[] = [];
    let running = 0;
    let most = 0;
    const { done, failed, left } = await runBulk(items, async (item) => {
      seen.push(item);
      most = Math.max(most, ++running);
      await Promise.resolve();
      running -= 1;
    });
    expect(seen.toSorted((a, b) => a - b)).toEqual(items);
    expect(most).toBe(8);
    expect([done.length, failed.length, left.length]).toEqual([50, 0, 0]);
  });

  it("goes on after a failure and tells which failed", async () => {
    const { done, failed } = await runBulk(items, async (item) => {
      if (item % 10 === 3) throw new Error(`no ${item}`);
    });
    expect(done).toHaveLength(45);
    expect(failed.map(({ item }) => item)).toEqual([3, 13, 23, 33, 43]);
  });

  it("begins nothing more once it is stopped, and tells what is left", async () => {
    const stop = new AbortController();
    const { done, left } = await runBulk(
      items,
      async (item) => {
        if (item === 7) stop.abort();
      },
      { signal: stop.signal },
    );
    expect(done.length + left.length).toBe(50);
    expect(left.length).toBeGreaterThan(30);
  });

  it("reports progress up to the end", async () => {
    const progress: number[] = [];
    await runBulk(items, async () => undefined, { onProgress: (finished) => progress.push(finished) });
    expect(progress).toEqual(items.map((index) => index + 1));
  });
});
