import { cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { _electron, type ElectronApplication, type Page, test } from "@playwright/test";
import { answerDialogs } from "./dialogs.ts";
import { requireElectron } from "../../scripts/setup/electron-runtime.mjs";
import { electronSwitches } from "../../scripts/setup/sandbox.mjs";

const projectRoot = path.resolve(import.meta.dirname, "../..");

let traces = 0;

export interface LaunchOptions {
  /** Further options of the application, such as `--import`. */
  readonly args?: readonly string[];
  /** A data directory to open; without one, a new one that `close` removes. */
  readonly dataDir?: string;
  /** A data directory to open a copy of, which `close` removes. */
  readonly copyOf?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** What the system speaks, as a BCP 47 tag; English, whatever this machine speaks. */
  readonly locale?: string;
}

export interface RunningApp {
  readonly app: ElectronApplication;
  /** The first window. */
  readonly page: Page;
  readonly dataDir: string;
  /** Quits as a user would who keeps what was typed, and waits until the process is gone. */
  close(): Promise<void>;
  /** Quits and starts again on the same data. */
  relaunch(options?: Omit<LaunchOptions, "dataDir">): Promise<RunningApp>;
}

/**
 * Starts the built application on real Electron.
 *
 * Playwright keeps the trace of a failed test (screenshots and page contents by step) in test-results.
 */
export async function launch(options: LaunchOptions = {}): Promise<RunningApp> {
  const dataDir = options.dataDir ?? (await mkdtemp(path.join(tmpdir(), "fabrica-e2e-")));
  if (options.copyOf !== undefined) await cp(options.copyOf, dataDir, { recursive: true });
  const switches = electronSwitches();
  const app = await _electron.launch({
    executablePath: requireElectron().executable,
    chromiumSandbox: !switches.includes("--no-sandbox"),
    args: [
      ...switches,
      `--lang=${options.locale ?? "en-US"}`,
      projectRoot,
      `--data-dir=${dataDir}`,
      ...(options.args ?? []),
    ],
    env: { ...inheritedEnvironment(), ...options.env },
  });
  await app.context().tracing.start({ screenshots: true, snapshots: true });
  const page = await app.firstWindow();

  const quit = async (): Promise<void> => {
    await app.context().tracing.stop({ path: test.info().outputPath(`trace-${traces}.zip`) });
    traces += 1;
    await answerDialogs(app, ["Close and Keep"]);
    await app.close();
  };
  return {
    app,
    page,
    dataDir,
    async close() {
      await quit();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
    async relaunch(again = {}) {
      await quit();
      const next = await launch({ ...again, dataDir });
      if (options.dataDir !== undefined) return next;
      return { ...next, close: () => next.close().then(() => rm(dataDir, { recursive: true, force: true })) };
    },
  };
}

function inheritedEnvironment(): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === "ELECTRON_RUN_AS_NODE" ? [] : [[name, value] as const],
  );
  return Object.fromEntries(inherited);
}
