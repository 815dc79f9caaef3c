import { expect, test } from "vitest";
import {
  everythingSelected,
  extended,
  isSelected,
  nothingSelected,
  selectedCount,
  type Selection,
  toggled,
} from "./selection.ts";

const none: Selection<string> = nothingSelected;
const all: Selection<string> = everythingSelected;

test("a row is selected, and unselected by the same", () => {
  const one = toggled(none, "a", "A");
  expect(isSelected(one, "a")).toBe(true);
  expect(selectedCount(one, 480)).toBe(1);
  expect(selectedCount(toggled(one, "a", "A"), 480)).toBe(0);
});

test("all that match are selected, those on no screen among them, and single ones are taken out again", () => {
  const but = toggled(toggled(all, "a", "A"), "b", "B");
  expect([isSelected(but, "a"), isSelected(but, "z")]).toEqual([false, true]);
  expect(selectedCount(but, 4_812)).toBe(4_810);
  expect(isSelected(toggled(but, "a", "A"), "a")).toBe(true);
});

test("a stretch is added to what is selected, or put back into all", () => {
  const stretch = new Map([
    ["b", "B"],
    ["c", "C"],
  ]);
  expect(selectedCount(extended(toggled(none, "a", "A"), stretch), undefined)).toBe(3);
  expect(selectedCount(extended(toggled(all, "b", "B"), stretch), 10)).toBe(10);
});
