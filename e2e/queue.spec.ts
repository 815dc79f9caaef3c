import { expect, type Locator, type Page, test } from "@playwright/test";
import { goTo, launchReadyFleet } from "./support/demo-fleet.ts";
import type { RunningApp } from "./support/launch.ts";

let running: RunningApp;

const grid = (page: Page): Locator => page.getByRole("grid", { name: "Queue" });
const rowOf = (page: Page, name: string): Locator => grid(page).getByRole("row", { name: new RegExp(`\\b${name}\\b`) });
const details = (page: Page): Locator => page.getByRole("complementary", { name: "Details" });
const lane = (page: Page, name: RegExp): Locator =>
  page.getByRole("navigation", { name: "Lanes" }).getByRole("link", { name });

async function pause(page: Page, reason: string): Promise<void> {
  await page.getByRole("button", { name: "Pause…" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Reason" }).fill(reason);
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByRole("list", { name: "Paused" })).toContainText(reason);
}

test.beforeEach(async () => {
  running = await launchReadyFleet();
  const { page } = running;
  await goTo(page, /Queue/);
});

test.afterEach(() => running.close());

test("what is as it should be waits for its next check, which can be had now", async () => {
  const { page } = running;
  await lane(page, /Delayed/).click();
  await page.getByRole("searchbox", { name: "Search the queue by name" }).fill("nid000007");
  await rowOf(page, "nid000007").click();
  await expect(details(page)).toContainText(/in \d/);
  await details(page).getByRole("button", { name: "Run now" }).click();
  await expect(page.getByText("nid000007: due now")).toBeVisible();
  await expect(rowOf(page, "nid000007")).toContainText(/in (5 min|4 min 5\d s)/);
});

test("work collects while the queue is paused, is let through one by one, and goes on", async () => {
  const { page } = running;
  await pause(page, "rack 4 is being moved");

  await goTo(page, /Nodes/);
  await page.getByRole("checkbox", { name: "Select nid000002" }).click();
  await page.getByRole("checkbox", { name: "Select nid000005" }).click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "Enqueue now" }).click();
  await page.getByRole("button", { name: "Enqueue: 4" }).click();
  await expect(page.getByText("4 enqueued.")).toBeVisible();

  await goTo(page, /Queue/);
  await lane(page, /Paused/).click();
  await rowOf(page, "nid000004").click();
  await expect(details(page).getByRole("listitem").filter({ hasText: "By hand" })).toBeVisible();
  await details(page).getByRole("button", { name: "Move to front" }).click();
  await expect(page.getByText("nid000004: moved to the front")).toBeVisible();
  await page.getByRole("button", { name: "Step" }).click();
  await expect(page.getByText("Node nid000004: let through")).toBeVisible();
  await expect(rowOf(page, "nid000004")).toHaveCount(0);
  await expect(rowOf(page, "nid000003")).toContainText("Paused");

  await page.getByRole("button", { name: "Resume" }).first().click();
  await expect(page.getByRole("list", { name: "Paused" })).toHaveCount(0);
  await lane(page, /Paused/).click();
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
});

test("many that are paused one by one are found, and resumed together, by the table", async () => {
  const { page } = running;
  await goTo(page, /Nodes/);
  await page.getByRole("checkbox", { name: "Select nid000011" }).click();
  await page.getByRole("checkbox", { name: "Select nid000016" }).click({ modifiers: ["Shift"] });
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Pause…" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Reason" }).fill("new disks");
  await page.keyboard.press("Enter");
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Pause: 6/ })
    .click();
  await expect(page.getByRole("row", { name: /nid000013/ })).toContainText("Paused");

  await goTo(page, /Queue/);
  const pauses = page.getByRole("list", { name: "Paused" });
  await expect(pauses.getByRole("listitem")).toHaveCount(4);
  await expect(pauses).toContainText("3 more");
  await pauses.getByRole("link", { name: "All paused Nodes" }).click();
  const nodes = page.getByRole("grid", { name: "Nodes" });
  await expect(nodes).toHaveAttribute("aria-rowcount", "7");
  await nodes.focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Resume" }).click();
  await page
    .getByRole("dialog")
    .getByRole("button", { name: /^Resume: 6/ })
    .click();
  await expect(page.getByText("6 resumed.")).toBeVisible();
  await goTo(page, /Queue/);
  await expect(pauses).toHaveCount(0);
});

