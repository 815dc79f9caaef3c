import type { HostAnswer, HostQuestion } from "../engine-messages.ts";

/** What the engine's thread has the main thread do. */
export interface Host {
  /** Asks the user. Resolves with nothing when the user thought better of it. */
  ask(question: HostQuestion): Promise<HostAnswer>;
}
