import { describe, expect, it } from "vitest";
import { anchorShift } from "./scroll-anchor.ts";

describe("anchorShift", () => {
  it("follows the row when rows came above it, and when they went", () => {
    expect(anchorShift({ index: 40, total: 100 }, { index: 43, total: 105 })).toBe(3);
    expect(anchorShift({ index: 40, total: 100 }, { index: 38, total: 98 })).toBe(-2);
  });

  it("stays when rows came or went below only", () => {
    expect(anchorShift({ index: 40, total: 100 }, { index: 40, total: 90 })).toBe(0);
  });

  it("does not run after a row that was sorted elsewhere", () => {
    expect(anchorShift({ index: 40, total: 100 }, { index: 70, total: 100 })).toBe(0);
    expect(anchorShift({ index: 40, total: 100 }, { index: 70, total: 101 })).toBe(0);
    expect(anchorShift({ index: 40, total: 100 }, { index: 39, total: 101 })).toBe(0);
  });
});
