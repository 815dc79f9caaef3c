import { once } from "node:events";
import { rm } from "node:fs/promises";
import { expect, type Page, test } from "@playwright/test";
import { call } from "./support/call.ts";
import { launchReadyFleet } from "./support/demo-fleet.ts";
import { answerDialogs, dialogsShown } from "./support/dialogs.ts";
import { launch, type RunningApp } from "./support/launch.ts";
import { choosePower, desiredPower, openNode } from "./support/node-page.ts";

let running: RunningApp;

test.beforeEach(async () => {
  running = await launchReadyFleet();
});
test.afterEach(async () => {
  await running.close();
  await rm(running.dataDir, { recursive: true, force: true });
});

async function turnOff(page: Page): Promise<void> {
  await choosePower(page, "off");
  await expect(page.getByRole("button", { name: "Review and apply…" })).toBeEnabled();
}

/** By the keyboard alone. */
async function addLabel(page: Page, name: string, value: string): Promise<void> {
  await page.getByRole("textbox", { name: "New name in labels" }).focus();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("textbox", { name, exact: true })).toBeFocused();
  await page.keyboard.type(value);
}

/** As another person does. */
async function relabel(page: Page, name: string, labels: Record<string, string>): Promise<void> {
  const { rows } = await call(page, "resources.page", { kind: "Node", query: name, limit: 1 });
  const ref = { kind: "Node", uid: rows[0]?.uid ?? "" };
  const node = await call(page, "resources.get", ref);
  if (node === null) throw new Error(`There is no ${name}`);
  const { metadata, spec } = node;
  const edited = { name, annotations: metadata.annotations, labels: { ...metadata.labels, ...labels } };
  await call(page, "resources.update", { ...ref, resourceVersion: metadata.resourceVersion, metadata: edited, spec });
}

/** A window of its own, with its fleet's nodes. */
async function openSecond(): Promise<Page> {
  const nodes = running.page.getByRole("navigation", { name: "Main" }).getByRole("link", { name: /Nodes/ });
  const [second] = await Promise.all([running.app.waitForEvent("window"), nodes.click({ modifiers: ["Control"] })]);
  return second;
}

/** As its cross does. */
function askToClose(index: number): Promise<void> {
  return running.app.evaluate(({ BrowserWindow }, at) => {
    const windows = BrowserWindow.getAllWindows().toSorted((a, b) => a.id - b.id);
    windows[at]?.close();
  }, index);
}

test("closing a window asks about what was typed in it; going back leaves it, keeping and discarding close it", async () => {
  const { app, page } = running;
  const second = await openSecond();
  await openNode(second, "nid000005");
  await turnOff(second);
  await answerDialogs(app, ["Go Back", "Close and Keep"]);
  await askToClose(1);
  await expect.poll(() => dialogsShown(app)).toEqual([expect.stringContaining("nid000005")]);
  await expect(desiredPower(second)).toHaveValue("off");
  await Promise.all([second.waitForEvent("close"), askToClose(1)]);

  await openNode(page, "nid000005");
  await expect(desiredPower(page)).toHaveValue("off");
  const third = await openSecond();
  await openNode(third, "nid000006");
  await turnOff(third);
  await answerDialogs(app, ["Close and Discard"]);
  await Promise.all([third.waitForEvent("close"), askToClose(1)]);
  expect(await dialogsShown(app)).toEqual([expect.stringContaining("nid000006")]);
  await openNode(page, "nid000006");
  await expect(desiredPower(page)).toHaveValue("on");
});

