import { expect, test } from "vitest";
import { NewestOf } from "./newest-of.ts";

test("of more than the limit the oldest is forgotten", () => {
  const kept = new NewestOf<number>(2);
  kept.set("a", 1);
  kept.set("b", 2);
  kept.set("c", 3);
  expect(["a", "b", "c"].map((key) => kept.get(key))).toEqual([undefined, 2, 3]);
});

test("what is set once more is the newest again", () => {
  const kept = new NewestOf<number>(2);
  kept.set("a", 1);
  kept.set("b", 2);
  kept.set("a", 10);
  kept.set("c", 3);
  expect(["a", "b", "c"].map((key) => kept.get(key))).toEqual([10, undefined, 3]);
});

test("what is deleted makes room", () => {
  const kept = new NewestOf<number>(2);
  kept.set("a", 1);
  kept.set("b", 2);
  kept.delete("b");
  kept.set("c", 3);
  expect(["a", "b", "c"].map((key) => kept.get(key))).toEqual([1, undefined, 3]);
});
