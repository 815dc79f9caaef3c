import { Listeners } from "../../app/listeners.ts";
import type { StreamMessage } from "../../shared/contract.ts";
import type { TypedSource } from "../contract/stream-handlers.ts";

type Command = StreamMessage<"commands">;

/** What waits for a window that does not listen yet; of more than this the oldest are forgotten. */
const MAX_WAITING = 16;

/** What the menu and the main process ask of windows: each is delivered once, in order, as soon as its window listens. */
export class WindowCommands {
  readonly #waiting = new Map<number, Command[]>();
  readonly #listeners = new Map<number, Listeners>();

  send(window: number, command: Command): void {
    const waiting = [...(this.#waiting.get(window) ?? []), command].slice(-MAX_WAITING);
    this.#waiting.set(window, waiting);
    this.#listeners.get(window)?.tell();
  }

  /** The window's side of it, as a stream. */
  source(window: number, changed: () => void): TypedSource<"commands"> {
    const listeners = this.#listeners.get(window) ?? new Listeners();
    this.#listeners.set(window, listeners);
    const end = listeners.add(changed);
    return {
      next: () => {
        const [command, ...rest] = this.#waiting.get(window) ?? [];
        this.#waiting.set(window, rest);
        if (rest.length > 0) changed();
        return command;
      },
      close: end,
    };
  }

  /** Drops all that is kept for a window that is gone. */
  forget(window: number): void {
    this.#waiting.delete(window);
    this.#listeners.delete(window);
  }
}
