import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { preferences as schema, type Preferences as Values } from "../shared/contract.ts";
import { JsonFile } from "./files/json-file.ts";
import { Preferences } from "./preferences.ts";
import { silentLogger } from "./testing/silent-logger.ts";

let dir: string;
let applied: Values[];

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "preferences-"));
  applied = [];
});
afterEach(() => rmSync(dir, { recursive: true }));

function open(): Preferences {
  return new Preferences(new JsonFile(path.join(dir, "preferences.json"), schema, silentLogger), (values) => {
    applied.push(values);
  });
}

test("a change keeps what it does not name, and outlives the application", async () => {
  await open().set({ theme: "dark" });
  await open().set({ density: "comfortable" });
  expect(await open().get()).toEqual({ theme: "dark", density: "comfortable" });
});

test("what holds is applied when it is read and after each change", async () => {
  const preferences = open();
  await preferences.get();
  await preferences.set({ theme: "light" });
  expect(applied.map(({ theme }) => theme)).toEqual(["system", "light"]);
});

test("changes at the same time all hold", async () => {
  const preferences = open();
  await Promise.all([preferences.set({ theme: "dark" }), preferences.set({ density: "comfortable" })]);
  expect(await preferences.get()).toEqual({ theme: "dark", density: "comfortable" });
});
