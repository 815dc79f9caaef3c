import { readFileSync, statSync } from "node:fs";
import path from "node:path";
import { requireElectron } from "./electron-runtime.mjs";

/**
 * Switches with which Electron must be started from a clone. Chromium's sandbox needs an ordinary user and either user
 * namespaces or a helper that belongs to root, which only an installed package has.
 *
 * @returns {string[]}
 */
export function electronSwitches() {
  return process.platform === "linux" && !canSandbox() ? ["--no-sandbox"] : [];
}

function canSandbox() {
  if (process.getuid?.() === 0) return false;
  const helper = statSync(path.join(requireElectron().dir, "chrome-sandbox"), { throwIfNoEntry: false });
  if (helper?.uid === 0 && (helper.mode & 0o4000) !== 0) return true;
  return (
    kernelSetting("unprivileged_userns_clone") !== "0" && kernelSetting("apparmor_restrict_unprivileged_userns") !== "1"
  );
}

/** @param {string} name */
function kernelSetting(name) {
  try {
    return readFileSync(`/proc/sys/kernel/${name}`, "utf8").trim();
  } catch {
    return undefined; // This kernel doesn't know the restriction.
  }
}
