import type { Page } from "@playwright/test";

/** Asks the engine as a page does, for what a test needs to be there. */
export async function call(page: Page, name: string, request: object): Promise<unknown> {
  const envelope = await page.evaluate(([call, json]) => window.fabrica.call(call, json), [
    name,
    JSON.stringify(request),
  ] as const);
  const { ok, value, error } = JSON.parse(envelope);
  if (!ok) throw new Error(`${name}: ${error.message}`);
  return value;
}
