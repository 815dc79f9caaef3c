import { expect, type Locator, type Page, test } from "@playwright/test";
import { call } from "./support/call.ts";
import { goTo, launchReadyFleet } from "./support/demo-fleet.ts";
import { holdQuestions, holdRows, killEngineThread } from "./support/engine.ts";
import { desiredPower, openNode } from "./support/node-page.ts";
import { launch, type RunningApp } from "./support/launch.ts";

let running: RunningApp;

test.afterEach(() => running.close());

const mark = (place: Page | Locator, text: RegExp): Locator => place.getByRole("status").filter({ hasText: text });
const createPump = (page: Page): Promise<unknown> =>
  call(page, "resources.create", { kind: "Device", metadata: { name: "pump" }, spec: { desired: "running" } });

test("a table that lags says how far, in place, while the rest of the window is live", async () => {
  running = await launch();
  const { app, page } = running;
  await createPump(page);
  await goTo(page, /Devices/);
  const row = page.getByRole("row", { name: /pump/ });
  await expect(row).toBeVisible();
  const before = await row.boundingBox();
  const rows = await holdRows(app);
  await call(page, "resources.create", { kind: "Device", metadata: { name: "valve" }, spec: { desired: "running" } });
  await expect(mark(page.getByRole("region", { name: "Devices" }), /As of \d+:\d+:\d+, \d+ s behind/)).toBeVisible();
  await expect(page.getByRole("row", { name: /valve/ })).toHaveCount(0);
  expect(await row.boundingBox()).toEqual(before);
  await rows.release();
  await expect(page.getByRole("row", { name: /valve/ })).toBeVisible();
  await expect(mark(page, /behind/)).toHaveCount(0);
});

for (const { screen, has } of [
  { screen: /Nodes/, has: (page: Page) => page.getByRole("row", { name: /nid000001/ }) },
  { screen: /Queue/, has: (page: Page) => page.getByRole("navigation", { name: "Lanes" }) },
  { screen: /Events/, has: (page: Page) => page.getByRole("row", { name: /io\.fabrica\.device\.started/ }).first() },
  { screen: /Map/, has: (page: Page) => page.getByRole("button", { name: /Fold 48 nodes/ }) },
  { screen: /Overview/, has: (page: Page) => page.getByRole("heading", { name: "Readiness" }) },
  { screen: /Time/, has: (page: Page) => page.getByText("Now, as it is") },
]) {
  test(`${screen.source} keeps what it knew of an engine that died, and says as of when`, async () => {
    running = await launchReadyFleet();
    const { app, page } = running;
    await goTo(page, screen);
    await expect(has(page)).toBeVisible();
    await killEngineThread(app);
    await expect(mark(page, /Last known, as of \d+:\d+:\d+/).first()).toBeVisible();
    await expect(has(page)).toBeVisible();
    await expect(mark(page, /Last known/)).toHaveCount(0);
  });
}

test("what the engine has not answered yet is never shown as empty, on any screen or tab", async () => {
  running = await launchReadyFleet();
  const { app, page } = running;
  const unanswered = page.getByText("The engine has not answered yet").filter({ visible: true });
  const empty = page.getByText(/\b(nothing|none|no \w+|not any|empty)\b/i).filter({ visible: true });
  await openNode(page, "nid000005");
  await expect(desiredPower(page)).toHaveValue("on");
  const questions = await holdQuestions(app);
  for (const name of ["Events", "Reconciles", "Owners and dependents", "Revisions"]) {
    await page.getByRole("tab", { name, exact: true }).click();
    await expect(unanswered).toHaveCount(1);
    await expect(empty).toHaveCount(0);
  }
  for (const screen of [/Devices/, /Queue/, /Events/, /Map/, /Time/]) {
    await goTo(page, screen);
    await expect(unanswered).toHaveCount(1);
    await expect(empty).toHaveCount(0);
  }
  await page.keyboard.press("Control+k");
  await page.keyboard.type("demo-web");
  const palette = page.getByRole("dialog");
  await expect(palette.getByText("The engine has not answered yet")).toBeVisible();
  await questions.release();
  await expect(palette.getByText("demo-web").first()).toBeVisible();
});
