import { afterEach, describe, expect, it } from "vitest";
import { newestUndo, pushUndo, undoOnce } from "./undo-stack.ts";

const undone: string[] = [];

function doThing(name: string): void {
  pushUndo(name, () => undone.push(name));
}

afterEach(() => {
  for (let id = newestUndo(); id !== undefined; id = newestUndo()) undoOnce(id);
  undone.length = 0;
});

describe("the undo stack", () => {
  it("takes back the newest first", () => {
    doThing("a");
    doThing("b");
    for (let id = newestUndo(); id !== undefined; id = newestUndo()) undoOnce(id);
    expect(undone).toEqual(["b", "a"]);
  });

  it("takes nothing back twice, whoever asks", () => {
    doThing("a");
    undoOnce("a");
    undoOnce("a");
    expect(undone).toEqual(["a"]);
    expect(newestUndo()).toBeUndefined();
  });

  it("forgets the oldest of more than twenty", () => {
    for (let n = 0; n < 25; n++) doThing(String(n));
    for (let id = newestUndo(); id !== undefined; id = newestUndo()) undoOnce(id);
    expect(undone).toHaveLength(20);
    expect(undone.at(-1)).toBe("5");
  });
});
