import { expect, test } from "@playwright/test";
import { launch, type RunningApp } from "./support/launch.ts";

let running: RunningApp;

test.beforeEach(async () => {
  running = await launch();
});

test.afterEach(async () => {
  await running.close();
});

test("a new user tries the demo fleet, stops a device, reconciles it by hand and deletes it", async () => {
  const { page } = running;
  test.setTimeout(180_000);

  await test.step("the demo fleet converges while one watches", async () => {
    await page.getByRole("button", { name: "Try a demo fleet" }).first().click();
    await page
      .getByRole("navigation")
      .getByRole("link", { name: /Devices/ })
      .click();
    const devices = page.getByRole("grid", { name: "Devices" });
    await expect(devices.getByRole("row", { name: /.+/ }).nth(1)).toBeVisible();
    await expect
      .poll(
        async () => (await devices.getByRole("row").allInnerTexts()).slice(1).every((row) => /\bReady\b/.test(row)),
        {
          timeout: 90_000,
        },
      )
      .toBe(true);
  });

  const name = await test.step("a device is opened", async () => {
    const link = page.getByRole("grid", { name: "Devices" }).getByRole("link").first();
    const text = await link.innerText();
    await link.click();
    await expect(page.getByRole("heading", { level: 1, name: text })).toBeVisible();
    return text;
  });
  const live = page.getByRole("complementary", { name: "Live state" });

  await test.step("editing its spec stops it, and condition, event and queue follow without a reload", async () => {
    await page.getByRole("combobox", { name: "Desired" }).click();
    await page.getByRole("option", { name: "stopped" }).click();
    await page.getByRole("button", { name: "Review and apply…" }).click();
    const review = page.getByRole("dialog");
    await expect(
      review.getByRole("region", { name: "What would be done" }).getByRole("listitem").first(),
    ).toBeVisible();
    await review.getByRole("button", { name: "Apply", exact: true }).click();
    await expect(review).toBeHidden();
    await expect(live.getByText("io.fabrica.device.updated", { exact: true })).toBeVisible();
    await expect(live.getByRole("listitem").filter({ hasText: "Ready" }).first()).toContainText(/stopped/i, {
      timeout: 30_000,
    });
    await test.step("until it rests, and its next check is minutes away", async () => {
      await expect(live.getByText(/due in \d+ min/)).toBeVisible({ timeout: 60_000 });
    });
  });

  await test.step("it is enqueued by hand, and its record says who did it", async () => {
    await page.getByRole("button", { name: "Enqueue now" }).click();
    await page.getByRole("tab", { name: "Reconciles" }).click();
    await expect(
      page.getByRole("list", { name: "Reconciles, newest first" }).getByText("By hand").first(),
    ).toBeVisible();
  });

  await test.step("it is enqueued for later, and the queue counts down", async () => {
    await page.getByRole("button", { name: "Enqueue after…" }).click();
    await page.getByRole("menuitem", { name: "5 s", exact: true }).click();
    const queue = live.getByRole("region", { name: "Queue" });
    await expect(queue).toContainText(/due in [1-5] s.*By hand/s);
    await expect(queue).not.toContainText("By hand", { timeout: 15_000 });
  });

  await test.step("it is deleted", async () => {
    await page.getByRole("button", { name: "Delete…" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Delete this device" }).click();
    await expect(page.getByRole("grid", { name: "Devices" })).toBeVisible();
    await expect(page.getByRole("grid", { name: "Devices" }).getByRole("link", { name, exact: true })).toHaveCount(0);
  });
});
