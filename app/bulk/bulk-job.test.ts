import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { type BulkItem, DONE, skipped } from "./bulk-action.ts";
import { BulkJob } from "./bulk-job.ts";

function jobOf(count: number, onChange = (): void => {}): BulkJob {
  const items = Array.from({ length: count }, (_, n): BulkItem => ({ kind: "Device", uid: `${n}`, name: `pump-${n}` }));
  return new BulkJob({ id: "1", action: { do: "resume" }, items, actor: "ada", clock: new FakeClock(), onChange });
}

test("it is done to each once, and one that fails does not keep the others from it", async () => {
  const job = jobOf(200);
  const seen: string[] = [];
  await job.run(async ({ uid }) => {
    seen.push(uid);
    if (uid.endsWith("7")) throw new Error(`no ${uid}`);
    return uid.endsWith("3") ? skipped("is odd") : DONE;
  });
  expect(seen).toEqual(job.items.map(({ uid }) => uid));
  expect(job).toMatchObject({ state: "done", endedAt: 0, counts: { done: 160, skipped: 20, failed: 20 } });
  expect(job.firstFailures().map(({ message }) => message)).toEqual(["no 7", "no 17", "no 27"]);
  expect(job.doneItems()).toHaveLength(160);
});

test("once it is stopped nothing more is begun, and what is left is said to be waiting", async () => {
  const job = jobOf(200);
  await job.run(async ({ uid }) => {
    if (uid === "40") job.stop();
    return DONE;
  });
  expect(job.state).toBe("stopped");
  const { total, results } = job.results({ offset: 0, limit: 1, only: "waiting" });
  expect(job.counts.done + total).toBe(200);
  expect(job.counts.done).toBeLessThan(100);
  expect(results).toMatchObject([{ uid: `${job.counts.done}`, outcome: "waiting" }]);
});

test("others have a turn between its batches", async () => {
  let turns = 0;
  const count = (): void => {
    turns++;
    timer = setImmediate(count);
  };
  let timer = setImmediate(count);
  await jobOf(320).run(async () => DONE);
  clearImmediate(timer);
  expect(turns).toBeGreaterThanOrEqual(9);
});

test("results come a page at a time", async () => {
  const job = jobOf(50);
  await job.run(async ({ uid }) => (Number(uid) < 10 ? skipped("is first") : DONE));
  expect(job.results({ offset: 48, limit: 10 })).toMatchObject({ total: 50, results: [{ uid: "48" }, { uid: "49" }] });
  const skippedOnes = job.results({ offset: 8, limit: 10, only: "skipped" });
  expect(skippedOnes).toMatchObject({ total: 10, results: [{ uid: "8", message: "is first" }, { uid: "9" }] });
});

test("what it cannot go on without ends it, and is said", async () => {
  const job = jobOf(3);
  await job.finish(() => Promise.reject(new Error("the disk is full")));
  expect(job).toMatchObject({ state: "failed", problem: "the disk is full" });
});
