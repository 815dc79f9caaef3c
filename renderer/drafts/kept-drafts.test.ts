import { expect, test } from "vitest";
import { type Draft, KeptDrafts, keyIn, parseDraft } from "./kept-drafts.ts";

class FakeStorage {
  readonly items = new Map<string, string>();
  room = Infinity;

  get length(): number {
    return this.items.size;
  }

  key(index: number): string | null {
    return [...this.items.keys()][index] ?? null;
  }

  getItem(name: string): string | null {
    return this.items.get(name) ?? null;
  }

  setItem(name: string, text: string): void {
    if (text.length > this.room) throw new DOMException("full", "QuotaExceededError");
    this.items.set(name, text);
  }

  removeItem(name: string): void {
    this.items.delete(name);
  }
}

function draftOf(name: string): Draft {
  return {
    base: null,
    document: { metadata: { name, labels: {}, annotations: {} }, spec: { desired: "running" } },
    editedAt: 1,
  };
}

test("what is kept is there for the next window, each draft by itself", () => {
  const storage = new FakeStorage();
  const [one, other] = [new KeptDrafts(storage), new KeptDrafts(storage)];
  one.keep("Node/1", draftOf("a"));
  other.keep("Node/2", draftOf("b"));
  one.keep("Node/3", draftOf("c"));
  one.drop("Node/3");
  expect(new KeptDrafts(storage).all()).toEqual({ "Node/1": draftOf("a"), "Node/2": draftOf("b") });
});

test("what makes no sense is left out, and what is not a draft is left alone", () => {
  const storage = new FakeStorage();
  new KeptDrafts(storage).keep("Node/1", draftOf("a"));
  storage.setItem("fabrica.draft.Node/2", "{");
  storage.setItem("fabrica.draft.Node/3", '{"document":1}');
  storage.setItem("theme", "dark");
  expect(Object.keys(new KeptDrafts(storage).all())).toEqual(["Node/1"]);
  expect(keyIn("theme")).toBeUndefined();
});

test("where there is no room, what was kept before is not taken for it", () => {
  const storage = new FakeStorage();
  const drafts = new KeptDrafts(storage);
  expect(drafts.keep("Node/1", draftOf("a"))).toBe(true);
  storage.room = 10;
  expect(drafts.keep("Node/1", draftOf("ab"))).toBe(false);
  expect(drafts.all()).toEqual({});
});

test("what another window keeps is read as it is written", () => {
  const storage = new FakeStorage();
  new KeptDrafts(storage).keep("Node/1", draftOf("a"));
  const [[item, text] = ["", ""]] = storage.items;
  expect([keyIn(item), parseDraft(text)]).toEqual(["Node/1", draftOf("a")]);
  expect(parseDraft(null)).toBeUndefined();
});
