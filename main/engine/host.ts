import type { Happening } from "../../shared/notice.ts";
import type { HostAnswer, HostQuestion } from "../engine-messages.ts";

/** What the engine's thread has the main thread do. */
export interface Host {
  /** Something happened that the user may want to know. */
  tell(happening: Happening): void;
  /** Asks the user. Resolves with nothing when the user thought better of it. */
  ask(question: HostQuestion): Promise<HostAnswer>;
}
