/** Thrown by a reconciler that knows that trying again is of no use: it is recorded, and nothing happens until the next change. */
export class TerminalError extends Error {
  override readonly name = "TerminalError";
}
