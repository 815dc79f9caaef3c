import { expect, test } from "vitest";
import { DONE, isKnown, known, valueOf } from "./known-promise.ts";

test("what is known at once is a promise like any other, and tells its value", async () => {
  const promise = known(7);
  expect(isKnown(promise) && valueOf(promise)).toBe(7);
  expect(await promise).toBe(7);
  expect(isKnown(DONE)).toBe(true);
});

test("of any other promise nothing is known", () => {
  expect(isKnown(Promise.resolve(7))).toBe(false);
  expect(isKnown(known(7).then((value) => value))).toBe(false);
});
