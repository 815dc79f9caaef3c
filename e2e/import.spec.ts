import { writeFile } from "node:fs/promises";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { launch, type RunningApp } from "./support/launch.ts";
import { nodesFile } from "./support/nodes-file.ts";

let running: RunningApp;

test.beforeEach(async () => {
  running = await launch();
});

test.afterEach(async () => {
  await running.close();
});

/** Has the system's file dialog choose a file that holds the text. */
async function chooseFile(name: string, content: string | Uint8Array): Promise<void> {
  const file = path.join(test.info().outputPath(), name);
  await writeFile(file, content);
  await running.app.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [chosen] });
  }, file);
}

async function openImport(page: Page) {
  await page.getByRole("button", { name: "Import…" }).first().click();
  const dialog = page.getByRole("dialog", { name: "Import" });
  await dialog.getByRole("button", { name: "Choose a file…" }).click();
  return dialog;
}

function readyFilter(page: Page) {
  return page.getByRole("radio", { name: /^Ready/ });
}

test("1,024 nodes are imported, all become ready, and are all there after a restart", async () => {
  test.setTimeout(240_000);
  const { page } = running;
  await chooseFile("nodes.yaml", nodesFile(1024));
  const dialog = await openImport(page);
  await expect(dialog.getByRole("definition").first()).toHaveText("1,025");
  await dialog.getByRole("button", { name: "Import 1,025" }).click();
  await dialog.getByRole("button", { name: "Watch it happen" }).click();

  await page.getByRole("navigation").getByRole("link", { name: /Nodes/ }).click();
  await expect(page.getByRole("grid", { name: "Nodes" })).toHaveAttribute("aria-rowcount", "1025");
  await expect(page.getByText("Ready1,024", { exact: true })).toBeVisible({ timeout: 120_000 });
  await expect(readyFilter(page)).toBeAttached();

  running = await running.relaunch();
  await running.page.getByRole("navigation").getByRole("link", { name: /Nodes/ }).click();
  await expect(running.page.getByText("Ready1,024", { exact: true })).toBeVisible();

  await test.step("importing the same file again changes nothing", async () => {
    await chooseFile("nodes.yaml", nodesFile(1024));
    const again = await openImport(running.page);
    await expect(again.getByRole("button", { name: "Nothing to import" })).toBeDisabled();
  });
});

test("wrong entries are named with line and reason, and the right ones can be imported without them", async () => {
  const { page } = running;
  const wrong =
    "- name: nid000009\n  nid: minus one\n  xname: x1000c0s0b0n8\n  bmc_mac: de:ca:fc:00:00:09\n  bmc_ip: 172.16.0.9\n";
  await chooseFile("mixed.yaml", `${nodesFile(2).replace("nodes:\n", "").replace(/^ {2}/gm, "")}${wrong}`);
  const dialog = await openImport(page);
  await expect(dialog.getByRole("list", { name: "Problems" })).toContainText(/mixed\.yaml:\d+.*nid/);
  await dialog.getByRole("button", { name: /leave out the 1 wrong/ }).click();
  await expect(dialog.getByText(/3 created/)).toBeVisible();
});

test("a file that is no YAML is refused with its name and the reason, and nothing is written", async () => {
  const { page } = running;
  await chooseFile("picture.yaml", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0]));
  const dialog = await openImport(page);
  await expect(dialog.getByText("picture.yaml").first()).toBeVisible();
  await expect(dialog.getByRole("button", { name: /^Import \d/ })).toHaveCount(0);
});

test("an import of many shows how far it is, and can be stopped", async () => {
  const { page } = running;
  await chooseFile("nodes.yaml", nodesFile(30_000));
  const dialog = await openImport(page);
  await dialog.getByRole("button", { name: "Import 30,001" }).click();
  await expect(dialog.getByText(/[1-9][\d,]* of 30,001/)).toBeVisible();
  await dialog.getByRole("button", { name: "Stop" }).click();
  await expect(dialog.getByRole("alert")).toContainText(/It was stopped: [\d,]+ were not written/);
  await dialog.getByRole("button", { name: "Watch it happen" }).click();
  await page.getByRole("navigation").getByRole("link", { name: /Nodes/ }).click();
  await expect(page.getByRole("grid", { name: "Nodes" })).toHaveAttribute("aria-rowcount", /^\d{3,}$/);
});
