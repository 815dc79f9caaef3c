import { describe, expect, it } from "vitest";
import { conflicting, isReserved, keysOf } from "./command-keys.ts";

const queue = { id: "queue", keys: "g q" };
const theme = { id: "theme" };

describe("keysOf", () => {
  it("are the usual ones until the user gives others or none", () => {
    expect(keysOf(queue, {})).toBe("g q");
    expect(keysOf(queue, { queue: "mod+j" })).toBe("mod+j");
    expect(keysOf(queue, { queue: "" })).toBeUndefined();
    expect(keysOf(theme, {})).toBeUndefined();
  });
});

describe("conflicting", () => {
  it("finds who has the same keys", () => {
    expect(conflicting("g q", theme, [queue, theme], {})).toBe(queue);
    expect(conflicting("g q", theme, [queue, theme], { queue: "q" })).toBeUndefined();
  });

  it("finds a sequence that would never be reached, and one that would be cut short", () => {
    expect(conflicting("g", theme, [queue, theme], {})).toBe(queue);
    expect(conflicting("g q q", theme, [queue, theme], {})).toBe(queue);
    expect(conflicting("g r", theme, [queue, theme], {})).toBeUndefined();
  });

  it("lets a command keep its own", () => {
    expect(conflicting("g q", queue, [queue, theme], {})).toBeUndefined();
  });
});

describe("isReserved", () => {
  it("keeps the keys of lists, dialogs and text from being taken", () => {
    for (const keys of ["Enter", "Escape", "mod+c", "j", "x x"]) expect(isReserved(keys)).toBe(true);
    for (const keys of ["n", "g x", "mod+shift+k", "F2"]) expect(isReserved(keys)).toBe(false);
  });
});
