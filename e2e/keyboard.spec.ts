import { expect, test } from "@playwright/test";
import { allNodesReady } from "./support/demo-fleet.ts";
import { launch, type RunningApp } from "./support/launch.ts";

let running: RunningApp;

test.beforeEach(async () => {
  running = await launch();
});

test.afterEach(() => running.close());

test("everything from the first start to an open node is done without a mouse", async () => {
  const { page } = running;
  await page.getByRole("button", { name: "Try a demo fleet" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText(/The demo fleet is there/)).toBeVisible();

  await page.keyboard.press("Escape");
  await page.keyboard.press("g");
  await page.keyboard.press("n");
  await allNodesReady(page);

  await page.keyboard.press("/");
  await expect(page.getByRole("combobox", { name: "Search Nodes" })).toBeFocused();
  await page.keyboard.type("nid00002");
  await expect(page.getByRole("status", { name: "Number of nodes shown" })).toHaveText("10 nodes");

  const grid = page.getByRole("grid", { name: "Nodes" });
  await grid.focus();
  for (const key of ["j", "j", "ArrowDown", "k", "x"]) await page.keyboard.press(key);
  await expect(page.getByRole("region", { name: "Selection" })).toContainText("1 node selected");
  await expect(grid.getByRole("row", { selected: true })).toContainText("nid000021");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("region", { name: "Selection" })).toHaveCount(0);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "nid000021" })).toBeVisible();
});

test("keys that are no text do what they do also from a switch that was clicked", async () => {
  const { page } = running;
  await page.getByRole("button", { name: "Try a demo fleet" }).click();
  await page.getByRole("radiogroup", { name: "Coloured by" }).getByText("Lag").click();
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await expect(page.getByRole("heading", { level: 1, name: "Queue" })).toBeVisible();
});

test("the palette finds screens, actions and resources", async () => {
  const { page } = running;
  await page.getByRole("button", { name: "Try a demo fleet" }).click();
  await expect(page.getByText(/The demo fleet is there/)).toBeVisible();
  const palette = page.getByRole("dialog");
  const field = palette.getByRole("textbox");

  await page.keyboard.press("Control+k");
  await field.fill("queue");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "Queue" })).toBeVisible();

  await page.keyboard.press("Control+k");
  await field.fill("nid000033");
  await expect(palette.getByRole("button", { name: /nid000033/ })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: "nid000033" })).toBeVisible();
});

test("a question mark shows the shortcuts, and Escape puts them away", async () => {
  const { page } = running;
  await expect(page.getByRole("button", { name: "Try a demo fleet" })).toBeVisible();
  await page.keyboard.press("?");
  const help = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(help).toContainText("Go to Queue");
  await page.keyboard.press("Escape");
  await expect(help).toBeHidden();
});

test("Tab reaches every part of the window, and one can see where one is", async () => {
  const { page } = running;
  await expect(page.getByRole("button", { name: "Try a demo fleet" })).toBeVisible();
  const seen = new Set<string>();
  for (let press = 0; press < 40; press += 1) {
    await page.keyboard.press("Tab");
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return undefined;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
      const visible = (outlineStyle !== "none" && outlineWidth !== "0px") || boxShadow !== "none";
      return { name: element.getAttribute("aria-label") ?? element.innerText, visible };
    });
    if (!focused || focused.name === "") continue;
    expect(focused, `the focus is visible on ${focused.name}`).toMatchObject({ visible: true });
    seen.add(focused.name.trim());
  }
  for (const name of ["Overview", "Queue", "Events", "Settings", "Import…", "New", "Try a demo fleet"]) {
    expect(
      [...seen].some((each) => each.startsWith(name)),
      `${name} can be reached`,
    ).toBe(true);
  }
});
