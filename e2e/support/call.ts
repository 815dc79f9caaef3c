import type { Page } from "@playwright/test";
import { callOver } from "../../renderer/live/call-over.ts";
import type { CallName, CallReply, CallRequest } from "../../shared/contract.ts";

/**
 * Asks the engine as a page does, for what a test needs to be there.
 * @throws {CallFailure} what the engine refused
 */
export function call<N extends CallName>(page: Page, name: N, request: CallRequest<N>): Promise<CallReply<N>> {
  const bridge = {
    call: (asked: string, json: string) =>
      page.evaluate(([what, how]) => window.fabrica.call(what, how), [asked, json] as const),
  };
  return callOver(bridge, name, request);
}
