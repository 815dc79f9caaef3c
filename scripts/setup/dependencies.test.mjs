import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { areInstalled } from "./dependencies.mjs";

const locked = {
  "": { name: "ours" },
  "node_modules/a": { version: "1.0.0", integrity: "sha512-a" },
  "node_modules/a-win32": { version: "1.0.0", optional: true },
};
/** @type {string} */
let root;

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "dependencies-"));
  mkdirSync(path.join(root, "node_modules"));
  writeFileSync(path.join(root, "package-lock.json"), JSON.stringify({ packages: locked }));
});
afterEach(() => rmSync(root, { recursive: true }));

/** @param {Record<string, object>} packages */
function install(packages) {
  writeFileSync(path.join(root, "node_modules/.package-lock.json"), JSON.stringify({ packages }));
}

describe("areInstalled", () => {
  it("holds when all that is locked is there, but for other platforms' packages", () => {
    install({ "node_modules/a": { version: "1.0.0", integrity: "sha512-a" } });
    expect(areInstalled(root)).toBe(true);
  });

  it("does not hold before npm has finished, which is when it writes its own lock file", () => {
    expect(areInstalled(root)).toBe(false);
  });

  it.each([
    ["a missing package", {}],
    ["another version", { "node_modules/a": { version: "1.0.1", integrity: "sha512-a" } }],
    ["another content", { "node_modules/a": { version: "1.0.0", integrity: "sha512-b" } }],
    [
      "a package too many",
      { "node_modules/a": { version: "1.0.0", integrity: "sha512-a" }, "node_modules/b": { version: "1.0.0" } },
    ],
  ])("does not hold with %s", (_case, packages) => {
    install(packages);
    expect(areInstalled(root)).toBe(false);
  });
});
