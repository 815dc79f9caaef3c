// Not every npm mirror carries the packages for other platforms than its own. A lock file written against such a mirror
// lacks them, and then `npm ci` refuses it everywhere. This adds the missing entries; run it after changing dependencies.
// Their versions are exact already, in the package that wants them. On a full registry it finds nothing to add.
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { projectRoot } from "./setup/paths.mjs";

const file = path.join(projectRoot, "package-lock.json");
const lock = JSON.parse(readFileSync(file, "utf8"));
/**
 * @typedef {Partial<ReturnType<typeof platformOf>>} Platform
 * @typedef {Platform & { version?: string, dev?: boolean | undefined, license?: string | undefined, optional?: boolean, optionalDependencies?: Record<string, string> }} LockedPackage
 */
/** @type {Record<string, LockedPackage>} */
const packages = lock.packages;

let added = 0;
for (const [place, parent] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const isLocked = `node_modules/${name}` in packages || `${place}/node_modules/${name}` in packages;
    if (isLocked || !/^\d+\.\d+\.\d+$/.test(version)) continue;
    const { cpu, libc, os } = platformOf(name);
    // In npm's own order, so that its next write changes nothing.
    packages[`node_modules/${name}`] = {
      version,
      cpu,
      dev: parent.dev,
      libc,
      license: parent.license,
      optional: true,
      os,
    };
    added += 1;
  }
}
lock.packages = Object.fromEntries(Object.entries(packages).toSorted(([a], [b]) => a.localeCompare(b, "en")));
if (added > 0) writeFileSync(file, `${JSON.stringify(lock, undefined, 2)}\n`);
console.log(added === 0 ? "package-lock.json is complete." : `package-lock.json was short of ${added} packages.`);

/**
 * @param {string} name such as `@oxlint/binding-win32-x64-msvc`
 * @returns {{ os: string[], cpu: string[], libc: string[] | undefined }}
 */
function platformOf(name) {
  const [, os, cpu, abi] = /-(android|darwin|freebsd|linux|openharmony|win32)-(\w+)(?:-(\w+))?$/.exec(name) ?? [];
  if (os === undefined || cpu === undefined) throw new Error(`${name}: its name doesn't tell for which platform it is`);
  if (os !== "linux") return { os: [os], cpu: [cpu], libc: undefined };
  return { os: [os], cpu: [cpu], libc: [abi?.startsWith("musl") ? "musl" : "glibc"] };
}
