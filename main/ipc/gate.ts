import type { Clock } from "../../app/clock.ts";
import type { Logger } from "../../app/logger.ts";
import type { CallError, Envelope, StreamName } from "../../shared/contract.ts";
import {
  isCallName,
  isMainCall,
  isMainStream,
  isStreamName,
  type MainCall,
  type MainStream,
} from "../contract/division.ts";
import { answerCall, type CallHandlers } from "../contract/call-handlers.ts";
import { serveStream, type StreamHandlers } from "../contract/stream-handlers.ts";
import type { StreamPort } from "../contract/stream-port.ts";
import type { EngineHost } from "../engine-host.ts";
import { requestLimit } from "./request-limits.ts";
import { type SenderEvent, trustedWindow } from "./sender.ts";

export interface GateOptions {
  isOurWindow(id: number): boolean;
  calls: CallHandlers<MainCall>;
  streams: StreamHandlers<MainStream>;
  engine: Pick<EngineHost, "call" | "open">;
  clock: Clock;
  logger: Logger;
}

/** A window that asks for more than this at once is out of order. */
const MAX_CALLS = 256;
const MAX_STREAMS = 64;
/** Of the requests that are under way, in UTF-16 units: the largest one, and the usual beside it. */
const MAX_CHARACTERS = requestLimit("import.preview") + requestLimit("resources.update");

/**
 * Lets through what our own windows may ask, and refuses the rest before it reaches anything. It checks who sends, that the
 * name is the contract's and how large the request is; whoever answers checks the request against its schema.
 */
export class Gate {
  readonly #options: GateOptions;
  readonly #calls = new Count();
  readonly #streams = new Count();
  /** Of the requests of calls that are under way. */
  readonly #characters = new Count();

  constructor(options: GateOptions) {
    this.#options = options;
  }

  /**
   * @returns an `Envelope` as JSON.
   * @throws {Error} for a sender that is owed no answer.
   */
  async call(event: SenderEvent, name: unknown, request: unknown): Promise<string> {
    const window = this.#window(event);
    if (window === undefined) throw new Error("Refused.");
    if (typeof name !== "string" || typeof request !== "string") return refusal(malformed());
    if (!isCallName(name)) return refusal(unknownName("call", name));
    if (request.length > requestLimit(name)) return refusal(tooLarge(name));
    if (this.#calls.of(window) >= MAX_CALLS) return refusal(tooMany("calls"));
    if (this.#characters.of(window) + request.length > MAX_CHARACTERS) return refusal(tooMany("large calls"));
    this.#calls.add(window, 1);
    this.#characters.add(window, request.length);
    try {
      if (!isMainCall(name)) return await this.#options.engine.call(name, request, window);
      return await answerCall(this.#options.calls, name, request, { window }, this.#options.logger);
    } finally {
      this.#calls.add(window, -1);
      this.#characters.add(window, -request.length);
    }
  }

  /** Connects a stream with whoever serves it; what is refused is told through `port`, but for a sender that is owed no answer. */
  open(event: SenderEvent, body: unknown, port: StreamPort): void {
    const window = this.#window(event);
    if (window === undefined) {
      port.close();
      return;
    }
    const [name, request]: unknown[] = Array.isArray(body) ? body : [];
    if (typeof name !== "string" || typeof request !== "string") end(port, malformed());
    else if (!isStreamName(name)) end(port, unknownName("stream", name));
    else if (request.length > requestLimit(name)) end(port, tooLarge(name));
    else if (this.#streams.of(window) >= MAX_STREAMS) end(port, tooMany("streams"));
    else this.#connect(name, request, window, this.#counted(port, window));
  }

  #connect(name: StreamName, request: string, window: number, port: StreamPort): void {
    const { engine, streams, clock, logger } = this.#options;
    if (isMainStream(name)) serveStream(streams, name, request, port, { caller: { window }, clock, logger });
    else engine.open(name, request, window, port);
  }

  #window(event: SenderEvent): number | undefined {
    const window = trustedWindow(event, this.#options.isOurWindow);
    if (window === undefined) {
      const url = event.senderFrame?.url.slice(0, 200);
      this.#options.logger.warn("Refused a message from a page that is not ours", { url });
    }
    return window;
  }

  /** The port, counted as one of the window's streams until either side closes it. */
  #counted(port: StreamPort, window: number): StreamPort {
    this.#streams.add(window, 1);
    let open = true;
    const closed = () => {
      if (open) this.#streams.add(window, -1);
      open = false;
    };
    return {
      send: (signal) => port.send(signal),
      receive: (onPainted, onClose) =>
        port.receive(onPainted, () => {
          closed();
          onClose();
        }),
      close() {
        closed();
        port.close();
      },
    };
  }
}

/** How many of something each window has. */
class Count {
  readonly #counts = new Map<number, number>();

  of(window: number): number {
    return this.#counts.get(window) ?? 0;
  }

  add(window: number, by: number): void {
    const count = this.of(window) + by;
    if (count === 0) this.#counts.delete(window);
    else this.#counts.set(window, count);
  }
}

function malformed(): CallError {
  return { code: "Invalid", message: "A request is a name and JSON text." };
}

function unknownName(what: string, name: string): CallError {
  return { code: "Invalid", message: `There is no ${what} named ${JSON.stringify(name.slice(0, 100))}.` };
}

function tooLarge(name: string): CallError {
  const limit = Math.round(requestLimit(name) / (1024 * 1024));
  return { code: "Invalid", message: `The request of ${name} is too large: it may have ${limit} Mi characters.` };
}

function tooMany(what: string): CallError {
  return {
    code: "Unavailable",
    message: `This window has too many ${what} open at once. Try again when some have ended.`,
  };
}

function refusal(error: CallError): string {
  return JSON.stringify({ ok: false, error } satisfies Envelope);
}

function end(port: StreamPort, error: CallError): void {
  port.send({ end: JSON.stringify(error) });
  port.close();
}
