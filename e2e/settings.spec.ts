import { expect, type Page, test } from "@playwright/test";
import { call } from "./support/call.ts";
import { goTo } from "./support/demo-fleet.ts";
import { launch, type RunningApp } from "./support/launch.ts";

let running: RunningApp;

test.afterEach(() => running.close());

async function openSettings(page: Page): Promise<void> {
  await goTo(page, /Settings/);
  await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
}

test("another language holds at once, in the menu too, and after a restart", async () => {
  running = await launch();
  await openSettings(running.page);
  await running.page.getByRole("radiogroup", { name: "Language" }).getByText("Deutsch").click();
  await expect(running.page.locator("html")).toHaveAttribute("lang", "de");
  await expect(running.page.getByRole("status", { name: "Aktualität" })).toBeVisible();
  const menus = () =>
    running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label.replace("&", "")));
  expect(await menus()).toEqual(["Datei", "Bearbeiten", "Ansicht", "Fenster", "Hilfe"]);

  running = await running.relaunch();
  await expect(running.page.getByRole("status", { name: "Aktualität" })).toBeVisible();
  expect(await menus()).toContain("Datei");
});

test("without a choice the application speaks as the system does", async () => {
  running = await launch({ locale: "de-DE" });
  await expect(running.page.locator("html")).toHaveAttribute("lang", "de");
});

test("a setting is found by a word, and a word that finds nothing leads on", async () => {
  running = await launch();
  const { page } = running;
  await openSettings(page);
  await page.keyboard.press("/");
  await page.keyboard.type("dark");
  await expect(page.getByRole("radiogroup", { name: "Theme" })).toBeVisible();
  await expect(page.getByRole("radiogroup", { name: "Density" })).toHaveCount(0);
  await page.getByRole("searchbox", { name: "Search settings" }).fill("toaster");
  await page.getByRole("button", { name: "Show all settings" }).click();
  await expect(page.getByRole("radiogroup", { name: "Density" })).toBeVisible();
});

test("keys are changed by pressing others, a conflict is said, and they hold after a restart", async () => {
  running = await launch();
  const { page } = running;
  await openSettings(page);
  await page.getByRole("button", { name: "Change the keys of Switch between light and dark" }).click();
  await page.keyboard.press("g");
  await page.keyboard.press("q");
  await expect(page.getByRole("alert")).toContainText("g q is what Go to Queue has");
  await page.getByRole("button", { name: "Change the keys of Switch between light and dark" }).click();
  await page.keyboard.press("Control+Shift+L");
  await expect(page.getByRole("alert")).toHaveCount(0);
  const scheme = page.locator("html");
  const before = await scheme.getAttribute("data-mantine-color-scheme");
  await page.keyboard.press("Control+Shift+L");
  await expect(scheme).not.toHaveAttribute("data-mantine-color-scheme", before ?? "");

  running = await running.relaunch();
  await expect(running.page.getByRole("button", { name: "Change the keys of Go to Queue" })).toBeVisible();
  await running.page.keyboard.press("Control+Shift+L");
  await expect(running.page.locator("html")).toHaveAttribute("data-mantine-color-scheme", before ?? "");
  await running.page.getByRole("button", { name: "Reset all" }).click();
  await expect(running.page.getByRole("button", { name: "Reset all" })).toBeDisabled();
});

test("metrics are served to this machine once they are switched on, and no more once they are off", async () => {
  running = await launch();
  const { page } = running;
  await openSettings(page);
  const port = 20_000 + (process.pid % 20_000);
  await page.getByRole("textbox", { name: "Port" }).fill(String(port));
  await page.keyboard.press("Enter");
  await page.getByRole("radiogroup", { name: "Metrics for Prometheus" }).getByText("On").click();
  const read = () =>
    fetch(`http://127.0.0.1:${port}/metrics`).then(
      (reply) => reply.text(),
      () => "nothing",
    );
  await expect.poll(read).toContain("workqueue_depth");
  await page.getByRole("radiogroup", { name: "Metrics for Prometheus" }).getByText("Off").click();
  await expect.poll(read).toBe("nothing");
});

test("times are written as one likes, and the other way is on hover", async () => {
  running = await launch();
  const { page } = running;
  const rule = { id: "r", name: "Any device", enabled: true, kind: "Device", query: "", desktop: false };
  await call(page, "preferences.set", { rules: [{ ...rule, condition: "Ready", status: "True", forMs: 0 }] });
  await call(page, "resources.create", { kind: "Device", metadata: { name: "pump" }, spec: { desired: "stopped" } });
  await openSettings(page);
  await page.getByRole("radiogroup", { name: "Times" }).getByText("Absolute").click();
  await page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  const time = page.getByRole("dialog", { name: "Notifications" }).getByRole("time");
  await expect(time).toHaveText(/^\d\d:\d\d:\d\d$/);
  await expect(time).toHaveAttribute("title", /ago|just now/);
});

test("what each screen does by a key can be given another key, too", async () => {
  running = await launch();
  const { page } = running;
  await openSettings(page);
  await page.getByRole("button", { name: "Change the keys of Search the screen in view" }).click();
  await page.keyboard.press("f");
  const line = page.getByRole("listitem").filter({ hasText: "Search the screen in view" });
  await expect(line.getByRole("status")).toHaveText("f");
  await goTo(page, /Queue/);
  await page.keyboard.press("/");
  const search = page.getByRole("searchbox", { name: "Search the queue by name" });
  await expect(search).not.toBeFocused();
  await page.keyboard.press("f");
  await expect(search).toBeFocused();
});

test("once a rule is deleted the focus is on what makes another", async () => {
  running = await launch();
  const { page } = running;
  await openSettings(page);
  await page.getByRole("button", { name: "New rule…" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill("Cold nodes");
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "Delete Cold nodes" }).press("Enter");
  await expect(page.getByRole("button", { name: "New rule…" })).toBeFocused();
});
