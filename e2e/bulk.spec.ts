import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { goTo, launchReadyFleet } from "./support/demo-fleet.ts";
import type { RunningApp } from "./support/launch.ts";

let running: RunningApp;

const grid = (page: Page): Locator => page.getByRole("grid", { name: "Nodes" });
const rowOf = (page: Page, name: string): Locator => grid(page).getByRole("row", { name: new RegExp(`\\b${name}\\b`) });
const selection = (page: Page): Locator => page.getByRole("region", { name: "Selection" });
const notices = (page: Page): Locator => page.getByRole("region", { name: "Messages" });
const choose = (page: Page, action: string): Promise<void> =>
  selection(page)
    .getByRole("button", { name: "More" })
    .click()
    .then(() => page.getByRole("menuitem", { name: action }).click());

async function askForLabel(page: Page, label: string, value: string): Promise<void> {
  await choose(page, "Set a label…");
  await page.getByRole("textbox", { name: "Label" }).fill(label);
  await page.getByRole("textbox", { name: "Value" }).fill(value);
  await page.keyboard.press("Enter");
}

test.beforeEach(async () => {
  running = await launchReadyFleet();
});

test.afterEach(() => running.close());

test("all that match are selected by keyboard, but for one, switched off after a look, and switched on again", async () => {
  const { page } = running;
  await grid(page).focus();
  await page.keyboard.press("Control+a");
  await expect(selection(page)).toContainText("All 48 matching selected");
  await page.keyboard.press("j");
  await page.keyboard.press("x");
  await expect(selection(page)).toContainText("All matching selected but 1");

  await selection(page).getByRole("button", { name: "Set desired power" }).click();
  await page.getByRole("menuitem", { name: "off" }).click();
  const dialog = page.getByRole("dialog", { name: "Set desired power to off" });
  await expect(dialog).toContainText("It touches all 47");
  await expect(dialog.getByRole("region", { name: "What changes" })).toContainText("on → off");
  await expect(dialog).toContainText("It can be taken back afterwards.");
  // Enter confirms what was seen.
  await expect(dialog.getByRole("button", { name: "Set desired power to off: 47" })).toBeFocused();
  await page.keyboard.press("Enter");

  await goTo(page, /Overview/);
  await expect(notices(page)).toContainText("47 set to off.");
  await goTo(page, /Nodes/);
  await expect(rowOf(page, "nid000003")).toContainText(/is off/, { timeout: 30_000 });
  await expect(rowOf(page, "nid000001")).toContainText("Ready");
  await notices(page).getByRole("button", { name: "Undo" }).click();
  await expect(notices(page)).toContainText("47 set back to what they were.");
  await expect(rowOf(page, "nid000003")).toContainText(/is on/, { timeout: 30_000 });
});

test("what is left alone is said before, and what came of each can be looked up", async () => {
  const { page } = running;
  await page.getByRole("checkbox", { name: "Select nid000002" }).click();
  await askForLabel(page, "rack", "x1000");
  await expect(page.getByRole("dialog")).toContainText("There is nothing to do.");
  await expect(page.getByRole("dialog")).toContainText("is x1000 already");
  await page.getByRole("button", { name: "Close" }).first().click();

  await page.getByRole("checkbox", { name: "Select nid000004" }).click({ modifiers: ["Shift"] });
  await expect(selection(page)).toContainText("3 nodes selected");
  await askForLabel(page, "owner", "team-a");
  await page.getByRole("button", { name: "Set the label owner to team-a: 3" }).click();
  await expect(notices(page)).toContainText("3 labelled.");
  await notices(page).getByRole("button", { name: "Results" }).click();
  const results = page.getByRole("list", { name: "What came of each" });
  await expect(results.getByRole("listitem")).toHaveCount(3);
  await results.getByRole("link", { name: "nid000003" }).click();
  await expect(page.getByRole("heading", { name: /nid000003/ })).toBeVisible();
});

test("a selection that another query may not show says so, until it is back or nothing is selected", async () => {
  const { page } = running;
  const query = page.getByRole("combobox", { name: "Search Nodes" });
  await page.getByRole("checkbox", { name: "Select nid000002" }).click();
  await expect(selection(page)).not.toContainText("under another query");
  await query.fill("nid000031");
  await expect(rowOf(page, "nid000002")).toHaveCount(0);
  await expect(selection(page)).toContainText("1 node selected (chosen under another query");
  await query.fill("");
  await expect(rowOf(page, "nid000002")).toBeVisible();
  await expect(selection(page)).not.toContainText("under another query");
});

test("Ctrl+Z takes back what was done last, many at once too, and nothing older in its place", async () => {
  const { page } = running;
  await page.getByRole("checkbox", { name: "Select nid000002" }).click();
  await askForLabel(page, "owner", "ada");
  await page.getByRole("button", { name: "Set the label owner to ada: 1" }).click();
  await expect(notices(page)).toContainText("1 labelled.");
  await selection(page).getByRole("button", { name: "Enqueue now" }).click();
  await page.getByRole("button", { name: "Enqueue: 1" }).click();
  await expect(notices(page)).toContainText("1 enqueued.");

  await page.keyboard.press("Control+z");
  await expect(notices(page)).toContainText("What was done last cannot be taken back");
  await page.keyboard.press("Control+z");
  await expect(notices(page)).toContainText("1 set back to what it was.");
});

test("deletes are confirmed by their number and are gone for good", async () => {
  const { page } = running;
  await page.getByRole("checkbox", { name: "Select nid000001" }).click();
  await page.getByRole("checkbox", { name: "Select nid000002" }).click();
  await choose(page, "Delete…");
  await page.getByRole("button", { name: "Look at what it would do" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("It cannot be taken back.");
  const confirm = dialog.getByRole("button", { name: "Delete: 2" });
  await expect(confirm).toBeDisabled();
  await dialog.getByRole("textbox", { name: "Type 2 to confirm" }).fill("2");
  await confirm.click();
  await expect(notices(page)).toContainText("2 deleted.");
  await expect(notices(page).getByRole("button", { name: "Undo" })).toHaveCount(0);
  await expect(page.getByRole("status", { name: "Number of nodes shown" })).toHaveText("46 nodes");
  await expect(selection(page)).toHaveCount(0);
});

test("a selection is exported to a file", async () => {
  const { page, app, dataDir } = running;
  const file = path.join(dataDir, "some.yaml");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole("checkbox", { name: "Select nid000001" }).click();
  await page.getByRole("checkbox", { name: "Select nid000003" }).click({ modifiers: ["Shift"] });
  await choose(page, "Export as YAML…");
  await page.getByRole("button", { name: "Export: 3" }).click();
  await expect(notices(page)).toContainText("3 written to");
  expect((await readFile(file, "utf8")).match(/^kind: Node$/gm)).toHaveLength(3);
});

test("a pause of many names its reason on each of their pages", async () => {
  const { page } = running;
  await page.getByRole("checkbox", { name: "Select nid000001" }).click();
  await page.getByRole("checkbox", { name: "Select nid000012" }).click({ modifiers: ["Shift"] });
  await choose(page, "Pause…");
  await page.getByRole("textbox", { name: "Reason" }).fill("rack x1000 is being moved");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Pause: 12" }).click();
  await expect(notices(page)).toContainText("12 paused.");
  await rowOf(page, "nid000005").getByRole("link").click();
  await expect(page.getByText("rack x1000 is being moved")).toBeVisible();
});