test("that all work is paused is said wherever one works, and ends from there", async () => {
  const { page } = running;
  await page.getByRole("button", { name: "Pause…" }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("a new switch");
  await page.keyboard.press("Enter");
  await goTo(page, /Nodes/);
  const banner = page.getByRole("region", { name: "Paused" });
  await expect(banner).toContainText("All work is paused");
  await expect(banner).toContainText("a new switch");
  await banner.getByRole("button", { name: "Resume" }).click();
  await expect(banner).toHaveCount(0);
});

test("an item is withdrawn, and comes back by undo", async () => {
  const { page } = running;
  await page.getByRole("searchbox", { name: "Search the queue by name" }).fill("nid000009");
  await rowOf(page, "nid000009").click();
  await details(page).getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByRole("heading", { name: "Nothing here" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(rowOf(page, "nid000009")).toBeVisible();
});

test("the details stay with the item that was chosen when it leaves the queue and another takes its place", async () => {
  const { page } = running;
  await lane(page, /Delayed/).click();
  await page.getByRole("searchbox", { name: "Search the queue by name" }).fill("nid00000");
  const chosen = grid(page)
    .getByRole("row", { name: /nid00000/ })
    .first();
  const name = (await chosen.textContent())?.match(/nid\d+/)?.[0] ?? "";
  await chosen.click();
  await details(page).getByRole("button", { name: "Withdraw" }).click();
  await expect(rowOf(page, name)).toHaveCount(0);
  await expect(details(page)).toContainText(name);
  await expect(details(page)).toContainText("It is not in the queue any more");
  await expect(grid(page)).not.toHaveAttribute("aria-activedescendant", /./);
  await expect(details(page).getByRole("button", { name: "Withdraw" })).toHaveCount(0);
  await details(page).getByRole("button", { name: "Enqueue now" }).click();
  await expect(details(page).getByRole("button", { name: "Withdraw" })).toBeVisible();
});

test("a whole lane is withdrawn after a look, but for one, and comes back by undo", async () => {
  const { page } = running;
  await lane(page, /Delayed/).click();
  await page.getByRole("searchbox", { name: "Search the queue by name" }).fill("nid00000");
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "10");
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await page.getByRole("checkbox", { name: "Select nid000003" }).click();
  const selection = page.getByRole("region", { name: "Selection" });
  await expect(selection).toContainText("All matching selected but 1");
  await selection.getByRole("button", { name: "Withdraw" }).click();
  await page.getByRole("button", { name: "Withdraw from the queue: 8" }).click();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "2");
  const notices = page.getByRole("region", { name: "Messages" });
  await expect(notices).toContainText("8 withdrawn from the queue.");
  await notices.getByRole("button", { name: "Undo" }).click();
  await expect(grid(page)).toHaveAttribute("aria-rowcount", "10");
});

test("in a small window the reasons have the room, until an item is looked at or the charts are wanted", async () => {
  const { app, page } = running;
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(960, 600));
  await page.getByRole("searchbox", { name: "Search the queue by name" }).fill("nid000007");
  const aside = page.getByRole("button", { name: "Details and charts" });
  await expect(aside).toHaveAttribute("aria-expanded", "false");
  await expect(grid(page).getByRole("columnheader", { name: "Failures" })).toBeInViewport({ ratio: 1 });
  await rowOf(page, "nid000007").click();
  await expect(details(page)).toContainText("nid000007");
  await aside.click();
  await expect(details(page)).toHaveCount(0);
  await aside.click();
  await expect(page.getByRole("region", { name: "Work over the last minutes" })).toBeVisible();
});

test("it shows how much comes and goes, and how long it waits", async () => {
  const { page } = running;
  const charts = page.getByRole("region", { name: "Work over the last minutes" });
  await expect(charts).toContainText(/added \d/);
  await expect(charts).toContainText(/95 % within [\d.]+ (ms|s)/);
});
