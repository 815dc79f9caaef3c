import { expect, type Locator, type Page, test } from "@playwright/test";
import { goTo, launchReadyFleet } from "./support/demo-fleet.ts";
import { choosePower, desiredPower, openNode } from "./support/node-page.ts";
import type { RunningApp } from "./support/launch.ts";

let running: RunningApp;

const tab = (page: Page, name: string): Locator => page.getByRole("tab", { name, exact: true });
const notices = (page: Page): Locator => page.getByRole("region", { name: "Messages" });

test.beforeEach(async () => {
  running = await launchReadyFleet();
  await openNode(running.page, "nid000005");
});

test.afterEach(() => running.close());

test("an edit is looked at, applied, seen in the history of its conditions, and undone", async () => {
  const { page } = running;
  await choosePower(page, "off");
  await page.getByRole("button", { name: "Review and apply…" }).click();
  await expect(page.getByRole("region", { name: "What would be done" })).toContainText(/off/i);
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(page.getByText(/nid000005 is off/).first()).toBeVisible({ timeout: 30_000 });

  await tab(page, "Status").click();
  const ready = page.getByRole("group").filter({ hasText: "Ready" }).first();
  await ready.getByText("Ready", { exact: true }).first().click();
  const changes = page.getByRole("list", { name: "What Ready was, newest first" }).getByRole("listitem");
  await expect(changes.first()).toContainText("True");
  expect(await changes.count()).toBeGreaterThan(2);

  await notices(page).getByRole("button", { name: "Undo" }).click();
  await expect(notices(page)).toContainText("nid000005 is as it was before");
  await tab(page, "Revisions").click();
  await expect(page.getByRole("list", { name: "Revisions, newest first" }).getByRole("listitem").first()).toContainText(
    "Generation 3",
  );
});

test("each reconcile leads back to the edit that caused it", async () => {
  const { page } = running;
  await tab(page, "Reconciles").click();
  const first = page.getByRole("list", { name: "Reconciles, newest first" }).getByRole("listitem").last();
  await page.getByRole("button", { name: "What led to it" }).last().click();
  await expect(first).toBeVisible();
  const chain = page.getByRole("list", { name: "What led to it, the first cause first" });
  await chain.getByRole("link", { name: /node\.created/ }).click();
  await expect(tab(page, "Revisions")).toHaveAttribute("aria-selected", "true");
});

test("it is paused with a reason, let through once, and resumed", async () => {
  const { page } = running;
  await page.getByRole("button", { name: "Pause…" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Reason" }).fill("its fan is being changed");
  await page.getByRole("dialog").getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText(/Paused: “its fan is being changed”/)).toBeVisible();
  await page.getByRole("button", { name: "Enqueue now" }).click();
  const sidebar = page.getByRole("complementary", { name: "Live state" });
  await expect(sidebar).toContainText("Paused");
  await page.getByRole("button", { name: "Step" }).click();
  await expect(sidebar).toContainText("Waiting for its time");
  await page.getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText(/Paused: “its fan/)).toHaveCount(0);
});

test("it is enqueued before others", async () => {
  const { page } = running;
  await page.getByRole("button", { name: "Pause…" }).click();
  await page.getByRole("dialog").getByRole("textbox", { name: "Reason" }).fill("to see it wait");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Enqueue after…" }).click();
  await page.getByRole("menuitem", { name: "Now, before others" }).click();
  await expect(page.getByRole("complementary", { name: "Live state" })).toContainText("priority 10");
});

test("what is enqueued for later than it is due anyway says so", async () => {
  const { page } = running;
  await expect(page.getByRole("complementary", { name: "Live state" })).toContainText("Waiting for its time");
  await page.getByRole("button", { name: "Enqueue after…" }).click();
  await page.getByRole("menuitem", { name: "1 h" }).click();
  await expect(notices(page)).toContainText("nid000005 is due sooner anyway, in");
});

test("what is discarded comes back, and what is left over is said at the next start", async () => {
  const { page } = running;
  await choosePower(page, "off");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByRole("button", { name: "Discard" })).toBeDisabled();
  await notices(page).getByRole("button", { name: "Undo" }).click();
  await expect(desiredPower(page)).toHaveValue("off");
  running = await running.relaunch();
  await expect(notices(running.page)).toContainText("An edit is not applied yet");
  await goTo(running.page, /Overview/);
  await notices(running.page).getByRole("link", { name: "nid000005" }).click();
  await expect(desiredPower(running.page)).toHaveValue("off");
});
