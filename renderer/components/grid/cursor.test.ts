import { describe, expect, it } from "vitest";
import { moveCursor } from "./cursor.ts";

describe("moveCursor", () => {
  it("goes one down or up with arrows and with j and k, and stops at the ends", () => {
    expect(moveCursor("ArrowDown", 4, 10, 5)).toBe(5);
    expect(moveCursor("j", 9, 10, 5)).toBe(9);
    expect(moveCursor("k", 4, 10, 5)).toBe(3);
    expect(moveCursor("ArrowUp", 0, 10, 5)).toBe(0);
  });

  it("goes a page, to the start and to the end", () => {
    expect(moveCursor("PageDown", 4, 100, 30)).toBe(34);
    expect(moveCursor("PageUp", 4, 100, 30)).toBe(0);
    expect(moveCursor("Home", 4, 100, 30)).toBe(0);
    expect(moveCursor("End", 4, 100, 30)).toBe(99);
  });

  it("starts at the near end when there is no cursor yet", () => {
    expect(moveCursor("j", undefined, 10, 5)).toBe(0);
    expect(moveCursor("k", undefined, 10, 5)).toBe(9);
  });

  it("leaves other keys alone, and an empty list", () => {
    expect(moveCursor("a", 4, 10, 5)).toBeUndefined();
    expect(moveCursor("j", undefined, 0, 5)).toBeUndefined();
  });
});
