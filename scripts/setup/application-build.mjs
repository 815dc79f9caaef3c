import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { projectRoot } from "./paths.mjs";

const CONFIGS = ["vite.main.config.ts", "vite.preload.config.ts", "vite.config.ts"];
const SOURCES = ["app", "main", "renderer", "shared", "package.json", "package-lock.json", "tsconfig.json", ...CONFIGS];

/** @type {import("./steps.mjs").Step} */
export const applicationBuild = {
  name: "Build",
  async run(report) {
    const sources = hashOfSources(projectRoot);
    // In dist/, so that it goes with what it speaks of; written last, so that half a build isn't taken for one.
    const stampFile = path.join(projectRoot, "dist/sources.sha256");
    if ((await readFile(stampFile, "utf8").catch(() => undefined)) === sources) return "up to date";
    report("building");
    await rm(stampFile, { force: true });
    const { build } = await import("vite");
    for (const configFile of CONFIGS) await build({ configFile: path.join(projectRoot, configFile), logLevel: "warn" });
    await writeFile(stampFile, sources);
    return "built";
  },
};

/** @param {string} root @returns {string} of everything that a build reads; tests and what supports them are not part of it */
export function hashOfSources(root) {
  const hash = createHash("sha256");
  for (const source of SOURCES) {
    for (const file of filesIn(path.join(root, source))) {
      hash
        .update(`${path.relative(root, file)}\0`)
        .update(readFileSync(file))
        .update("\0");
    }
  }
  return hash.digest("hex");
}

/** @param {string} place a file or a folder @returns {string[]} */
function filesIn(place) {
  if (path.extname(place) !== "") return [place];
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .filter((file) => !isForTests(file))
    .toSorted();
}

/** @param {string} file */
function isForTests(file) {
  return path.basename(file).includes(".test.") || path.basename(path.dirname(file)) === "testing";
}
