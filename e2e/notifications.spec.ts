import { expect, test } from "@playwright/test";
import { call } from "./support/call.ts";
import { goTo } from "./support/demo-fleet.ts";
import { launch, type RunningApp } from "./support/launch.ts";

let running: RunningApp;

test.beforeEach(async () => {
  running = await launch();
});
test.afterEach(() => running.close());

test("a rule of one's own tells what it finds, and each line leads to it", async () => {
  const { page } = running;
  for (const name of ["pump", "valve"]) {
    const metadata = { name, labels: { site: name === "pump" ? "north" : "south" } };
    await call(page, "resources.create", { kind: "Device", metadata, spec: { desired: "off" } });
  }
  await goTo(page, /Settings/);
  await page.getByRole("button", { name: "New rule…" }).click();
  const form = page.getByRole("dialog", { name: "New rule" });
  await form.getByRole("textbox", { name: "Name" }).fill("Northern devices");
  await form.getByRole("combobox", { name: "Kind" }).click();
  await page.getByRole("option", { name: "Device" }).click();
  await form.getByRole("textbox", { name: "Which of them" }).fill("label.site==");
  await expect(form.getByText(/Query, character/)).toBeVisible();
  await form.getByRole("textbox", { name: "Which of them" }).fill("label.site==north");
  await form.getByRole("combobox", { name: "Is" }).click();
  await page.getByRole("option", { name: "True", exact: true }).click();
  await form.getByRole("textbox", { name: "For at least (minutes)" }).fill("0");
  await expect(form.getByText("Matches 1 now")).toBeVisible();
  await form.getByRole("button", { name: "Save" }).click();

  await page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  const panel = page.getByRole("dialog", { name: "Notifications" });
  await panel.getByRole("link", { name: /Northern devices.*pump/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "pump" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Notifications", exact: true })).toBeVisible();
});

test("what was told stays over a restart, and is told once", async () => {
  await call(running.page, "notices.clear", {});
  await call(running.page, "resources.create", {
    kind: "Device",
    metadata: { name: "pump" },
    spec: { desired: "off" },
  });
  const rule = { id: "r", name: "Any device", enabled: true, kind: "Device", query: "", desktop: false };
  await call(running.page, "preferences.set", {
    rules: [{ ...rule, condition: "Ready", status: "True", forMs: 0 }],
  });
  await expect(running.page.getByRole("button", { name: "Notifications, 1 unread" })).toBeVisible();
  running = await running.relaunch();
  await running.page.getByRole("button", { name: "Notifications, 1 unread" }).click();
  const panel = running.page.getByRole("dialog", { name: "Notifications" });
  await expect(panel.getByRole("listitem")).toHaveCount(1);
  await panel.getByRole("button", { name: "Clear" }).click();
  await expect(panel).toContainText("Nothing has happened");
  await running.page.keyboard.press("Escape");
  await expect(panel).toBeHidden();
});
