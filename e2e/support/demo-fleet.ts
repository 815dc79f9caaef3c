import { expect, type Page } from "@playwright/test";

/** Makes the demo fleet as a new user does and waits until the tables know of it. */
export async function tryDemoFleet(page: Page): Promise<void> {
  await page.getByRole("button", { name: "Try a demo fleet" }).click();
  await expect(page.getByText(/The demo fleet is there/)).toBeVisible();
}

/** Goes to a screen by the navigation rail. */
export async function goTo(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("navigation", { name: "Main" }).getByRole("link", { name }).click();
}

/** Waits until every node of the demo fleet is as it should be. */
export async function allNodesReady(page: Page): Promise<void> {
  await expect(page.getByRole("radio", { name: "Ready 48", exact: true })).toHaveCount(1, { timeout: 40_000 });
}
