import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { run } from "./command.mjs";
import { fallbackIsOffered, findFallback, installFallback } from "./electron-fallback.mjs";
import { projectRoot } from "./paths.mjs";
import { isReachable } from "./reachable.mjs";
import { SetupError } from "./steps.mjs";

/**
 * @typedef {object} ElectronRuntime
 * @property {"override" | "official" | "fallback"} kind
 * @property {string} version
 * @property {string} dir the folder that electron-builder takes as electronDist
 * @property {string} executable
 */

const DOWNLOAD_TIMEOUT_MS = 15 * 60 * 1000;
const electronPackage = path.join(projectRoot, "node_modules/electron");
const executableName =
  {
    darwin: "Electron.app/Contents/MacOS/Electron",
    win32: "electron.exe",
  }[/** @type {string} */ (process.platform)] ?? "electron";

/**
 * The Electron that is here already: the one that ELECTRON_OVERRIDE_DIST_PATH names, the official one in node_modules,
 * or the one for closed networks.
 *
 * @returns {ElectronRuntime | undefined}
 * @throws {SetupError} when ELECTRON_OVERRIDE_DIST_PATH names none
 */
export function findElectron() {
  const override = process.env["ELECTRON_OVERRIDE_DIST_PATH"];
  if (override) {
    const found = runtimeAt("override", path.resolve(override));
    if (found) return found;
    throw new SetupError(
      `ELECTRON_OVERRIDE_DIST_PATH is ${override}, where there is no Electron`,
      "Set it to a folder that holds Electron's executable and its file named version, or unset it.",
    );
  }
  const official = findOfficial();
  if (official) return official;
  const fallback = findFallback();
  return fallback === undefined ? undefined : runtimeAt("fallback", fallback);
}

/** @type {import("./steps.mjs").Step} */
export const electronRuntime = {
  name: "Electron",
  async run(report) {
    const found = findElectron();
    if (found) return describe(found);
    const official = await downloadOfficial(report);
    if (official) return describe(official);
    if (!fallbackIsOffered) {
      throw new SetupError(
        `Electron ${pinnedVersion()} couldn't be downloaded from ${downloadAddress()}`,
        "Check the network, or set ELECTRON_MIRROR to a mirror or ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron.",
      );
    }
    await installFallback(report);
    return describe(requireElectron());
  },
};

/** @returns {ElectronRuntime} @throws {SetupError} */
export function requireElectron() {
  const found = findElectron();
  if (!found) throw new SetupError("There is no Electron yet", "Run: npm run setup");
  return found;
}

/** @returns {ElectronRuntime | undefined} */
function findOfficial() {
  // Its own installer writes path.txt last.
  if (!existsSync(path.join(electronPackage, "path.txt"))) return undefined;
  const official = runtimeAt("official", path.join(electronPackage, "dist"));
  return official?.version === pinnedVersion() ? official : undefined;
}

/** @param {import("./steps.mjs").Report} report @returns {Promise<ElectronRuntime | undefined>} */
async function downloadOfficial(report) {
  const address = downloadAddress();
  report(`downloading Electron ${pinnedVersion()} from ${address}`);
  if (!(await isReachable(address))) {
    report(`${new URL(address).host} can't be reached`);
    return undefined;
  }
  try {
    // Electron's own installer, which checks the archive against the checksums in its package.
    await run(process.execPath, [path.join(electronPackage, "install.js")], { timeoutMs: DOWNLOAD_TIMEOUT_MS });
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
  }
  return findOfficial();
}

function downloadAddress() {
  return process.env["ELECTRON_MIRROR"] || "https://github.com/electron/electron/releases/download/";
}

function pinnedVersion() {
  return String(JSON.parse(readFileSync(path.join(electronPackage, "package.json"), "utf8")).version);
}

/** @param {ElectronRuntime["kind"]} kind @param {string} dir @returns {ElectronRuntime | undefined} */
function runtimeAt(kind, dir) {
  const executable = path.join(dir, executableName);
  const versionFile = path.join(dir, "version");
  if (!existsSync(executable) || !existsSync(versionFile)) return undefined;
  return { kind, dir, executable, version: readFileSync(versionFile, "utf8").trim().replace(/^v/, "") };
}

/** @param {ElectronRuntime} runtime */
function describe({ kind, version, dir }) {
  if (kind === "override") return `${version} in ${dir}`;
  return kind === "official"
    ? version
    : `${version}, the one for closed networks (${pinnedVersion()} can't be downloaded here)`;
}
