import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { launch } from "./support/launch.ts";

/** Pictures of every screen for the documentation, renewed with `UPDATE_SCREENS=1`; the README shows one of them. */
const documentation = path.resolve(import.meta.dirname, "../docs/screens");

const themes = ["light", "dark"] as const;

async function show(page: Page, link: RegExp): Promise<void> {
  await page.getByRole("navigation").getByRole("link", { name: link }).click();
}

for (const theme of themes) {
  test(`every screen is painted in the ${theme} theme`, async () => {
    test.setTimeout(180_000);
    const { page, app, close } = await launch();
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1280, 800));
    const picture = async (name: string): Promise<void> => {
      await page.evaluate(() => document.fonts.ready);
      const folder = process.env["UPDATE_SCREENS"] ? documentation : test.info().outputPath();
      await page.screenshot({ path: path.join(folder, `${name}-${theme}.png`), animations: "disabled", caret: "hide" });
    };

    await show(page, /Settings/);
    await page
      .getByRole("radiogroup", { name: "Theme" })
      .getByText(theme === "light" ? "Light" : "Dark", { exact: true })
      .click();
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", theme);
    await picture("settings");

    await show(page, /Overview/);
    await expect(page.getByRole("button", { name: "Try a demo fleet" })).toBeVisible();
    await picture("empty");
    await page.getByRole("button", { name: "Try a demo fleet" }).first().click();

    await show(page, /Queue/);
    await expect(page.getByRole("heading", { name: "Queue" })).toBeVisible();
    await picture("queue");

    await show(page, /Nodes/);
    await expect(page.getByText("Ready48", { exact: true })).toBeVisible({ timeout: 90_000 });
    await picture("nodes");

    await show(page, /Map/);
    await expect(page.getByRole("button", { name: /^Fold 48 nodes: 48 ready$/ })).toBeVisible();
    await picture("map");
    await show(page, /Nodes/);

    await page.getByRole("grid", { name: "Nodes" }).getByRole("link").first().click();
    await expect(
      page.getByRole("complementary", { name: "Live state" }).getByText("Reconciled", { exact: true }),
    ).toBeVisible();
    await picture("node");
    for (const tab of ["Status", "Reconciles", "Owners and dependents", "Revisions"]) {
      await page.getByRole("tab", { name: tab }).click();
      await expect(page.getByRole("tabpanel", { name: tab })).toBeVisible();
      await picture(`node-${tab.toLowerCase().replaceAll(" ", "-")}`);
    }

    await page.getByRole("tab", { name: "Spec" }).click();
    await page.getByRole("radiogroup", { name: "Edit as" }).getByText("YAML").click();
    await expect(page.getByRole("textbox", { name: /as YAML/ })).toBeVisible();
    await picture("node-yaml");
    await page.getByRole("radiogroup", { name: "Edit as" }).getByText("Form").click();
    await page.getByRole("combobox", { name: "Desired power" }).click();
    await page.getByRole("option", { name: "off" }).click();
    await page.getByRole("button", { name: "Review and apply…" }).click();
    await expect(page.getByRole("region", { name: "What would be done" }).getByRole("listitem").first()).toBeVisible();
    await picture("review");
    await page.getByRole("button", { name: "Back to editing" }).click();
    await page.getByRole("button", { name: "Discard" }).click();

    await show(page, /Clusters/);
    await page.getByRole("grid", { name: "Clusters" }).getByRole("link").first().click();
    await page.getByRole("button", { name: "Delete…" }).click();
    await expect(page.getByRole("radio", { name: "Delete them too" })).toBeVisible();
    await picture("delete");
    await page.getByRole("button", { name: "Cancel" }).click();

    await show(page, /Devices/);
    await page.getByRole("button", { name: "New", exact: true }).click();
    await page.getByRole("menuitem", { name: /device/i }).click();
    await expect(page.getByRole("heading", { name: "New device" })).toBeVisible();
    await picture("new-device");

    await show(page, /Events/);
    await expect(page.getByRole("grid", { name: "Events, newest first" }).getByRole("row").nth(1)).toBeVisible();
    await page.getByRole("combobox", { name: "Pattern" }).fill("io.fabrica.node.created");
    await expect(page.getByText("48 shown", { exact: true })).toBeVisible();
    await page.getByRole("grid").getByRole("row").nth(1).getByText("io.fabrica.node.created").click();
    await expect(page.getByRole("region", { name: "Cause and effect" }).getByText("Reconciled").first()).toBeVisible();
    await picture("events");

    await show(page, /Time/);
    const slider = page.getByRole("slider");
    const [min, max] = [Number(await slider.getAttribute("min")), Number(await slider.getAttribute("max"))];
    await slider.fill(String(Math.round(min + (max - min) / 3)));
    await expect(page.getByRole("table", { name: "Resources by kind" })).toBeVisible();
    await picture("time");
    await page.getByRole("tab", { name: "Changes" }).click();
    await page.getByRole("combobox", { name: "Compared with" }).click();
    await page.getByRole("option", { name: "Now" }).click();
    await expect(page.getByRole("list", { name: "Readiness changed" })).toBeVisible();
    await picture("time-changes");

    await show(page, /Overview/);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await picture("overview");
    await close();
  });
}
