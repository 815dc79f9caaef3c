import { expect, test } from "@playwright/test";
import { goTo, tryDemoFleet } from "./support/demo-fleet.ts";
import { launch } from "./support/launch.ts";

test("the overview shows the nodes by rack, each a link, and arrows lead from one to the next", async () => {
  const { page, close } = await launch();
  await tryDemoFleet(page);
  await goTo(page, /Overview/);
  const grid = page.getByRole("grid", { name: "Node by rack" });
  await expect(grid.getByRole("rowgroup")).toHaveCount(4);
  await expect(grid.getByRole("link")).toHaveCount(48);
  await expect(grid.getByRole("link", { name: /^nid000001 · x1000c0s0b0n0 · ready/ })).toBeVisible({ timeout: 40_000 });

  await grid.getByRole("link", { name: /^nid000001/ }).focus();
  await page.keyboard.press("ArrowRight");
  await expect(grid.getByRole("link", { name: /^nid000002/ })).toBeFocused();
  await page.keyboard.press("End");
  await expect(grid.getByRole("link", { name: /^nid000048/ })).toBeFocused();

  await page.getByRole("radiogroup", { name: "Coloured by" }).getByText("Lag").click();
  await expect(grid.getByRole("link", { name: /^nid000048 .* newest spec seen/ })).toBeVisible();
  await grid.getByRole("link", { name: /^nid000048/ }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: "nid000048" })).toBeVisible();
  await close();
});

test("a fleet that is too large to show machine by machine is shown rack by rack", async () => {
  const { page, close } = await launch();
  await page.evaluate(() => window.fabrica.call("demo.create", JSON.stringify({ nodes: 2_100 })));
  await goTo(page, /Overview/);
  const grid = page.getByRole("grid", { name: "Node by rack" });
  const rack = grid.getByRole("button", { name: /^x1002: / });
  await expect(rack).toBeVisible({ timeout: 40_000 });
  await rack.click();
  await expect(grid.getByRole("link")).toHaveCount(256);
  await expect(page.getByRole("button", { name: "All racks" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(rack).toBeFocused();
  await close();
});
