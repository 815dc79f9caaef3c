import { existsSync, readdirSync, utimesSync, writeFileSync } from "node:fs";
import path from "node:path";
import { beforeEach, expect, test } from "vitest";
import { breakSeal, seal } from "./seal.ts";
import { scratchFolder } from "./testing/scratch.ts";

const folder = scratchFolder();
let file = "";
let files = 0;

beforeEach(() => {
  file = path.join(folder, `${files++}.db`);
  writeFileSync(file, "content");
});

test("a file that nobody touched since is known by its seal, once", () => {
  seal(file);
  expect(breakSeal(file)).toBe(true);
  expect(breakSeal(file)).toBe(false);
  expect(readdirSync(folder).filter((name) => name.includes("seal"))).toEqual([]);
});

test("a file that was written to since is not known, even if it is as long as before", () => {
  seal(file);
  writeFileSync(file, "CONTENT");
  utimesSync(file, new Date(), new Date(Date.now() + 1_000));
  expect(breakSeal(file)).toBe(false);
});

test("a file that has another length at the same time is not known", () => {
  const at = new Date(2026, 0, 1);
  utimesSync(file, at, at);
  seal(file);
  writeFileSync(file, "content and more");
  utimesSync(file, at, at);
  expect(breakSeal(file)).toBe(false);
});

test("a file with a log beside it is neither sealed nor known", () => {
  seal(file);
  writeFileSync(`${file}-wal`, "");
  expect(breakSeal(file)).toBe(false);
  seal(file);
  expect(existsSync(`${file}-seal`)).toBe(false);
});

test("a file that is not there has no seal", () => {
  const gone = path.join(folder, "gone.db");
  seal(gone);
  expect(breakSeal(gone)).toBe(false);
});
