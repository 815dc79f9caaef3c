import { expect, test } from "@playwright/test";
import { launchReadyFleet } from "./support/demo-fleet.ts";
import type { RunningApp } from "./support/launch.ts";

let running: RunningApp;

test.beforeEach(async () => {
  running = await launchReadyFleet();
  await running.page.getByRole("button", { name: "New", exact: true }).click();
  await running.page.getByRole("menuitem", { name: "Node" }).click();
});

test.afterEach(() => running.close());

test("what is missing of a new node is named, and each leads to its field", async () => {
  const { page } = running;
  const name = page.getByRole("textbox", { name: "Name", exact: true });
  await expect(name).toBeFocused();
  await page.getByRole("button", { name: "Create" }).click();
  const problems = page.getByRole("list", { name: "What is wrong" });
  await expect(problems.getByRole("listitem")).toHaveCount(2);
  await problems.getByRole("button", { name: /spec\.xname/ }).click();
  await expect(page.getByRole("textbox", { name: "xname" })).toBeFocused();
  await page.keyboard.type("x1000c7s0b0n0");
  await expect(problems.getByRole("listitem")).toHaveCount(1);
  await name.fill("spare");
  await expect(problems).toHaveCount(0);
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "spare" })).toBeVisible();
});

test("a new node like another says so, before two resources switch one machine", async () => {
  const { page } = running;
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("nid000001");
  await page.getByRole("textbox", { name: "xname" }).fill("x1000c0s0b0n0");
  const others = page.getByRole("list", { name: "Others like it" });
  await expect(others).toContainText("nid000001 has this name already");
  await expect(others).toContainText("nid000001 has the xname x1000c0s0b0n0 already");
  await page.getByRole("textbox", { name: "Name", exact: true }).fill("spare");
  await expect(others).not.toContainText("has this name already");
});
