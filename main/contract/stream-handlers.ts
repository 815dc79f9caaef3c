import type { z } from "zod";
import type { Clock } from "../../app/clock.ts";
import type { Logger } from "../../app/logger.ts";
import type { CheckedStreamRequest, StreamMessage, StreamName } from "../../shared/contract.ts";
import { streams } from "../../shared/streams.ts";
import { toCallError } from "./call-error.ts";
import { type Caller, parseRequest } from "./call-handlers.ts";
import { LiveStream, type StreamSource } from "./live-stream.ts";
import type { StreamPort } from "./stream-port.ts";

/** The requests' schemas, so typed that the compiler knows which request belongs to which name. */
const schemas: { readonly [N in StreamName]: { readonly request: z.ZodType<CheckedStreamRequest<N>> } } = streams;

/** A source of the messages that the contract has for a stream. */
export interface TypedSource<N extends StreamName> extends StreamSource {
  next(): StreamMessage<N> | undefined | Promise<StreamMessage<N> | undefined>;
}

/** @param changed is to be called after each change of what the stream shows */
type Handler<N extends StreamName> = (
  request: CheckedStreamRequest<N>,
  changed: () => void,
  caller: Caller,
) => TypedSource<N>;

/** One handler for each of the named streams. */
export type StreamHandlers<Names extends StreamName> = { readonly [N in Names]: Handler<N> };

/** Serves a stream on `port` until its other end is closed or the stream fails; errors go to that other end. */
export function serveStream<N extends StreamName>(
  handlers: StreamHandlers<N>,
  name: N,
  requestJson: string,
  port: StreamPort,
  context: { caller: Caller; clock: Clock; logger: Logger },
): void {
  const toError = (error: unknown) => toCallError(error, name, context.logger);
  try {
    const request = parseRequest(schemas[name].request, requestJson);
    const open = (changed: () => void) => handlers[name](request, changed, context.caller);
    void new LiveStream(port, context.clock, open, toError);
  } catch (error) {
    port.send({ end: JSON.stringify(toError(error)) });
    port.close();
  }
}
