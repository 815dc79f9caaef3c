import { z } from "zod";
import type { Bridge } from "../../shared/bridge.ts";
import type { StreamMessage, StreamName, StreamRequest } from "../../shared/contract.ts";
import { streams } from "../../shared/streams.ts";
import { CallFailure, parseFailure } from "./call-failure.ts";
import type { FreshnessMeter } from "./freshness-meter.ts";

/** The messages' schemas, so typed that the compiler knows which message belongs to which name. */
const schemas: { readonly [N in StreamName]: { readonly message: z.ZodType<StreamMessage<N>> } } = streams;

/**
 * How a stream stands: `connecting` before its first message, `live` since, `interrupted` when it broke and is being opened
 * again, `refused` when the engine will not have the request (opening it again would change nothing).
 */
export type StreamPhase = "connecting" | "live" | "interrupted" | "refused";

export interface StreamFollower<N extends StreamName> {
  onMessage(message: StreamMessage<N>): void;
  onPhase?(phase: StreamPhase, error?: CallFailure): void;
}

export interface FollowOptions {
  /** Go on while nobody sees the window. By default a hidden window closes its streams: what it would paint nobody sees. */
  whileHidden?: boolean;
}

/** Streams that say what is: one whose sequence lags shows old news. The others say what happened. */
const stateStreams: ReadonlySet<StreamName> = new Set<StreamName>([
  "summary",
  "table",
  "resource",
  "queue",
  "heatmap",
  "map",
]);

const firstRetryMs = 250;
const lastRetryMs = 8_000;

interface Following {
  open(): void;
  close(): void;
  isOpen(): boolean;
  whileHidden: boolean;
}

/** Keeps streams open: again with backoff after an error, at once when the engine is back, not at all while hidden. */
export class StreamHub {
  readonly #bridge: Bridge;
  readonly #meter: FreshnessMeter;
  readonly #followings = new Set<Following>();
  #hidden = false;

  constructor(bridge: Bridge, meter: FreshnessMeter) {
    this.#bridge = bridge;
    this.#meter = meter;
  }

  /** Follows a stream until the returned function is called. */
  follow<N extends StreamName>(
    name: N,
    request: StreamRequest<N>,
    follower: StreamFollower<N>,
    options: FollowOptions = {},
  ): () => void {
    const requestJson = JSON.stringify(request);
    let close: (() => void) | undefined;
    let retryTimer: ReturnType<typeof setTimeout> | undefined;
    let failures = 0;
    let phase: StreamPhase | undefined;

    const enter = (next: StreamPhase, error?: CallFailure): void => {
      if (next === phase && !error) return;
      phase = next;
      follower.onPhase?.(next, error);
    };
    const shut = (): void => {
      clearTimeout(retryTimer);
      close?.();
      close = undefined;
    };
    const fail = (error: CallFailure): void => {
      shut();
      if (error.code === "Invalid") {
        enter("refused", error);
        return;
      }
      enter("interrupted", error);
      retryTimer = setTimeout(open, Math.min(firstRetryMs * 2 ** failures, lastRetryMs));
      failures += 1;
    };
    const receive = (json: string): void => {
      const message = schemas[name].message.safeParse(JSON.parse(json));
      if (!message.success) {
        const details = z.prettifyError(message.error);
        fail(
          new CallFailure({ code: "Internal", message: `A message of ${name} does not fit the contract: ${details}` }),
        );
        return;
      }
      failures = 0;
      enter("live");
      follower.onMessage(message.data);
      if (stateStreams.has(name) && "sequence" in message.data) this.#meter.painted(following, message.data.sequence);
    };
    const open = (): void => {
      shut();
      if (this.#hidden && !following.whileHidden) return;
      let current = true;
      const closeBridge = this.#bridge.open(
        name,
        requestJson,
        (json) => current && receive(json),
        (json) => current && fail(parseFailure(json)),
      );
      close = () => {
        current = false;
        closeBridge();
      };
    };

    const following: Following = {
      open,
      close: shut,
      isOpen: () => close !== undefined,
      whileHidden: options.whileHidden ?? false,
    };
    this.#followings.add(following);
    enter("connecting");
    open();
    return () => {
      this.#followings.delete(following);
      this.#meter.forget(following);
      shut();
    };
  }

  /** Closes what need not run while the window is hidden, and opens it again afterwards. */
  setHidden(hidden: boolean): void {
    if (hidden === this.#hidden) return;
    this.#hidden = hidden;
    for (const following of this.#followings) {
      if (following.whileHidden) continue;
      if (hidden) {
        following.close();
        this.#meter.forget(following);
      } else {
        following.open();
      }
    }
  }

  /** Opens every broken stream now instead of after its backoff: the engine has come back. */
  resume(): void {
    for (const following of this.#followings) {
      if (!following.isOpen()) following.open();
    }
  }
}
