import { expect, type Page, test } from "@playwright/test";
import { goTo, launchReadyFleet } from "./support/demo-fleet.ts";
import type { RunningApp } from "./support/launch.ts";
import { openNode } from "./support/node-page.ts";

let running: RunningApp;

test.beforeEach(async () => {
  running = await launchReadyFleet();
});

test.afterEach(() => running.close());

const heading = (page: Page, name: string) => page.getByRole("heading", { level: 1, name });

test("Back leads to the list as it was left: its query, its place and its cursor", async () => {
  const { page } = running;
  const grid = page.getByRole("grid", { name: "Nodes" });
  await page.getByRole("combobox", { name: "Search Nodes" }).fill("nid0000");
  await expect(page).toHaveURL(/query=nid0000/);
  await grid.focus();
  await page.keyboard.press("End");
  await expect(grid.getByRole("row", { name: /nid000048/ })).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(heading(page, "nid000048")).toBeVisible();
  await expect(page.getByRole("main")).toBeFocused();

  await page.keyboard.press("Alt+ArrowLeft");
  await expect(page.getByRole("combobox", { name: "Search Nodes" })).toHaveText("nid0000");
  await expect(grid.getByRole("row", { name: /nid000048/ })).toBeInViewport();
  await expect(grid).toBeFocused();
  await page.keyboard.press("k");
  await page.keyboard.press("Enter");
  await expect(heading(page, "nid000047")).toBeVisible();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(grid.getByRole("row", { name: /nid000047/ })).toBeInViewport();
  await page.getByRole("button", { name: "Forward", exact: true }).click();
  await expect(heading(page, "nid000047")).toBeVisible();

  await page.getByRole("navigation", { name: "Breadcrumbs" }).getByRole("link", { name: "Nodes" }).click();
  await expect(page.getByRole("combobox", { name: "Search Nodes" })).toHaveText("nid0000");
});

test("where there is nothing before or after, the buttons say so", async () => {
  const { page } = running;
  await goTo(page, /Overview/);
  await expect(page.getByRole("button", { name: "Forward", exact: true })).toBeDisabled();
  await page.getByRole("button", { name: "Back", exact: true }).click();
  await expect(page.getByRole("button", { name: "Forward", exact: true })).toBeEnabled();
});

test("the palette has what can be done on the screen in view, and each has its key", async () => {
  const { page } = running;
  await openNode(page, "nid000005");
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog").getByRole("textbox").fill("pause");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog", { name: "Pause nid000005" })).toBeVisible();
  await page.getByRole("textbox", { name: "Reason" }).fill("a new fan");
  await page.keyboard.press("Enter");
  await expect(page.getByText("a new fan")).toBeVisible();
  // As long as the dialog is on screen, the keys are its own.
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await page.keyboard.press("p");
  await expect(page.getByText("a new fan")).toHaveCount(0);
  await page.keyboard.press("e");
  await expect(page.getByRole("region", { name: "Messages" })).toContainText("nid000005 is in the queue");
});
