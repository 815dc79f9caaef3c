import { spawn } from "node:child_process";
import { once } from "node:events";
import path from "node:path";
import { requireElectron } from "../../scripts/setup/electron-runtime.mjs";
import { electronSwitches } from "../../scripts/setup/sandbox.mjs";
import { environment } from "./electron.ts";

/** An Electron application that runs as for its user. */
export interface Unwatched {
  /** Of the main process; the others are its children. */
  pid: number;
  hide(): void;
  close(): Promise<void>;
}

/**
 * Starts an application without attaching to it, and resolves once its window is on screen. Playwright, once attached, has
 * Chromium take each page for visible, whether its window is or not: a hidden window would go on producing frames.
 */
export async function launchUnwatched(appDir: string, dataDir: string): Promise<Unwatched> {
  const remote = path.join(import.meta.dirname, "window-remote.cjs");
  const child = spawn(
    requireElectron().executable,
    [...electronSwitches(), "-r", remote, appDir, `--data-dir=${dataDir}`],
    { stdio: ["ignore", "ignore", "ignore", "ipc"], env: environment() },
  );
  const ended = once(child, "exit");
  await Promise.race([
    once(child, "message"),
    ended.then(([code]) =>
      Promise.reject(new Error(`The application ended with ${code} before its window was there.`)),
    ),
  ]);
  if (child.pid === undefined) throw new Error("Electron has no process.");
  return {
    pid: child.pid,
    hide: () => void child.send("hide"),
    async close() {
      child.kill();
      await ended;
    },
  };
}
