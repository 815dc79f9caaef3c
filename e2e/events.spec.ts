import { readFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Locator, type Page, test } from "@playwright/test";
import { goTo, launchReadyFleet } from "./support/demo-fleet.ts";
import { openNode } from "./support/node-page.ts";
import type { RunningApp } from "./support/launch.ts";

let running: RunningApp;

const grid = (page: Page): Locator => page.getByRole("grid", { name: "Events, newest first" });
const details = (page: Page): Locator => page.getByRole("complementary", { name: "Event details" });

test.beforeEach(async () => {
  running = await launchReadyFleet();
  const { page } = running;
  await goTo(page, /Events/);
  await expect(grid(page).getByRole("row").nth(1)).toBeVisible();
});

test.afterEach(() => running.close());

test("the events of one resource are found by its name, of one sort by a pattern, of a time by the strip", async () => {
  const { page } = running;
  await page.getByRole("combobox", { name: "Resource" }).fill("nid000007");
  await page.getByRole("option", { name: "nid000007" }).click();
  await expect(grid(page).getByRole("link", { name: "Node nid000007" }).first()).toBeVisible();
  await expect(grid(page).getByRole("link", { name: "Node nid000008" })).toHaveCount(0);

  await page.getByRole("combobox", { name: "Pattern" }).fill("io.fabrica.*.created");
  await expect(page.getByText("1 shown", { exact: true })).toBeVisible();

  await page.getByRole("textbox", { name: "From" }).fill("2020-01-01T00:00:00");
  await page.getByRole("textbox", { name: "Until" }).fill("2020-01-02T00:00:00");
  await page.getByRole("textbox", { name: "Until" }).press("Enter");
  await expect(page.getByText("No event of that time matches")).toBeVisible();
  await page.getByRole("button", { name: "Any time" }).click();
  await expect(page.getByText("1 shown", { exact: true })).toBeVisible();

  const strip = page.getByRole("img", { name: /^1 event from/ });
  const box = await strip.boundingBox();
  if (box === null) throw new Error("The strip is not on screen.");
  await strip.click({ position: { x: box.width - 4, y: 10 } });
  await expect(page.getByRole("button", { name: "Any time" })).toBeVisible();
});

test("a pattern that finds nothing says how patterns work, and leads on", async () => {
  const { page } = running;
  const pattern = page.getByRole("combobox", { name: "Pattern" });
  await pattern.fill("io.fabrica.condition");
  await expect(page.getByText(/\* stands for one segment between dots, \*\* for one or more/)).toBeVisible();
  await page.getByRole("button", { name: "Look for io.fabrica.condition.**" }).click();
  await expect(grid(page).getByRole("row", { name: "io.fabrica.condition.Ready" }).first()).toContainText(
    /(True|False|Unknown) \w+/,
  );
  await expect(pattern).toHaveValue("io.fabrica.condition.**");

  await pattern.fill("nid000012");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(pattern).toHaveValue("**");
  await pattern.fill("node.cre");
  await page.getByRole("option", { name: "io.fabrica.node.created" }).click();
  await expect(page.getByText("48 shown", { exact: true })).toBeVisible();
});

test("on a resource's page a click anywhere on a line opens its event, without links to the same resource", async () => {
  const { page } = running;
  await openNode(page, "nid000007");
  await page.getByRole("tab", { name: "Events" }).click();
  await expect(grid(page).getByRole("columnheader", { name: "Resource" })).toHaveCount(0);
  await grid(page).getByRole("row", { name: "io.fabrica.node.created" }).click();
  await expect(details(page).getByRole("heading", { level: 2 })).toHaveText("io.fabrica.node.created");
  await expect(details(page).getByRole("link", { name: "Only this resource" })).toHaveCount(0);
  await expect(
    page
      .getByRole("region", { name: "Recent events" })
      .getByText(/^Ready True \w+$/)
      .first(),
  ).toBeVisible();
});

test("a chain leads from an event to what caused it and back", async () => {
  const { page } = running;
  await page.getByRole("combobox", { name: "Pattern" }).fill("io.fabrica.node.created");
  await expect(page.getByText("48 shown", { exact: true })).toBeVisible();
  await grid(page).getByRole("row").nth(1).getByText("io.fabrica.node.created").click();
  const chain = details(page).getByRole("region", { name: "Cause and effect" });
  await expect(chain.getByText("Reconciled").first()).toBeVisible();
  await chain.getByRole("button", { name: "io.fabrica.condition.Ready" }).first().click();
  await expect(details(page).getByRole("heading", { level: 2 })).toHaveText("io.fabrica.condition.Ready");
  await chain.getByRole("button", { name: "io.fabrica.node.created" }).click();
  await expect(details(page).getByRole("heading", { level: 2 })).toHaveText("io.fabrica.node.created");
});

test("what is filtered is written to a file as JSON lines", async () => {
  const { app, page, dataDir } = running;
  const file = path.join(dataDir, "out.jsonl");
  await app.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);
  await page.getByRole("combobox", { name: "Pattern" }).fill("io.fabrica.node.created");
  await expect(page.getByText("48 shown", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Export" }).click();
  await page.getByRole("menuitem", { name: "As JSON lines…" }).click();
  await expect(page.getByText(`48 events written to ${file}`)).toBeVisible();
  const lines = (await readFile(file, "utf8")).trimEnd().split("\n");
  expect(lines).toHaveLength(48);
  for (const line of lines) {
    expect(JSON.parse(line)).toMatchObject({
      specversion: "1.0",
      type: "io.fabrica.node.created",
      resourcekind: "Node",
    });
  }
});
