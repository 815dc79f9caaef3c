import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { call } from "./support/call.ts";
import { allNodesReady, goTo, launchReadyFleet, tryDemoFleet } from "./support/demo-fleet.ts";
import { launch, type RunningApp } from "./support/launch.ts";
import { nodesFile } from "./support/nodes-file.ts";

const nodesGrid = (page: Page): Locator => page.getByRole("grid", { name: "Nodes" });
const rowOf = (page: Page, name: string): Locator =>
  nodesGrid(page).getByRole("row", { name: new RegExp(`\\b${name}\\b`) });
const queryField = (page: Page): Locator => page.getByRole("combobox", { name: "Search Nodes" });
const shown = (page: Page): Locator => page.getByRole("status", { name: "Number of nodes shown" });

test.describe("the table of the demo fleet's nodes", () => {
  let running: RunningApp;

  test.beforeEach(async () => {
    running = await launchReadyFleet();
    await expect(shown(running.page)).toHaveText("48 nodes");
  });

  test.afterEach(() => running.close());

  test("is narrowed by a query and by readiness, and says how many are left", async () => {
    const { page } = running;
    await queryField(page).fill("nid00001");
    await expect(shown(page)).toHaveText("10 nodes");
    await queryField(page).fill("label.rack==x1000 && spec.nid<=5");
    await expect(shown(page)).toHaveText("5 nodes");
    await expect(rowOf(page, "nid000013")).toHaveCount(0);
    await queryField(page).fill("label.rack==x1000");
    await expect(shown(page)).toHaveText("12 nodes");
    await page.getByRole("radiogroup", { name: "Readiness" }).getByText("Not ready").click();
    await expect(queryField(page)).toHaveText("label.rack==x1000 && ready==False");
    await expect(page.getByRole("heading", { name: "No nodes match" })).toBeVisible();
    await page.goBack();
    await expect(shown(page)).toHaveText("12 nodes");
    await queryField(page).fill("age>1d");
    await page.getByRole("button", { name: "Clear the query" }).click();
    await expect(shown(page)).toHaveText("48 nodes");
  });

  test("stands still under a pressed button, so that what is clicked is what was aimed at", async () => {
    const { page } = running;
    const row = rowOf(page, "nid000005");
    const place = await row.boundingBox();
    await row.getByRole("link").hover();
    await page.mouse.down();
    const spec = { xname: "x9000c0s0b0n0", desiredPower: "off" };
    await call(page, "resources.create", { kind: "Node", metadata: { name: "aaa" }, spec });
    await expect(page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /Nodes.*49/ })).toBeVisible();
    expect(await row.boundingBox()).toEqual(place);
    await page.mouse.up();
    await expect(page.getByRole("heading", { level: 1, name: /nid000005/ })).toBeVisible();
    await page.goBack();
    await expect(rowOf(page, "aaa")).toBeVisible();
  });

  test("keeps its rows and says what is wrong, and where, with a query that makes no sense", async () => {
    const { page } = running;
    await queryField(page).fill("label.rack in (");
    await expect(queryField(page)).toHaveAttribute("aria-invalid", "true");
    await expect(page.getByText("Here a value is missing")).toBeVisible();
    await expect(rowOf(page, "nid000001")).toBeVisible();
    await queryField(page).fill("rack==x1000");
    await expect(page.getByText(/A label is label\.rack/)).toBeVisible();
    await queryField(page).fill("");
    await expect(queryField(page)).toHaveAttribute("aria-invalid", "false");
  });

  test("proposes numbers in the order in which people count, by a list that keeps to the page's policy", async () => {
    const { page } = running;
    const refused: string[] = [];
    page.on("console", (message) => {
      if (message.text().includes("Content Security Policy")) refused.push(message.text());
    });
    await page.keyboard.press("/");
    await page.keyboard.type("spec.nid==");
    await expect(page.getByRole("option").nth(2)).toHaveText("3");
    await expect(page.getByRole("option").nth(10)).toHaveText("11");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(queryField(page)).toHaveText("spec.nid==1");
    expect(refused).toEqual([]);
  });

  test("has its query completed from what the fleet has, by keyboard alone", async () => {
    const { page } = running;
    await page.keyboard.press("/");
    await expect(queryField(page)).toBeFocused();
    await page.keyboard.type("label.r");
    await expect(page.getByRole("option", { name: "label.rack" })).toBeVisible();
    await page.keyboard.press("Tab");
    await page.keyboard.type("==");
    await expect(page.getByRole("option", { name: "x1003" })).toBeVisible();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await expect(queryField(page)).toHaveText("label.rack==x1001");
    await page.keyboard.press("Enter");
    await expect(shown(page)).toHaveText("12 nodes");
    await expect(page).toHaveURL(/query=label.rack/);
    await page.reload();
    await expect(queryField(page)).toHaveText("label.rack==x1001");
    await expect(shown(page)).toHaveText("12 nodes");
    await page.getByRole("button", { name: "How to write a query" }).click();
    await expect(page.getByRole("region", { name: "Asked before" })).toContainText("label.rack==x1001");
  });

  test("follows links of earlier versions to the query that they meant", async () => {
    const { page } = running;
    await page.evaluate(() => {
      window.location.hash = "#/table/Node?search=nid00001&labels=rack%3Dx1000";
    });
    await expect(queryField(page)).toHaveText("nid00001 label.rack==x1000");
    await expect(shown(page)).toHaveText("3 nodes");
  });

  test("keeps a view under a name, brings it back, and undoes its deletion", async () => {
    const { page } = running;
    await queryField(page).fill("label.rack==x1002");
    await expect(shown(page)).toHaveText("12 nodes");
    await page.getByRole("button", { name: "NID" }).click();
    await page.getByRole("button", { name: "NID" }).click();
    await page.getByRole("button", { name: "View: All" }).click();
    await page.getByRole("menuitem", { name: "Save as a view…" }).click();
    await page.getByRole("dialog").getByRole("textbox", { name: "Name" }).fill("Rack two");
    await page.getByRole("dialog").getByRole("button", { name: "Save" }).click();
    await expect(page.getByRole("button", { name: "View: Rack two" })).toBeVisible();

    await page.getByRole("button", { name: "View: Rack two" }).click();
    await page.getByRole("menuitem", { name: "All" }).click();
    await expect(shown(page)).toHaveText("48 nodes");
    await page.getByRole("button", { name: "View: All" }).click();
    await page.getByRole("menuitem", { name: "Rack two" }).click();
    await expect(shown(page)).toHaveText("12 nodes");
    await expect(nodesGrid(page).getByRole("row").nth(1)).toContainText("nid000036");

    await page.getByRole("button", { name: "View: Rack two" }).click();
    await page.getByRole("menuitem", { name: "Open the table with it" }).click();
    await goTo(page, /Devices/);
    await goTo(page, /Nodes/);
    await expect(shown(page)).toHaveText("12 nodes");

    await page.getByRole("button", { name: "View: Rack two" }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(page.getByText("View “Rack two” is deleted.")).toBeVisible();
    await page.getByRole("button", { name: "Undo" }).last().click();
    await page.getByRole("button", { name: "View: All" }).click();
    await expect(page.getByRole("menuitem", { name: "Rack two" })).toBeVisible();
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

  test("shows the columns that were chosen, labels and fields among them, and remembers", async () => {
    const { page } = running;
    await page.getByRole("button", { name: "Columns" }).click();
    await page.getByRole("checkbox", { name: "xname" }).click();
    await expect(page.getByRole("columnheader", { name: "xname" })).toHaveCount(0);
    const add = page.getByRole("combobox", { name: "Add a label or a field" });
    for (const id of ["label.rack", "status.observedGeneration"]) {
      await add.fill(id);
      await page.getByRole("option", { name: id }).click();
    }
    await page.keyboard.press("Escape");
    await expect(rowOf(page, "nid000001")).toContainText("x1000");
    await page.getByRole("button", { name: "rack", exact: true }).click();
    await expect(page.getByRole("columnheader", { name: "rack" })).toHaveAttribute("aria-sort", "ascending");
    await page.reload();
    await expect(page.getByRole("columnheader", { name: "status.observedGeneration" })).toBeVisible();
    await expect(page.getByRole("columnheader", { name: "xname" })).toHaveCount(0);
    await expect(page.getByRole("columnheader", { name: "rack" })).toHaveAttribute("aria-sort", "ascending");
  });

  test("has its columns sized and moved by the keyboard, and keeps them so", async () => {
    const { page } = running;
    const titles = () => page.getByRole("columnheader").getByRole("button").allTextContents();
    const edge = page.getByRole("separator", { name: "Width of NID" });
    const width = Number(await edge.getAttribute("aria-valuenow"));
    await edge.focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Shift+ArrowRight");
    await expect(edge).toHaveAttribute("aria-valuenow", String(width + 48));
    const before = (await titles()).indexOf("NID");
    await page.getByRole("columnheader").getByRole("button", { name: "NID" }).focus();
    await page.keyboard.press("Alt+ArrowLeft");
    await expect.poll(async () => (await titles()).indexOf("NID")).toBe(before - 1);
    await expect(page.getByRole("button", { name: "NID" })).toBeFocused();
    await goTo(page, /Devices/);
    await goTo(page, /Nodes/);
    await expect(edge).toHaveAttribute("aria-valuenow", String(width + 48));
    expect((await titles()).indexOf("NID")).toBe(before - 1);
  });

  test("a row's menu, by the right button or by the keyboard, acts on that row", async () => {
    const { page } = running;
    const row = page.getByRole("row", { name: /nid000003/ });
    await row.click({ button: "right" });
    await expect(page.getByRole("menu", { name: "Actions for nid000003" })).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(page.getByRole("grid", { name: "Nodes" })).toBeFocused();

    await page.keyboard.press("j");
    await page.keyboard.press("Shift+F10");
    await page.getByRole("menuitem", { name: "Set desired power to off" }).click();
    await page.getByRole("button", { name: "Set desired power to off: 1" }).click();
    await expect(page.getByRole("row", { name: /nid000004/ })).toContainText(/is off/, { timeout: 30_000 });
  });
});

test("a table follows the nodes to readiness without a reload", async () => {
  const { page, close } = await launch();
  await tryDemoFleet(page);
  await goTo(page, /Nodes/);
  await expect(shown(page)).toHaveText("48 nodes");
  await allNodesReady(page);
  await expect(rowOf(page, "nid000001")).toContainText("Ready");
  await expect(nodesGrid(page)).toHaveAttribute("aria-rowcount", "49");
  await close();
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
