import { z } from "zod";
import type { Bridge } from "../../shared/bridge.ts";
import { calls } from "../../shared/calls.ts";
import { callError, type CallName, type CallReply, type CallRequest } from "../../shared/contract.ts";
import { CallFailure } from "./call-failure.ts";

const envelope = z.discriminatedUnion("ok", [
  z.object({ ok: z.literal(true), value: z.unknown() }),
  z.object({ ok: z.literal(false), error: callError }),
]);

/** The replies' schemas, so typed that the compiler knows which reply belongs to which name. */
const schemas: { readonly [N in CallName]: { readonly reply: z.ZodType<CallReply<N>> } } = calls;

/**
 * Asks the engine over a bridge and resolves with its checked answer.
 * @throws {CallFailure} what the engine refused, or that its answer does not fit the contract.
 */
export async function callOver<N extends CallName>(
  bridge: Pick<Bridge, "call">,
  name: N,
  request: CallRequest<N>,
): Promise<CallReply<N>> {
  const answer = envelope.parse(JSON.parse(await bridge.call(name, JSON.stringify(request))));
  if (!answer.ok) throw new CallFailure(answer.error);
  const reply = schemas[name].reply.safeParse(answer.value);
  if (reply.success) return reply.data;
  throw new CallFailure({
    code: "Internal",
    message: `The answer to ${name} does not fit the contract: ${z.prettifyError(reply.error)}`,
  });
}
