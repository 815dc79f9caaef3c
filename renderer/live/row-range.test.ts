import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contains, narrowRange, rangeFor } from "./row-range.ts";

const visibleRows = fc
  .record({ first: fc.nat(200_000), count: fc.integer({ min: 1, max: 120 }) })
  .map(({ first, count }) => ({ first, last: first + count - 1 }));

describe("rangeFor", () => {
  it("always holds what is visible, within what one request may ask for", () => {
    fc.assert(
      fc.property(visibleRows, (visible) => {
        const { offset, limit } = rangeFor(visible, undefined);
        expect(offset).toBeGreaterThanOrEqual(0);
        expect(offset).toBeLessThanOrEqual(visible.first);
        expect(offset + limit).toBeGreaterThan(visible.last);
        expect(limit).toBeLessThanOrEqual(500);
      }),
    );
  });

  it("of a place that the view has jumped to asks for little more than is visible", () => {
    fc.assert(
      fc.property(visibleRows, (visible) => {
        const range = narrowRange(visible);
        expect(contains(range, visible)).toBe(true);
        expect(range.limit).toBeLessThanOrEqual(visible.last - visible.first + 1 + 50);
      }),
    );
  });

  it("asks again for nothing while the view stays where it is", () => {
    fc.assert(
      fc.property(visibleRows, (visible) => {
        const held = rangeFor(visible, undefined);
        expect(rangeFor(visible, held)).toBe(held);
      }),
    );
  });

  it("keeps the range for a short scroll and leaves it before its end comes into view", () => {
    const held = rangeFor({ first: 1_000, last: 1_035 }, undefined);
    expect(rangeFor({ first: 1_010, last: 1_045 }, held)).toBe(held);
    const end = held.offset + held.limit;
    expect(rangeFor({ first: end - 37, last: end - 2 }, held)).not.toBe(held);
  });

  it("begins at the top when the top is near", () => {
    expect(rangeFor({ first: 3, last: 30 }, undefined).offset).toBe(0);
  });
});
