import { homedir } from "node:os";
import path from "node:path";

const FOLDER = "fabrica-desktop";

/**
 * Where the user's data is kept when no `--data-dir` is given, with and without a window: what each system sets aside for
 * applications' data (on Linux the XDG base directory specification's data home).
 */
export function defaultDataDir(
  platform: NodeJS.Platform = process.platform,
  env: NodeJS.ProcessEnv = process.env,
  home: string = homedir(),
): string {
  if (platform === "win32") return path.join(absolute(env["APPDATA"]) ?? path.join(home, "AppData", "Roaming"), FOLDER);
  if (platform === "darwin") return path.join(home, "Library", "Application Support", FOLDER);
  return path.join(absolute(env["XDG_DATA_HOME"]) ?? path.join(home, ".local", "share"), FOLDER);
}

/** The specification has relative paths ignored. */
function absolute(dir: string | undefined): string | undefined {
  return dir !== undefined && path.isAbsolute(dir) ? dir : undefined;
}
