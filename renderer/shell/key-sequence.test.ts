import { describe, expect, it } from "vitest";
import { keyName, KeySequence } from "./key-sequence.ts";

const known = ["n", "/", "g q", "g o", "mod+k"];
const plain = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };

describe("KeySequence", () => {
  it("knows single keys at once", () => {
    expect(new KeySequence().press("n", 0, known)).toBe("n");
  });

  it("waits for the second key of a sequence", () => {
    const sequence = new KeySequence();
    expect(sequence.press("g", 0, known)).toBeUndefined();
    expect(sequence.press("q", 500, known)).toBe("g q");
    expect(sequence.press("q", 600, known)).toBeUndefined();
  });

  it("forgets the first key after a second", () => {
    const sequence = new KeySequence();
    sequence.press("g", 0, known);
    expect(sequence.press("q", 1_001, known)).toBeUndefined();
  });

  it("takes a key that does not go on a sequence for itself", () => {
    const sequence = new KeySequence();
    sequence.press("g", 0, known);
    expect(sequence.press("n", 100, known)).toBe("n");
  });
});

describe("keyName", () => {
  it("takes Ctrl and Command for the same modifier", () => {
    expect(keyName({ ...plain, key: "k", ctrlKey: true })).toBe("mod+k");
    expect(keyName({ ...plain, key: "K", metaKey: true })).toBe("mod+k");
  });

  it("spells keys as what they type", () => {
    expect(keyName({ ...plain, key: "?" })).toBe("?");
    expect(keyName({ ...plain, key: "Escape" })).toBe("Escape");
    expect(keyName({ ...plain, key: "N", ctrlKey: true, shiftKey: true })).toBe("mod+shift+n");
    expect(keyName({ ...plain, key: "?", shiftKey: true })).toBe("?");
  });
});
