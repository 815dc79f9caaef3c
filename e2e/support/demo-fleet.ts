import { rename, rm } from "node:fs/promises";
import { existsSync } from "node:fs";
import path from "node:path";
import { expect, type Page, test } from "@playwright/test";
import { launch, type RunningApp } from "./launch.ts";

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

/** Starts with every node of the demo fleet as it should be. It is brought up once in a run; each test has a copy of its data. */
export async function launchReadyFleet(): Promise<RunningApp> {
  const fleet = path.join(test.info().project.outputDir, ".ready-fleet");
  if (!existsSync(fleet)) await bringUpFleet(fleet);
  const running = await launch({ copyOf: fleet });
  await goTo(running.page, /Nodes/);
  await allNodesReady(running.page);
  return running;
}

async function bringUpFleet(place: string): Promise<void> {
  // Half of it, left by a run that was ended, must not be taken for all.
  const dataDir = `${place}.part`;
  await rm(dataDir, { recursive: true, force: true });
  const { page, close } = await launch({ dataDir });
  await tryDemoFleet(page);
  await goTo(page, /Nodes/);
  await allNodesReady(page);
  await close();
  await rename(dataDir, place);
}
