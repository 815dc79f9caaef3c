import { mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { hashOfSources } from "./application-build.mjs";

/** @type {string} */
let root;

/** @param {string} name @param {string} text */
const write = (name, text) => writeFileSync(path.join(root, name), text);

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), "application-build-"));
  for (const folder of ["app/testing", "main", "renderer/screens", "shared"])
    mkdirSync(path.join(root, folder), { recursive: true });
  for (const name of ["package.json", "package-lock.json", "tsconfig.json", "vite.config.ts"]) write(name, name);
  for (const name of ["vite.main.config.ts", "vite.preload.config.ts", "app/a.ts", "renderer/screens/b.tsx"])
    write(name, name);
});
afterEach(() => rmSync(root, { recursive: true }));

describe("hashOfSources", () => {
  it("is the same for the same sources, for changed tests and for what supports them", () => {
    const before = hashOfSources(root);
    write("app/a.test.ts", "changed");
    write("app/testing/fake.ts", "changed");
    expect(hashOfSources(root)).toBe(before);
  });

  it.each([
    ["a changed file", () => write("renderer/screens/b.tsx", "changed")],
    ["a new file", () => write("main/new.ts", "")],
    ["a moved file", () => renameSync(path.join(root, "app/a.ts"), path.join(root, "main/a.ts"))],
    ["a removed file", () => rmSync(path.join(root, "app/a.ts"))],
    ["other dependencies", () => write("package-lock.json", "changed")],
  ])("changes with %s", (_case, change) => {
    const before = hashOfSources(root);
    change();
    expect(hashOfSources(root)).not.toBe(before);
  });
});
