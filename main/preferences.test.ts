import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { preferences as schema } from "../shared/preferences.ts";
import { JsonFile } from "./files/json-file.ts";
import { Preferences } from "./preferences.ts";
import { silentLogger } from "./testing/silent-logger.ts";

let dir: string;

beforeEach(() => {
  dir = mkdtempSync(path.join(tmpdir(), "preferences-"));
});
afterEach(() => rmSync(dir, { recursive: true }));

function open(): Preferences {
  return new Preferences(new JsonFile(path.join(dir, "preferences.json"), schema, silentLogger));
}

test("a change keeps what it does not name, and outlives the application", async () => {
  await open().set({ theme: "dark" });
  await open().set({ density: "comfortable" });
  expect(await open().get()).toMatchObject({ theme: "dark", density: "comfortable", language: "system" });
});

test("whoever listens hears what holds after each change, until they stop", async () => {
  const preferences = open();
  const heard: string[] = [];
  const stop = preferences.onChange(({ theme }) => heard.push(theme));
  await preferences.set({ theme: "light" });
  await preferences.set({ theme: "dark" });
  stop();
  await preferences.set({ theme: "system" });
  expect(heard).toEqual(["light", "dark"]);
});

test("the defaults hold until the file is read, then what it says, then each change", async () => {
  await open().set({ theme: "dark" });
  const preferences = open();
  expect(preferences.held.theme).toBe("system");
  await preferences.get();
  expect(preferences.held.theme).toBe("dark");
  const told: string[] = [];
  preferences.onChange(() => told.push(preferences.held.theme));
  await preferences.set({ theme: "light" });
  expect(told).toEqual(["light"]);
});

test("changes at the same time all hold", async () => {
  const preferences = open();
  await Promise.all([preferences.set({ theme: "dark" }), preferences.set({ density: "comfortable" })]);
  expect(await preferences.get()).toMatchObject({ theme: "dark", density: "comfortable" });
});
