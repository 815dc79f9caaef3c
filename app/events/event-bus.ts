import type { CloudEvent } from "cloudevents";

export type SubscriptionId = number;
export type EventHandler = (event: CloudEvent<unknown>) => void | Promise<void>;

/** Carries events from whoever publishes to whoever subscribed to a matching pattern. */
export interface EventBus {
  start(): void;
  /**
   * Resolves once the event is accepted; waits while the buffer is full.
   * @throws {EngineError} `Invalid` for a malformed event, `Closed` before `start` or after `close`.
   */
  publish(event: CloudEvent<unknown>): Promise<void>;
  /** @throws {EngineError} `Invalid` for a malformed pattern. */
  subscribe(pattern: string, handler: EventHandler): SubscriptionId;
  unsubscribe(id: SubscriptionId): void;
  /** Delivers what was accepted, then refuses more. */
  close(): Promise<void>;
}