test("YAML that is no such document stays as it was typed, and the form says that it does not show it", async () => {
  const { page } = running;
  await openNode(page, "nid000005");
  const editAs = page.getByRole("radiogroup", { name: "Edit as" });
  await editAs.getByText("YAML").click();
  const yaml = page.getByRole("textbox", { name: "Node nid000005 as YAML" });
  await yaml.click();
  await page.keyboard.press("Control+a");
  await page.keyboard.type("spec:\ndesiredPower: off");
  await editAs.getByText("Form").click();
  await expect(page.getByRole("alert").filter({ hasText: "The YAML cannot be read" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Review and apply…" })).toBeDisabled();
  await editAs.getByText("YAML").click();
  await expect(yaml).toContainText("desiredPower: off");
});

test("a field that does not belong there is marked where it stands", async () => {
  const { page } = running;
  await openNode(page, "nid000005");
  await page.getByRole("radiogroup", { name: "Edit as" }).getByText("YAML").click();
  const yaml = page.getByRole("textbox", { name: "Node nid000005 as YAML" });
  await yaml.click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("colour: red");
  await expect(yaml.locator(".cm-lintRange-error")).toHaveText("colour");
});

test("what was changed elsewhere meanwhile is said, chosen field by field, and may leave nothing to apply", async () => {
  const { page } = running;
  await openNode(page, "nid000005");
  await addLabel(page, "owner", "me");
  await relabel(page, "nid000005", { owner: "you", site: "hq" });
  const review = page.getByRole("button", { name: "Review and apply…" });
  await expect(page.getByText(/Not applied; it was chang/)).toBeVisible();
  await review.click();
  const dialog = page.getByRole("dialog");
  const conflict = dialog.getByRole("radiogroup", { name: "metadata.labels.owner" });
  await expect(dialog).toContainText("Changed elsewhere since you began, and kept: metadata.labels.site");
  await expect(dialog.getByRole("button", { name: "Apply" })).toBeDisabled();
  await conflict.getByRole("radio", { name: "Mine" }).check();
  await expect(dialog).toContainText("One field: metadata.labels.owner");
  await expect(dialog.getByRole("button", { name: "Apply" })).toBeEnabled();
  await conflict.getByRole("radio", { name: "Theirs" }).check();
  await expect(dialog).toContainText("Nothing of yours is left to apply");
  await dialog.getByRole("button", { name: "Discard" }).click();
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole("textbox", { name: "owner", exact: true })).toHaveValue("you");
});

test("a spec that is put back is a draft, and what was typed before it comes back", async () => {
  const { page } = running;
  await openNode(page, "nid000005");
  await turnOff(page);
  await page.getByRole("button", { name: "Review and apply…" }).click();
  await page.getByRole("button", { name: "Apply", exact: true }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await addLabel(page, "owner", "me");
  await page.getByRole("tab", { name: "Revisions" }).click();
  await page.getByRole("button", { name: "Put back…" }).click();
  await expect(desiredPower(page)).toHaveValue("on");
  const messages = page.getByRole("region", { name: "Messages" });
  await messages
    .getByText(/generation 1 is a draft/)
    .locator("..")
    .getByRole("button", { name: "Undo" })
    .click();
  await expect(page.getByRole("textbox", { name: "owner", exact: true })).toHaveValue("me");
  await expect(desiredPower(page)).toHaveValue("off");
});

test("the focus comes back from a look at the changes, and stays on the screen once they are applied", async () => {
  const { page } = running;
  await openNode(page, "nid000005");
  await turnOff(page);
  const review = page.getByRole("button", { name: "Review and apply…" });
  await review.press("Enter");
  await expect(page.getByRole("button", { name: "Apply", exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(review).toBeFocused();
  await review.press("Enter");
  await page.getByRole("button", { name: "Apply", exact: true }).press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("main")).toBeFocused();
});

test("the focus stays in the window when what had it is of no more use", async () => {
  const { page } = running;
  await openNode(page, "nid000005");
  await turnOff(page);
  await page.getByRole("button", { name: "Discard" }).press("Enter");
  await expect(page.getByRole("main")).toBeFocused();

  const later = page.getByRole("button", { name: "Enqueue after…" });
  await later.press("Enter");
  await page.getByRole("menuitem", { name: "Another time or priority…" }).press("Enter");
  await expect(page.getByRole("dialog").getByLabel("After")).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(later).toBeFocused();
});

test("a draft is the same in all windows, and no window writes over another's", async () => {
  const { page } = running;
  const second = await openSecond();
  await openNode(page, "nid000005");
  await openNode(second, "nid000006");
  await turnOff(page);
  await turnOff(second);
  await openNode(second, "nid000005");
  await expect(desiredPower(second)).toHaveValue("off");
  await second.getByRole("button", { name: "Discard" }).click();
  await expect(desiredPower(page)).toHaveValue("on");
  await openNode(page, "nid000006");
  await expect(desiredPower(page)).toHaveValue("off");
});

test("an edit of what was deleted meanwhile can be dropped where it was", async () => {
  const { page } = running;
  await openNode(page, "nid000005");
  await turnOff(page);
  const { rows } = await call(page, "resources.page", { kind: "Node", query: "nid000005", limit: 1 });
  await call(page, "resources.delete", { kind: "Node", uid: rows[0]?.uid ?? "", propagation: "background" });
  await expect(page.getByRole("heading", { name: "This node is gone" })).toBeVisible();
  const discard = page.getByRole("button", { name: "Discard the edit of it" });
  await discard.click();
  await expect(discard).toHaveCount(0);
  running = await running.relaunch();
  await expect(running.page.getByRole("status", { name: "Freshness" })).toBeVisible();
  await expect(running.page.getByText("An edit is not applied yet")).toHaveCount(0);
});

test("a window does not ask about what was dropped and typed anew in another", async () => {
  const { app, page } = running;
  const second = await openSecond();
  await openNode(second, "nid000005");
  await turnOff(second);
  await openNode(page, "nid000005");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(desiredPower(second)).toHaveValue("on");
  await turnOff(page);
  await expect(desiredPower(second)).toHaveValue("off");
  await answerDialogs(app, []);
  await Promise.all([second.waitForEvent("close"), askToClose(1)]);
  expect(await dialogsShown(app)).toEqual([]);
});

test("quitting asks once for all windows, and not when the system ends the application", async () => {
  const { app, page } = running;
  const second = await openSecond();
  await openNode(page, "nid000005");
  await turnOff(page);
  await openNode(second, "nid000006");
  await turnOff(second);
  await answerDialogs(app, ["Go Back"]);
  await app.evaluate(({ app: electron }) => electron.quit());
  await expect.poll(() => dialogsShown(app)).toEqual([expect.stringMatching(/nid000005\nnid000006/)]);
  expect(app.windows()).toHaveLength(2);
  const gone = once(app.process(), "exit");
  app.process().kill("SIGTERM");
  await gone;
  running = await launch({ dataDir: running.dataDir });
  await expect(running.page.getByRole("region", { name: "Messages" })).toContainText("2 edits are not applied yet");
});
