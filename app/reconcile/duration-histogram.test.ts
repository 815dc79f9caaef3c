import * as fc from "fast-check";
import { expect, test } from "vitest";
import { DurationHistogram, quantileMs } from "./duration-histogram.ts";

const nothing = new DurationHistogram().counts;

test("a quantile lies in the bucket of the duration that it stands for", () => {
  const durations = fc.array(fc.double({ min: 0.01, max: 900_000, noNaN: true }), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(durations, fc.double({ min: 0.01, max: 1, noNaN: true }), (observed, quantile) => {
      const histogram = new DurationHistogram();
      for (const duration of observed) histogram.observe(duration);
      const exact = observed.toSorted((a, b) => a - b)[Math.ceil(observed.length * quantile) - 1] ?? 0;
      const guess = quantileMs(histogram.counts, nothing, quantile);
      // Each bound is at most 2.5 times the one before.
      expect(guess).toBeLessThanOrEqual(Math.max(exact * 2.5, 1));
      expect(guess).toBeGreaterThanOrEqual(exact > 1 ? exact / 2.5 : 0);
    }),
  );
});

test("only what was counted since the look before counts", () => {
  const histogram = new DurationHistogram();
  histogram.observe(500_000);
  const before = histogram.counts.slice();
  expect(quantileMs(histogram.counts, before, 0.95)).toBe(0);
  histogram.observe(0.5);
  expect(quantileMs(histogram.counts, before, 0.95)).toBeLessThanOrEqual(1);
});

test("what is above every bound is told as the highest", () => {
  const histogram = new DurationHistogram();
  histogram.observe(5_000_000);
  expect(quantileMs(histogram.counts, nothing, 0.5)).toBe(1_000_000);
});
