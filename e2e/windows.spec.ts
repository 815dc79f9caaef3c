import { expect, test } from "@playwright/test";
import { goTo, tryDemoFleet } from "./support/demo-fleet.ts";
import { launch, type RunningApp } from "./support/launch.ts";

let running: RunningApp;

test.beforeEach(async () => {
  running = await launch();
});
test.afterEach(() => running.close());

test("a link opens in a window of its own with Ctrl and with the middle button, and all come back", async () => {
  const { app, page } = running;
  const nav = page.getByRole("navigation", { name: "Main" });
  const [queue] = await Promise.all([
    app.waitForEvent("window"),
    nav.getByRole("link", { name: "Queue" }).click({ modifiers: ["Control"] }),
  ]);
  await expect(queue.getByRole("heading", { level: 1, name: "Queue" })).toBeVisible();
  const [events] = await Promise.all([
    app.waitForEvent("window"),
    nav.getByRole("link", { name: "Events" }).click({ button: "middle" }),
  ]);
  await expect(events.getByRole("heading", { level: 1, name: "Events" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Overview" })).toHaveAttribute("aria-current", "page");

  running = await running.relaunch();
  await expect.poll(() => running.app.windows().length).toBe(3);
  const titles = () => Promise.all(running.app.windows().map((window) => window.title()));
  await expect
    .poll(titles)
    .toEqual(expect.arrayContaining([expect.stringMatching(/^Queue/), expect.stringMatching(/^Events/)]));
});

test("what is chosen in one window holds in the others", async () => {
  const { app, page } = running;
  const [second] = await Promise.all([
    app.waitForEvent("window"),
    page.getByRole("link", { name: "Queue" }).click({ modifiers: ["Control"] }),
  ]);
  await expect(second.getByRole("heading", { level: 1, name: "Queue" })).toBeVisible();
  await goTo(page, /Settings/);
  await page.getByRole("radiogroup", { name: "Density" }).getByText("Comfortable").click();
  await expect(second.locator("html")).toHaveAttribute("data-density", "comfortable");
  await page.getByRole("radiogroup", { name: "Language" }).getByText("Deutsch").click();
  await expect(second.locator("html")).toHaveAttribute("lang", "de");
});

test("Ctrl+Z takes back what was done last, and leaves text fields alone", async () => {
  const { page } = running;
  await tryDemoFleet(page);
  await goTo(page, /Settings/);
  await page.getByRole("button", { name: "Delete Node not ready for 10 minutes" }).click();
  const line = page.getByText("Node not ready for 10 minutes", { exact: true });
  await expect(line).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search settings" }).focus();
  await page.keyboard.press("Control+z");
  await expect(line).toHaveCount(0);
  await page.getByRole("link", { name: "Appearance" }).focus();
  await page.keyboard.press("Control+z");
  await expect(line).toBeVisible();
});
