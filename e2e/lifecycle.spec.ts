import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { call } from "./support/call.ts";
import { killEngineThread } from "./support/engine.ts";
import { launch, type RunningApp } from "./support/launch.ts";

const projectRoot = path.resolve(import.meta.dirname, "..");

let dataDir: string;
let running: RunningApp;

test.beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "fabrica-lifecycle-"));
  running = await launch({ dataDir });
});

test.afterEach(async () => {
  await running.close();
  await rm(dataDir, { recursive: true });
});

const pumpFile = "kind: Device\nmetadata: { name: pump }\nspec: { desired: running }\n";

function createPump(page: Page): Promise<unknown> {
  return call(page, "resources.create", { kind: "Device", metadata: { name: "pump" }, spec: { desired: "running" } });
}

async function chooseInMenu(menu: string, item: RegExp): Promise<void> {
  await running.app.evaluate(
    ({ BrowserWindow, Menu }, [menuLabel, pattern]) => {
      const entries = Menu.getApplicationMenu()?.items.find(({ label }) => label === menuLabel)?.submenu?.items ?? [];
      const entry = entries.find(({ label }) => new RegExp(pattern).test(label));
      if (entry === undefined) throw new Error(`There is no ${pattern} in ${menuLabel}.`);
      entry.click(undefined, BrowserWindow.getAllWindows()[0]);
    },
    [menu, item.source] as const,
  );
}

test("a second start hands its files to the first and ends", async () => {
  const { app, page } = running;
  const file = path.join(dataDir, "pump.yaml");
  await writeFile(file, pumpFile);
  const [executable = "", ...args] = app
    .process()
    .spawnargs.filter((arg) => !/^--(inspect|remote-debugging)/.test(arg));
  const second = spawn(executable, [...args, `--import=${file}`], { stdio: ["ignore", "ignore", "pipe"] });
  let output = "";
  second.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
  const [code] = await once(second, "close");
  expect(code).toBe(0);
  expect(output).toContain("is running already");
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /Devices/ })
    .click();
  await expect(page.getByRole("row", { name: /pump/ })).toBeVisible();
  expect(app.windows()).toHaveLength(1);
});

test("windows come back where they were and with what they showed", async () => {
  await running.page.getByRole("link", { name: "Queue", exact: true }).click();
  const bounds = { x: 40, y: 30, width: 1000, height: 640 };
  await running.app.evaluate(
    ({ BrowserWindow }, target) => BrowserWindow.getAllWindows()[0]?.setBounds(target),
    bounds,
  );
  running = await running.relaunch();
  await expect(running.page.getByRole("heading", { level: 1, name: "Queue" })).toBeVisible();
  expect(await running.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds())).toEqual(
    bounds,
  );
});

test("the menu opens another window, and asks the current one", async () => {
  const { app, page } = running;
  const [second] = await Promise.all([app.waitForEvent("window"), chooseInMenu("&File", /New &Window/)]);
  await expect(second.getByRole("navigation").first()).toBeVisible();
  await second.close();
  // The page is gone before the main process has heard of it.
  await expect.poll(() => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
  await chooseInMenu("&File", /Import/);
  await expect(page.getByRole("dialog", { name: /Import/ })).toBeVisible();
});

test("a page that crashes is loaded again and says so", async () => {
  const { app } = running;
  await app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    const loaded = new Promise((resolve) => contents?.once("did-finish-load", () => resolve(undefined)));
    contents?.forcefullyCrashRenderer();
    return loaded;
  });
  await expect
    .poll(() =>
      app.evaluate(({ BrowserWindow }) =>
        BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript("document.body.innerText"),
      ),
    )
    .toContain("had stopped working and was loaded again");
});

test("data that another process has open are said to be in use, and are opened once they are free", async () => {
  await running.close();
  const headless = spawn(process.execPath, [
    path.join(projectRoot, "dist/main/headless.js"),
    "--no-window",
    `--data-dir=${dataDir}`,
  ]);
  await once(headless.stdout, "data");
  running = await launch({ dataDir });
  const alert = running.page.getByRole("alert").filter({ hasText: "The engine does not run" });
  await expect(alert).toContainText("in use");
  const ended = once(headless, "close");
  headless.kill("SIGINT");
  await ended;
  await alert.getByRole("button", { name: "Start the engine again" }).click();
  await expect(alert).toBeHidden();
  await createPump(running.page);
});

test("a damaged database is kept aside, and the last backup is a click away", async () => {
  await createPump(running.page);
  // On closing, a backup is taken.
  await running.close();
  const database = path.join(dataDir, "fabrica.db");
  await Promise.all([rm(`${database}-wal`, { force: true }), truncate(database, 5_000)]);
  running = await launch({ dataDir });
  const { page } = running;
  const alert = page.getByRole("alert").filter({ hasText: "The engine does not run" });
  await expect(alert).toContainText("is damaged");
  expect((await readFile(database)).length).toBe(5_000);
  await alert.getByRole("button", { name: "Restore the last backup" }).click();
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /Devices/ })
    .click();
  await expect(page.getByRole("row", { name: /pump/ })).toBeVisible();
});

test("an engine that dies comes back by itself, and what was shown stays until then", async () => {
  const { app, page } = running;
  await createPump(page);
  await page
    .getByRole("navigation")
    .getByRole("link", { name: /Devices/ })
    .click();
  await expect(page.getByRole("row", { name: /pump/ })).toBeVisible();
  await killEngineThread(app);
  const alert = page.getByRole("alert").filter({ hasText: "The engine does not run" });
  await expect(alert).toContainText("It starts again by itself");
  await expect(page.getByRole("row", { name: /pump/ })).toBeVisible();
  await expect(alert).toBeHidden();
  await expect(page.getByRole("status", { name: "Freshness" })).toHaveText("Live");
  await call(page, "resources.create", { kind: "Device", metadata: { name: "valve" }, spec: { desired: "running" } });
  await expect(page.getByRole("row", { name: /valve/ })).toBeVisible();
});
