import type { z } from "zod";
import { EngineError } from "../../app/errors.ts";
import type { Logger } from "../../app/logger.ts";
import { parseWith } from "../../app/parse-with.ts";
import { calls } from "../../shared/calls.ts";
import type { CallName, CallReply, CheckedRequest, Envelope } from "../../shared/contract.ts";
import { toCallError } from "./call-error.ts";

/** Who calls. */
export interface Caller {
  /** Names the window, for dialogs that belong to it. */
  window: number;
}

/** The requests' schemas, so typed that the compiler knows which request belongs to which name. */
const schemas: { readonly [N in CallName]: { readonly request: z.ZodType<CheckedRequest<N>> } } = calls;

type Handler<N extends CallName> = (request: CheckedRequest<N>, caller: Caller) => CallReply<N> | Promise<CallReply<N>>;

/** One handler for each of the named calls. */
export type CallHandlers<Names extends CallName> = { readonly [N in Names]: Handler<N> };

/** @returns an `Envelope` as JSON, whatever happens: errors of the request and of the handler become its error. */
export async function answerCall<N extends CallName>(
  handlers: CallHandlers<N>,
  name: N,
  requestJson: string,
  caller: Caller,
  logger: Logger,
): Promise<string> {
  return JSON.stringify(await envelopeOf(handlers, name, requestJson, caller, logger));
}

async function envelopeOf<N extends CallName>(
  handlers: CallHandlers<N>,
  name: N,
  requestJson: string,
  caller: Caller,
  logger: Logger,
): Promise<Envelope> {
  try {
    const request = parseRequest(schemas[name].request, requestJson);
    return { ok: true, value: await handlers[name](request, caller) };
  } catch (error) {
    return { ok: false, error: toCallError(error, name, logger) };
  }
}

/** @throws {EngineError} `Invalid` for what is no JSON or not of the schema. */
export function parseRequest<T>(schema: z.ZodType<T>, json: string): T {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw new EngineError("Invalid", "The request is not JSON.", { cause });
  }
  return parseWith(schema, value, "The request");
}
