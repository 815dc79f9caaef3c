import type { StreamPort, StreamSignal } from "../contract/stream-port.ts";

/** Both ends of a stream's connection: `port` for the answering side, the rest is the window's. */
export class FakeWindow {
  /** The messages that came, parsed. */
  readonly messages: unknown[] = [];
  /** Why the stream ended, parsed. */
  ended: unknown;
  closed = false;
  #onPainted: () => void = () => {};
  #onClose: () => void = () => {};

  readonly #paints: boolean;

  /** @param options.paints whether it paints whatever comes at once; else `paint` does */
  constructor({ paints = false } = {}) {
    this.#paints = paints;
  }

  readonly port: StreamPort = {
    send: (signal: StreamSignal) => {
      if (this.closed) return;
      if ("end" in signal) {
        this.ended = JSON.parse(signal.end);
        return;
      }
      this.messages.push(JSON.parse(signal.message));
      if (this.#paints) queueMicrotask(() => this.paint());
    },
    receive: (onPainted, onClose) => {
      this.#onPainted = onPainted;
      this.#onClose = onClose;
    },
    close: () => {
      this.closed = true;
    },
  };

  paint(): void {
    this.#onPainted();
  }

  close(): void {
    this.closed = true;
    this.#onClose();
  }
}
