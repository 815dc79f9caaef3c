import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { allNodesReady, goTo, tryDemoFleet } from "./support/demo-fleet.ts";
import { launch, type RunningApp } from "./support/launch.ts";
import { nodesFile } from "./support/nodes-file.ts";

const nodesGrid = (page: Page): Locator => page.getByRole("grid", { name: "Nodes" });
const rowOf = (page: Page, name: string): Locator =>
  nodesGrid(page).getByRole("row", { name: new RegExp(`\\b${name}\\b`) });
const shown = (page: Page): Locator => page.getByRole("status", { name: "Number of nodes shown" });

test.describe("the table of the demo fleet's nodes", () => {
  let running: RunningApp;

  test.beforeEach(async () => {
    running = await launch();
    await tryDemoFleet(running.page);
    await goTo(running.page, /Nodes/);
    await expect(shown(running.page)).toHaveText("48 nodes");
  });

  test.afterEach(() => running.close());

  test("follows the nodes to readiness without a reload", async () => {
    const { page } = running;
    await allNodesReady(page);
    await expect(rowOf(page, "nid000001")).toContainText("Ready");
    await expect(nodesGrid(page)).toHaveAttribute("aria-rowcount", "49");
  });

  test("is narrowed by words, labels and readiness, and says how many are left", async () => {
    const { page } = running;
    await allNodesReady(page);
    const search = page.getByRole("searchbox", { name: "Search nodes by name" });
    await search.fill("nid00001");
    await expect(shown(page)).toHaveText("10 nodes");
    await search.fill("");
    const labels = page.getByRole("textbox", { name: "Label selector" });
    await labels.fill("rack=x1000");
    await expect(shown(page)).toHaveText("12 nodes");
    await expect(rowOf(page, "nid000013")).toHaveCount(0);
    await page.getByRole("radiogroup", { name: "Readiness" }).getByText("Not ready").click();
    await expect(page.getByRole("heading", { name: "No nodes match" })).toBeVisible();
    await page.getByRole("button", { name: "Clear the filters" }).click();
    await expect(shown(page)).toHaveText("48 nodes");
  });

  test("keeps its rows and says what is wrong with a label selector that makes no sense", async () => {
    const { page } = running;
    const labels = page.getByRole("textbox", { name: "Label selector" });
    await labels.fill("rack in (");
    await expect(labels).toHaveAttribute("aria-invalid", "true");
    await expect(rowOf(page, "nid000001")).toBeVisible();
    await labels.fill("");
    await expect(labels).not.toHaveAttribute("aria-invalid", "true");
  });

  test("is sorted by its headers, and keeps place and sort over a reload", async () => {
    const { page } = running;
    const firstRow = nodesGrid(page).getByRole("row").nth(1);
    await page.getByRole("button", { name: "NID" }).click();
    await expect(firstRow).toContainText("nid000001");
    await page.getByRole("button", { name: "NID" }).click();
    await expect(firstRow).toContainText("nid000048");
    await expect(page.getByRole("columnheader", { name: "NID" })).toHaveAttribute("aria-sort", "descending");
    await page.reload();
    await expect(firstRow).toContainText("nid000048");
  });

  test("has rows switched off together, shows it happen, and undoes it", async () => {
    const { page } = running;
    await allNodesReady(page);
    await page.getByRole("checkbox", { name: "Select nid000002" }).click();
    await page.getByRole("checkbox", { name: "Select nid000004" }).click({ modifiers: ["Shift"] });
    const selection = page.getByRole("region", { name: "Selection" });
    await expect(selection).toContainText("3 nodes selected");
    await selection.getByRole("button", { name: "Set desired power" }).click();
    await page.getByRole("menuitem", { name: "off" }).click();
    await page.getByRole("button", { name: "Set desired power to off: 3" }).click();
    await expect(page.getByText("3 set to off.")).toBeVisible();
    await expect(rowOf(page, "nid000003")).toContainText(/is off/, { timeout: 30_000 });
    await page.getByRole("button", { name: "Undo" }).click();
    await expect(page.getByText("3 set back to what they were.")).toBeVisible();
    await expect(rowOf(page, "nid000003")).toContainText(/is on/, { timeout: 30_000 });
  });

  test("shows the columns that were chosen, and remembers", async () => {
    const { page } = running;
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("menuitemcheckbox", { name: "xname" }).click();
    await expect(page.getByRole("columnheader", { name: "xname" })).toHaveCount(0);
    await page.reload();
    await expect(page.getByRole("columnheader", { name: "NID" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "xname" })).toHaveCount(0);
  });
});

test("an empty table leads on", async () => {
  const { page, close } = await launch();
  await goTo(page, /Nodes/);
  await expect(page.getByRole("heading", { name: "No nodes yet" })).toBeVisible();
  await expect(page.getByRole("main").getByRole("button", { name: "Import…" })).toBeVisible();
  await page.getByRole("main").getByRole("button", { name: "New node" }).click();
  await expect(page).toHaveURL(/#\/new\/Node/);
  await close();
});

test("ten thousand nodes scroll from end to end with a few rows in the document", async () => {
  const folder = await mkdtemp(path.join(tmpdir(), "fabrica-nodes-"));
  const file = path.join(folder, "big.yaml");
  await writeFile(file, nodesFile(10_000));
  const { page, close } = await launch({ args: ["--import", file] });
  await goTo(page, /Nodes/);
  await expect(shown(page)).toHaveText("10,000 nodes", { timeout: 60_000 });

  await nodesGrid(page).focus();
  await page.keyboard.press("End");
  await expect(rowOf(page, "nid010000")).toBeInViewport();
  await expect(rowOf(page, "nid010000")).toHaveAttribute("aria-rowindex", "10001");
  expect(await nodesGrid(page).getByRole("row").count()).toBeLessThan(100);

  await page.keyboard.press("Home");
  await expect(rowOf(page, "nid000001")).toBeInViewport();

  await nodesGrid(page).evaluate((grid) => grid.scrollTo({ top: grid.scrollHeight / 2 }));
  await expect(
    nodesGrid(page)
      .getByRole("row", { name: /nid005\d{3}/ })
      .first(),
  ).toBeInViewport();
  await close();
  await rm(folder, { recursive: true });
});
