import { hasDisplay, startVirtualDisplay } from "../../scripts/display.mjs";

/** Gives the tests a display in memory where there is none. Playwright's workers inherit DISPLAY. */
export default async function provideDisplay(): Promise<(() => void) | undefined> {
  if (hasDisplay()) return undefined;
  const { display, stop } = await startVirtualDisplay();
  process.env["DISPLAY"] = display;
  return stop;
}
