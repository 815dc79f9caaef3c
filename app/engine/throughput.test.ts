import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { DurationHistogram } from "../reconcile/duration-histogram.ts";
import { ThroughputSampler } from "./throughput.ts";

test("each sample says what its second brought", async () => {
  const clock = new FakeClock();
  const waits = new DurationHistogram();
  waits.observe(900);
  const totals = { queued: 7, added: 200, reconciled: 100, failed: 10, durationMs: 5_000 };
  const sampler = new ThroughputSampler(() => ({ ...totals, waits: waits.counts.slice() }), clock);
  sampler.start();
  Object.assign(totals, { queued: 3, added: 205, reconciled: 104, failed: 11, durationMs: 5_200 });
  for (let n = 0; n < 4; n++) waits.observe(15);
  await clock.advance(2_000);
  sampler.stop();
  expect(sampler.samples()).toEqual([
    { at: 1_000, queued: 3, added: 5, reconciled: 4, failed: 1, meanMs: 50, waitP50Ms: 15, waitP95Ms: 19.5 },
    { at: 2_000, queued: 3, added: 0, reconciled: 0, failed: 0, meanMs: 0, waitP50Ms: 0, waitP95Ms: 0 },
  ]);
});

test("samples older than five minutes are forgotten, and none is taken after the stop", async () => {
  const clock = new FakeClock();
  const sampler = new ThroughputSampler(
    () => ({ queued: 0, added: 0, reconciled: 0, failed: 0, durationMs: 0, waits: new Float64Array(20) }),
    clock,
  );
  sampler.start();
  await clock.advance(310_000);
  sampler.stop();
  await clock.advance(10_000);
  expect(sampler.samples()).toHaveLength(300);
  expect(sampler.samples().at(-1)?.at).toBe(310_000);
});
