import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, test } from "@playwright/test";
import { allNodesReady, goTo, tryDemoFleet } from "./support/demo-fleet.ts";
import { launch } from "./support/launch.ts";

const rules = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe finds wrong with what is on screen, in words. */
async function faults(page: Page): Promise<string[]> {
  // Electron opens no second page for axe to run in.
  const { violations } = await new AxeBuilder({ page }).withTags(rules).setLegacyMode().analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${node.target.join(" ")} (${node.failureSummary ?? ""})`),
  );
}

for (const theme of ["light", "dark"] as const) {
  test(`axe finds nothing wrong in the ${theme} theme`, async () => {
    test.setTimeout(180_000);
    const { page, close } = await launch();
    const isClean = async (place: string): Promise<void> => {
      await test.step(place, async () => expect.soft(await faults(page), place).toEqual([]));
    };
    await expect(page.getByRole("button", { name: "Try a demo fleet" })).toBeVisible();
    const shown = await page.locator("html").getAttribute("data-mantine-color-scheme");
    if (shown !== theme) await page.getByRole("button", { name: /^(Light|Dark) theme$/ }).click();
    await expect(page.locator("html")).toHaveAttribute("data-mantine-color-scheme", theme);
    await isClean("the empty overview");

    await tryDemoFleet(page);
    await expect(page.getByRole("heading", { name: "Readiness" })).toBeVisible();
    await isClean("the overview with a notification");

    await goTo(page, /Nodes/);
    await allNodesReady(page);
    await isClean("a table");
    await page.getByRole("checkbox", { name: "Select nid000002" }).click();
    await page.getByRole("button", { name: "Set desired power" }).click();
    await isClean("a table with a selection and an open menu");
    await page.keyboard.press("Escape");

    await goTo(page, /Queue/);
    await page.getByRole("grid", { name: "Queue" }).getByRole("row").nth(2).click();
    await isClean("the queue");
    await page.getByRole("button", { name: "Pause…" }).click();
    await isClean("the form that asks why to pause");
    await page.keyboard.press("Escape");

    await goTo(page, /Events/);
    await expect(page.getByRole("grid").getByRole("row").nth(1)).toBeVisible();
    await isClean("the events");
    await page.getByRole("grid").getByRole("row").nth(1).getByText("io.fabrica.").click();
    await expect(page.getByRole("region", { name: "Cause and effect" })).toBeVisible();
    await isClean("an event with its chain");

    await goTo(page, /Time/);
    await expect(page.getByRole("table", { name: "Resources by kind" })).toBeVisible();
    await page.getByRole("slider").press("ArrowLeft");
    await isClean("the fleet as it was");
    for (const tab of ["Queue", "Changes", "Resource"]) {
      await page.getByRole("tab", { name: tab }).click();
      await isClean(`${tab} as it was`);
    }

    await goTo(page, /Map/);
    await expect(page.getByRole("button", { name: /^Fold 48 nodes/ })).toBeVisible();
    await isClean("the map");
    await page.getByRole("radiogroup", { name: "Show as" }).getByText("List").click();
    await isClean("the map as a list");

    await goTo(page, /Settings/);
    await expect(page.getByRole("heading", { level: 1, name: "Settings" })).toBeVisible();
    await isClean("the settings");

    await goTo(page, /Nodes/);
    await page.getByRole("grid", { name: "Nodes" }).getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1, name: /nid/ })).toBeVisible();
    await isClean("a node");

    await page.keyboard.press("Control+k");
    await isClean("the palette");
    await page.keyboard.press("Escape");
    await page.keyboard.press("?");
    await isClean("the shortcuts");
    await close();
  });
}
