import { expect, type Page, test } from "@playwright/test";
import { call } from "./support/call.ts";
import { launchReadyFleet } from "./support/demo-fleet.ts";

const longName = `a-device-with-${"a-very-".repeat(12)}long-name`;

async function openScreen(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("navigation").first().getByRole("link", { name }).click();
}

/** By how much the page is larger than the window; what is too large for it scrolls within the page. */
function overhang(page: Page): Promise<{ width: number; height: number }> {
  return page.evaluate(() => ({
    width: document.documentElement.scrollWidth - innerWidth,
    height: document.documentElement.scrollHeight - innerHeight,
  }));
}

/** Pairs of panels that cover each other. */
function overlaps(page: Page): Promise<string[]> {
  return page.getByRole("main").evaluate((main) => {
    const panels = [...main.querySelectorAll("section[aria-labelledby]")].filter(
      (panel) => panel.querySelector("section[aria-labelledby]") === null,
    );
    return panels.flatMap((one, index) =>
      panels.slice(index + 1).flatMap((other) => {
        const [a, b] = [one.getBoundingClientRect(), other.getBoundingClientRect()];
        const apart = a.right <= b.left || b.right <= a.left || a.bottom <= b.top || b.bottom <= a.top;
        return apart ? [] : [`${one.getAttribute("aria-labelledby")} and ${other.getAttribute("aria-labelledby")}`];
      }),
    );
  });
}

for (const language of ["en", "de"] as const) {
  test(`nothing runs out of a small window, in ${language}`, async () => {
    const { app, page, close } = await launchReadyFleet();
    await call(page, "preferences.set", { language });
    await expect(page.locator("html")).toHaveAttribute("lang", language);
    await call(page, "resources.create", {
      kind: "Device",
      metadata: { name: longName },
      spec: { desired: "running", simulator: { failureRate: 1 } },
    });
    for (const [width, height] of [
      [960, 600],
      [1180, 700],
    ] as const) {
      await app.evaluate(({ BrowserWindow }, [w, h]) => BrowserWindow.getAllWindows()[0]?.setContentSize(w, h), [
        width,
        height,
      ] as const);
      await expect.poll(() => page.evaluate(() => innerWidth)).toBe(width);
      for (const screen of [
        /Overview|Übersicht/,
        /Nodes/,
        /Map|Karte/,
        /Queue|Warte/,
        /Events|Erei/,
        /Time|Zeit/,
        /Sett|Einst/,
      ]) {
        await openScreen(page, screen);
        await expect(page.getByRole("main").getByRole("heading").first()).toBeVisible();
        expect(await overhang(page), `${screen.source} at ${width}`).toEqual({ width: 0, height: 0 });
        expect(await overlaps(page), `${screen.source} at ${width}`).toEqual([]);
      }
      await openScreen(page, /Devices/);
      await page.getByRole("link", { name: longName }).click();
      await expect(page.getByRole("tabpanel")).toBeInViewport();
      expect(await overhang(page), `a long name at ${width}`).toEqual({ width: 0, height: 0 });
    }
    await close();
  });
}
