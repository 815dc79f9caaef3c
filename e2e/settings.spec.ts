import { expect, test } from "@playwright/test";
import { goTo } from "./support/demo-fleet.ts";
import { launch } from "./support/launch.ts";

test("another language holds at once, in the menu too, and after a restart", async () => {
  let running = await launch();
  await goTo(running.page, /Settings/);
  await running.page.getByRole("radiogroup", { name: "Language" }).getByText("Deutsch").click();
  await expect(running.page.locator("html")).toHaveAttribute("lang", "de");
  await expect(running.page.getByRole("status", { name: "Aktualität" })).toBeVisible();
  const menus = () =>
    running.app.evaluate(({ Menu }) => Menu.getApplicationMenu()?.items.map(({ label }) => label.replace("&", "")));
  expect(await menus()).toEqual(["Datei", "Bearbeiten", "Ansicht", "Fenster", "Hilfe"]);

  running = await running.relaunch();
  await expect(running.page.getByRole("status", { name: "Aktualität" })).toBeVisible();
  expect(await menus()).toContain("Datei");
  await running.close();
});

test("without a choice the application speaks as the system does", async () => {
  const { page, close } = await launch({ locale: "de-DE" });
  await expect(page.locator("html")).toHaveAttribute("lang", "de");
  await close();
});
