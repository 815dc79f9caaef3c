import { expect, type Locator, type Page } from "@playwright/test";
import { goTo } from "./demo-fleet.ts";

/** Opens a node's page from the table. */
export async function openNode(page: Page, name: string): Promise<void> {
  await goTo(page, /Nodes/);
  await page
    .getByRole("row", { name: new RegExp(`\\b${name}\\b`) })
    .getByRole("link")
    .click();
  await expect(page.getByRole("heading", { level: 1, name: new RegExp(name) })).toBeVisible();
}

export const desiredPower = (page: Page): Locator => page.getByRole("main").getByLabel("Desired power").first();

export async function choosePower(page: Page, power: "on" | "off"): Promise<void> {
  await desiredPower(page).click();
  await page.getByRole("option", { name: power, exact: true }).click();
}
