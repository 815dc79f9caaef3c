import { expect, type Locator, type Page, test } from "@playwright/test";
import { goTo, tryDemoFleet } from "./support/demo-fleet.ts";
import { launch, type RunningApp } from "./support/launch.ts";

let running: RunningApp;
const graph = (page: Page): Locator => page.getByRole("region", { name: "Owners and dependents" });
const nodeLink = (page: Page, name: string): Locator =>
  page.getByRole("main").getByRole("link", { name: new RegExp(`^\\w+ ${name},`) });

test.beforeEach(async () => {
  running = await launch();
  await tryDemoFleet(running.page);
  await goTo(running.page, /Map/);
});

test.afterEach(() => running.close());

test("the map shows the cluster with its nodes, folds and unfolds them", async () => {
  const { page } = running;
  await expect(nodeLink(page, "nid000048")).toBeVisible();
  await page.getByRole("button", { name: /^Fold 48 nodes/ }).click();
  await expect(nodeLink(page, "nid000048")).toHaveCount(0);
  await page.getByRole("button", { name: /^Unfold 48 nodes/ }).click();
  await expect(nodeLink(page, "nid000048")).toBeVisible();
});

test("what becomes of the nodes is seen on the map", async () => {
  const { page } = running;
  await expect(page.getByRole("button", { name: /^Fold 48 nodes: 48 ready$/ })).toBeVisible({ timeout: 40_000 });
});

test("arrow keys lead from node to node, Enter opens one", async () => {
  const { page } = running;
  await nodeLink(page, "nid000001").focus();
  await page.keyboard.press("ArrowRight");
  await expect(nodeLink(page, "nid000002")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await expect(nodeLink(page, "nid000007")).toBeFocused();
  await page.keyboard.press("ArrowLeft");
  await expect(nodeLink(page, "nid000006")).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "nid000006" })).toBeVisible();
});

test("a resource is found by its name, and shown with what is around it", async () => {
  const { page } = running;
  await page.getByRole("combobox", { name: "Find a resource" }).fill("nid00002");
  await page.getByRole("option", { name: /nid000023/ }).click();
  await expect(nodeLink(page, "nid000023")).toBeVisible();
  await expect(nodeLink(page, "demo")).toBeVisible();
  await expect(graph(page).getByRole("link")).toHaveCount(2);
  await page.getByRole("combobox", { name: "Find a resource" }).fill("nid000031");
  await page.keyboard.press("Enter");
  await expect(nodeLink(page, "nid000031")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Whole fleet" }).click();
  await expect(nodeLink(page, "nid000048")).toBeVisible();
});

test("the list says the same as the graph, for those who read", async () => {
  const { page } = running;
  await page.getByRole("radiogroup", { name: "Show as" }).getByText("List").click();
  const list = page.getByRole("navigation", { name: "Owners and dependents" });
  const cluster = list.getByRole("listitem").filter({ has: page.getByRole("link", { name: /^Cluster demo,/ }) });
  await expect(cluster.getByRole("link", { name: /^Node nid000001,/ })).toBeVisible();
  await page.reload();
  await expect(list).toBeVisible();
});
