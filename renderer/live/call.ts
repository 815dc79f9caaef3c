import type { CallName, CallReply, CallRequest } from "../../shared/contract.ts";
import { bridge } from "./bridge.ts";
import { callOver } from "./call-over.ts";

/**
 * Asks the engine and resolves with its checked answer.
 * @throws {CallFailure} what the engine refused, or that its answer does not fit the contract.
 */
export function call<N extends CallName>(name: N, request: CallRequest<N>): Promise<CallReply<N>> {
  return callOver(bridge, name, request);
}
