import { homedir } from "node:os";
import path from "node:path";

export const projectRoot = path.resolve(import.meta.dirname, "../..");

/** Where large things are kept that outlive node_modules and are shared by all clones. */
export const userCache = path.join(
  process.env["FABRICA_SETUP_CACHE"] ?? path.join(process.env["XDG_CACHE_HOME"] || defaultCache(), "fabrica-desktop"),
);

function defaultCache() {
  if (process.platform === "win32") return process.env["LOCALAPPDATA"] ?? path.join(homedir(), "AppData", "Local");
  return process.platform === "darwin" ? path.join(homedir(), "Library", "Caches") : path.join(homedir(), ".cache");
}
