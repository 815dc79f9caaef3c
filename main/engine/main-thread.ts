import type { MessagePort } from "node:worker_threads";
import { nodePort } from "../contract/stream-port.ts";
import type { Happening } from "../../shared/notice.ts";
import type { EngineSettings } from "../../shared/preferences.ts";
import type { FromEngine, HostAnswer, HostQuestion, OwnState, ToEngine } from "../engine-messages.ts";
import type { EngineSession } from "./engine-session.ts";
import type { Host } from "./host.ts";

export interface MainThreadHandlers {
  session: EngineSession;
  importFiles(files: readonly string[]): void;
  use(settings: EngineSettings): void;
  stop(deadlineMs: number): void;
}

/** The main thread as the engine's sees it. */
export class MainThread implements Host {
  readonly #port: MessagePort;
  /** What to do with the answers that are still to come. */
  readonly #questions = new Map<number, (answer: HostAnswer) => void>();
  #lastQuestion = 0;

  constructor(port: MessagePort) {
    this.#port = port;
  }

  /** Begins to hand on what the main thread asks; until then it waits in the port. */
  serve({ session, importFiles, use, stop }: MainThreadHandlers): void {
    this.#port.on("message", (message: ToEngine) => {
      switch (message.type) {
        case "call":
          void this.#reply(message.id, session.call(message.name, message.request, message));
          break;
        case "open":
          session.open(message.name, message.request, message, nodePort(message.port));
          break;
        case "answer":
          this.#questions.get(message.id)?.(message.answer);
          this.#questions.delete(message.id);
          break;
        case "import":
          importFiles(message.files);
          break;
        case "settings":
          use(message.settings);
          break;
        case "stop":
          stop(message.deadlineMs);
          break;
      }
    });
  }

  ask(question: HostQuestion): Promise<HostAnswer> {
    this.#lastQuestion += 1;
    const id = this.#lastQuestion;
    return new Promise((resolve) => {
      this.#questions.set(id, resolve);
      this.#send({ type: "ask", id, question });
    });
  }

  tell(happening: Happening): void {
    this.#send({ type: "happened", happening });
  }

  tellState(state: OwnState): void {
    this.#send({ type: "state", state });
  }

  async #reply(id: number, envelope: Promise<string>): Promise<void> {
    this.#send({ type: "reply", id, envelope: await envelope });
  }

  #send(message: FromEngine): void {
    this.#port.postMessage(message);
  }
}
