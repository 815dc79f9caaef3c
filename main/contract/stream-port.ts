import type { MessagePort } from "node:worker_threads";
import type { MessagePortMain } from "electron";

/** What the answering side sends: messages (JSON) until it sends why it ended (a `CallError` as JSON). */
export type StreamSignal = { message: string } | { end: string };

/**
 * One end of a stream's connection, whatever carries it. The window sends a word back, any word, once it has painted a
 * message; until then it gets no further one.
 */
export interface StreamPort {
  send(signal: StreamSignal): void;
  /** Starts to receive. `onClose` is called once, when the other end is gone. */
  receive(onPainted: () => void, onClose: () => void): void;
  close(): void;
}

export function nodePort(port: MessagePort): StreamPort {
  return {
    send: (signal) => port.postMessage(signal),
    receive(onPainted, onClose) {
      port.on("message", onPainted);
      port.once("close", onClose);
    },
    close: () => port.close(),
  };
}

export function electronPort(port: MessagePortMain): StreamPort {
  return {
    send: (signal) => port.postMessage(signal),
    receive(onPainted, onClose) {
      port.on("message", onPainted);
      port.once("close", onClose);
      port.start();
    },
    close: () => port.close(),
  };
}
