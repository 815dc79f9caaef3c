import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { ThroughputSampler } from "./throughput.ts";

test("each sample says what its second brought", async () => {
  const clock = new FakeClock();
  const totals = { queued: 7, reconciled: 100, failed: 10, durationMs: 5_000 };
  const sampler = new ThroughputSampler(() => ({ ...totals }), clock);
  sampler.start();
  Object.assign(totals, { queued: 3, reconciled: 104, failed: 11, durationMs: 5_200 });
  await clock.advance(2_000);
  sampler.stop();
  expect(sampler.samples()).toEqual([
    { at: 1_000, queued: 3, reconciled: 4, failed: 1, meanMs: 50 },
    { at: 2_000, queued: 3, reconciled: 0, failed: 0, meanMs: 0 },
  ]);
});

test("samples older than five minutes are forgotten, and none is taken after the stop", async () => {
  const clock = new FakeClock();
  const sampler = new ThroughputSampler(() => ({ queued: 0, reconciled: 0, failed: 0, durationMs: 0 }), clock);
  sampler.start();
  await clock.advance(310_000);
  sampler.stop();
  await clock.advance(10_000);
  expect(sampler.samples()).toHaveLength(300);
  expect(sampler.samples().at(-1)?.at).toBe(310_000);
});
