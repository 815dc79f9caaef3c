import * as fc from "fast-check";
import { expect, test } from "vitest";
import { FirstOf } from "./first-of.ts";

test("whatever is offered in whatever order, the first of it come out in order", () => {
  fc.assert(
    fc.property(fc.array(fc.integer(), { maxLength: 2_000 }), fc.nat(600), (numbers, wanted) => {
      const first = new FirstOf<number>(wanted, (a, b) => a - b);
      for (const number of numbers) first.offer(number);
      expect(first.inOrder()).toEqual(numbers.toSorted((a, b) => a - b).slice(0, wanted));
    }),
  );
});

test("of a great many nearly all are passed over after one comparison", () => {
  let comparisons = 0;
  const first = new FirstOf<number>(100, (a, b) => {
    comparisons++;
    return a - b;
  });
  for (let n = 0; n < 100_000; n++) first.offer((n * 7_919) % 100_003);
  expect(first.inOrder()).toHaveLength(100);
  expect(comparisons).toBeLessThan(130_000);
});

test("all of it in order is to be had too", () => {
  const first = new FirstOf<number>(Infinity, (a, b) => a - b);
  for (const number of [3, 1, 2]) first.offer(number);
  expect(first.inOrder()).toEqual([1, 2, 3]);
});
