import { _electron, type CDPSession, type ElectronApplication, type Page } from "@playwright/test";
import { requireElectron } from "../../scripts/setup/electron-runtime.mjs";
import { electronSwitches } from "../../scripts/setup/sandbox.mjs";
import { LOAD_CHANNEL, LOAD_VARIABLE, loadReport, type LoadReport } from "./load-channel.ts";

/** An Electron application that runs. */
export interface Running {
  app: ElectronApplication;
  page: Page;
  /** Of the main process; the others are its children. */
  pid: number;
  /** ms since the epoch at which the process was started. */
  startedAt: number;
  devTools: CDPSession;
  close(): Promise<void>;
}

/** What has to be in the document for the window to be of use. */
const GRID = "[role=grid]";

export async function launch(appDir: string, dataDir: string, changesPerSecond = 0): Promise<Running> {
  const switches = electronSwitches();
  const startedAt = Date.now();
  const app = await _electron.launch({
    executablePath: requireElectron().executable,
    chromiumSandbox: !switches.includes("--no-sandbox"),
    args: [...switches, appDir, `--data-dir=${dataDir}`],
    env: { ...environment(), [LOAD_VARIABLE]: String(changesPerSecond) },
  });
  const page = await app.firstWindow();
  const pid = app.process().pid;
  if (pid === undefined) throw new Error("Electron has no process.");
  // tsx names the functions that it compiles by a helper, which those that run in the page do not have.
  await page.evaluate("globalThis.__name = (named) => named");
  const devTools = await app.context().newCDPSession(page);
  return { app, page, pid, startedAt, devTools, close: () => app.close() };
}

/** The time, ms since the epoch, at which the grid and, if it has to have rows, its first row were painted. */
export async function paintedAt(page: Page, hasRows: boolean): Promise<number> {
  const painted = await page.waitForFunction(
    // Not async: a promise, even one of nothing, would end the waiting.
    ([grid = "", cell = ""]): number | Promise<number> => {
      const shown = document.querySelector(grid);
      if (!shown || (cell !== "" && !shown.querySelector(cell)?.textContent)) return 0;
      return new Promise((resolve) => requestAnimationFrame(() => setTimeout(() => resolve(Date.now()))));
    },
    [GRID, hasRows ? "[data-index] [role=gridcell]:nth-child(2)" : ""],
    { polling: "raf" },
  );
  return painted.jsonValue();
}

/** Has so many changes a second arrive from now on; resolves with what arrived since the last time it was asked. */
export async function setLoad({ app }: Running, changesPerSecond: number): Promise<LoadReport> {
  const report = await app.evaluate(
    (_electron, [name, rate]) =>
      new Promise<unknown>((resolve) => {
        const channel = new BroadcastChannel(name);
        channel.addEventListener("message", (event: MessageEvent<unknown>) => {
          channel.close();
          resolve(event.data);
        });
        channel.postMessage(rate);
      }),
    [LOAD_CHANNEL, changesPerSecond] as const,
  );
  return loadReport.parse(report);
}

/** Bytes that the page's objects take, after a collection. */
export async function heapOf({ devTools }: Running): Promise<number> {
  await devTools.send("HeapProfiler.collectGarbage");
  return (await devTools.send("Runtime.getHeapUsage")).usedSize;
}

/** What a started application inherits. */
export function environment(): Record<string, string> {
  const inherited = Object.entries(process.env).flatMap(([name, value]) =>
    value === undefined || name === "ELECTRON_RUN_AS_NODE" ? [] : [[name, value] as const],
  );
  return Object.fromEntries(inherited);
}
