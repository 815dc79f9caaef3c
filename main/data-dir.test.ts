import { expect, test } from "vitest";
import { defaultDataDir } from "./data-dir.ts";

test("on Linux the data is in the XDG data home, in its default where it is unset, empty or relative", () => {
  const fallback = "/home/ada/.local/share/fabrica-desktop";
  expect(defaultDataDir("linux", { XDG_DATA_HOME: "/data" }, "/home/ada")).toBe("/data/fabrica-desktop");
  expect(defaultDataDir("linux", {}, "/home/ada")).toBe(fallback);
  expect(defaultDataDir("linux", { XDG_DATA_HOME: "" }, "/home/ada")).toBe(fallback);
  expect(defaultDataDir("linux", { XDG_DATA_HOME: "data" }, "/home/ada")).toBe(fallback);
});

test("on macOS the data is in the user's Application Support", () => {
  expect(defaultDataDir("darwin", {}, "/Users/ada")).toBe("/Users/ada/Library/Application Support/fabrica-desktop");
});
