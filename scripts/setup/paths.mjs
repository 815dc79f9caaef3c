import { homedir } from "node:os";
import path from "node:path";

export const projectRoot = path.resolve(import.meta.dirname, "../..");

/** Where large things are kept that outlive node_modules and that all clones share. */
export const userCache = path.join(process.env["XDG_CACHE_HOME"] || platformCache(), "fabrica-desktop");

function platformCache() {
  if (process.platform === "win32") return process.env["LOCALAPPDATA"] ?? path.join(homedir(), "AppData", "Local");
  return process.platform === "darwin" ? path.join(homedir(), "Library", "Caches") : path.join(homedir(), ".cache");
}
