/**
 * What the preload puts on `window.fabrica`: two functions that move JSON text and know nothing of what it says. The typed
 * face of it is `renderer/live/`; the checks are in the main process.
 */
export interface Bridge {
  /** Sends a request (JSON) and resolves with an `Envelope` (JSON). Never rejects for what the engine refused. */
  call(name: string, requestJson: string): Promise<string>;
  /** Opens a stream; `onMessage` gets each message (JSON), `onEnd` why it ended (a `CallError` as JSON). Returns how to close it. */
  open(
    name: string,
    requestJson: string,
    onMessage: (messageJson: string) => void,
    onEnd: (errorJson: string) => void,
  ): () => void;
}
