import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { npmCommand, run } from "./command.mjs";
import { projectRoot } from "./paths.mjs";
import { SetupError } from "./steps.mjs";

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean }} LockedPackage */

/** @type {import("./steps.mjs").Step} */
export const dependencies = {
  name: "Dependencies",
  async run(report) {
    if (areInstalled(projectRoot)) return "installed as locked";
    report("installing with npm ci");
    const [npm, ...npmArgs] = npmCommand();
    try {
      // None of our dependencies needs its install script: what they would build or fetch, later steps do and check.
      await run(npm, [...npmArgs, "ci", "--ignore-scripts", "--loglevel=error"], { cwd: projectRoot });
    } catch (error) {
      throw new SetupError(
        error instanceof Error ? error.message : String(error),
        "Check that the npm registry is reachable (npm ping) and that the disk isn't full, then run the same command again.",
      );
    }
    return "installed with npm ci";
  },
};

/**
 * npm writes node_modules/.package-lock.json last of all and drops it first of all, so it tells what is really and
 * completely installed. Packages for other platforms are in the lock file only.
 *
 * @param {string} root
 * @returns {boolean} whether what is installed is what is locked
 */
export function areInstalled(root) {
  const hiddenLockFile = path.join(root, "node_modules/.package-lock.json");
  if (!existsSync(hiddenLockFile)) return false;
  const installed = packagesOf(hiddenLockFile);
  const locked = packagesOf(path.join(root, "package-lock.json"));
  delete locked[""];
  return (
    Object.entries(locked).every(([name, wanted]) => {
      const found = installed[name];
      if (found === undefined) return wanted.optional === true || wanted.devOptional === true;
      return found.version === wanted.version && found.integrity === wanted.integrity;
    }) && Object.keys(installed).every((name) => name in locked)
  );
}

/**
 * @param {string} lockFile
 * @returns {Record<string, LockedPackage>}
 */
function packagesOf(lockFile) {
  return JSON.parse(readFileSync(lockFile, "utf8")).packages;
}
