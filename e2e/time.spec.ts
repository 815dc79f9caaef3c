import { expect, type Locator, type Page, test } from "@playwright/test";
import { goTo, launchReadyFleet } from "./support/demo-fleet.ts";
import type { RunningApp } from "./support/launch.ts";

let running: RunningApp;

const slider = (page: Page): Locator => page.getByRole("slider", { name: "Moment that is looked at" });
const shownMoment = (page: Page): Locator => page.getByRole("region", { name: "Time" }).getByRole("status").first();
const kindRow = (page: Page, kind: string): Locator =>
  page.getByRole("table", { name: "Resources by kind" }).getByRole("row", { name: new RegExp(`^${kind} `) });

async function showTab(page: Page, name: string): Promise<void> {
  await page.getByRole("tab", { name, exact: true }).click();
}

async function switchOff(page: Page, name: string): Promise<void> {
  await page.getByRole("combobox", { name: "Search Nodes" }).fill(name);
  await expect(page.getByRole("status", { name: "Number of nodes shown" })).toHaveText("1 node");
  await page.getByRole("grid", { name: "Nodes" }).getByRole("link", { name }).click();
  await page.getByRole("combobox", { name: "Desired power" }).click();
  await page.getByRole("option", { name: "off" }).click();
  await page.getByRole("button", { name: "Review and apply…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: /Apply/ }).click();
  await expect(page.getByRole("complementary", { name: "Live state" }).getByText(/off/i).first()).toBeVisible();
}

test.beforeEach(async () => {
  running = await launchReadyFleet();
});

test.afterEach(() => running.close());

test("the fleet is seen as it was, from its first moment until now", async () => {
  const { page } = running;
  await goTo(page, /Time/);
  await expect(shownMoment(page)).toHaveText("Now, as it is");
  await expect(kindRow(page, "Node")).toHaveText(/^Node\s*48\s*48\s*0\s*0\s*0/);

  await slider(page).press("Home");
  await expect(shownMoment(page)).not.toHaveText("Now, as it is");
  await expect(page.getByRole("heading", { name: /not ready/ })).toBeVisible();
  await expect(page.getByRole("row", { name: /^Node 48 48/ })).toHaveCount(0);

  await slider(page).press("End");
  await expect(shownMoment(page)).toHaveText("Now, as it is");
  await expect(kindRow(page, "Node")).toHaveText(/^Node\s*48\s*48\s*0\s*0\s*0/);
});

test("what an edit changed is found by two moments, and the resource is seen as it was before", async () => {
  const { page } = running;
  await switchOff(page, "nid000007");
  await goTo(page, /Time/);
  await showTab(page, "Changes");
  await page.getByRole("combobox", { name: "Compared with" }).click();
  // The prepared fleet is as old as the run that it was prepared for: on a slow machine that is more than a quarter of an hour.
  await page.getByRole("option", { name: "1 hour before" }).click();
  await expect(page.getByRole("list", { name: "Created" }).getByRole("link", { name: "nid000007" })).toBeVisible();

  await showTab(page, "Resource");
  await page.getByRole("combobox", { name: "Resource" }).fill("nid000007");
  await page.getByRole("option", { name: "nid000007" }).click();
  await expect(page.getByText("desiredPower: off")).toBeVisible();
  const back = page.getByRole("button", { name: "Previous event" });
  await expect(async () => {
    await back.click();
    await expect(page.getByText("desiredPower: on")).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByText("Ready", { exact: true }).first()).toBeVisible();
  await page.getByRole("radiogroup", { name: "Show the spec" }).getByText("What is other now").click();
  await expect(page.getByLabel("What is other now").getByText("desiredPower: off")).toBeVisible();

  // From the moment before the edit until now it is the spec that is other.
  await showTab(page, "Changes");
  await page.getByRole("combobox", { name: "Compared with" }).click();
  await page.getByRole("option", { name: "Now" }).click();
  await expect(page.getByRole("combobox", { name: "Compared with" })).toHaveValue("Now");
  const changed = page.getByRole("list", { name: "Spec changed" }).getByRole("listitem");
  await expect(changed).toHaveCount(1);
  await expect(changed).toContainText("nid000007");
  await expect(changed).toContainText("desiredPower");
});

test("the queue is seen as it was while the fleet was being started", async () => {
  const { page } = running;
  await goTo(page, /Time/);
  await slider(page).press("Home");
  await showTab(page, "Queue");
  await expect(page.getByRole("heading", { name: /^Waiting \(\d+\)/ })).toBeVisible();
  await expect(async () => {
    await page.getByRole("button", { name: "Next event" }).click();
    await expect(page.getByRole("list", { name: "In processing" }).getByRole("listitem").first()).toBeVisible({
      timeout: 500,
    });
  }).toPass();
});
