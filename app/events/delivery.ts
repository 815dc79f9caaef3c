import type { Logger } from "../logger.ts";
import type { HandlerWatchdog } from "./handler-watchdog.ts";

/** What the subscribers of one bus share: its settings, its counters and whom to tell. */
export interface Delivery {
  /** How many events may wait for one subscriber before those who publish to it wait too. */
  readonly bufferSize: number;
  /** How many handlers of one subscriber may be running at once, each for another resource. */
  readonly workers: number;
  readonly handlerTimeoutMs: number;
  readonly logger: Logger;
  readonly watchdog: HandlerWatchdog;
  /** Whether the code that runs right now was called by the bus. */
  inHandler: boolean;
  /** Deliveries so far, an event to a subscriber each. Counted by the event, as to count each costs as much as to make it. */
  handedOut: number;
  /** Those of them that wait for their handler to be called. */
  waiting: number;
  /** Handlers that returned a promise which has not settled. */
  running: number;
  failed: number;
  timedOut: number;
  /** Called when a running handler is done with. */
  onProgress(): void;
}
