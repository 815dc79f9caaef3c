import { expect, test } from "vitest";
import { isBack } from "./is-back.ts";

const running = { state: "running", startedAt: 1 } as const;

test("an engine is back that runs again", () => {
  expect(isBack(running, { state: "starting", startedAt: 1 })).toBe(true);
  expect(isBack(running, { state: "failed", startedAt: 1 })).toBe(true);
});

test("an engine is back that was ended and started while nobody listened", () => {
  expect(isBack({ state: "running", startedAt: 2 }, running)).toBe(true);
});

test("an engine that has been there all along, or is heard of for the first time, is not back", () => {
  expect(isBack(running, running)).toBe(false);
  expect(isBack(running, undefined)).toBe(false);
});

test("an engine that is away is not back", () => {
  expect(isBack({ state: "starting", startedAt: 2 }, running)).toBe(false);
});
