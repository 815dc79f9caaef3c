import type { CloudEvent } from "cloudevents";

export type SubscriptionId = number;
export type EventHandler = (event: CloudEvent<unknown>) => void | Promise<void>;

export interface SubscribeOptions {
  /**
   * The handler does nothing about events whose extension `plannedby` is this. They may reach it, but need not be made for
   * its sake.
   */
  ignoresPlannedBy?: string;
}

/** Carries events from whoever publishes to whoever subscribed to a matching pattern. */
export interface EventBus {
  /** Begins to deliver. Again: does nothing. @throws {EngineError} `Closed` after `close`. */
  start(): void;
  /**
   * Resolves once the event is accepted; waits while the buffer is full. Before `start` events are accepted and kept.
   * @throws {EngineError} (as a rejection) `Invalid` for a malformed event, `Closed` after `close`.
   */
  publish(event: CloudEvent<unknown>): Promise<void>;
  /**
   * Calls `handler` for the events that are published from now on and match.
   * @throws {EngineError} `Invalid` for a malformed pattern, `Closed` after `close`.
   */
  subscribe(pattern: string, handler: EventHandler, options?: SubscribeOptions): SubscriptionId;
  /** Nothing more is delivered, not even what waits already. Does nothing for an id that is not subscribed. */
  unsubscribe(id: SubscriptionId): void;
  /** Refuses more, and resolves when all that was published is delivered. */
  close(): Promise<void>;
  /**
   * Whether nobody would do anything about an event of this type with this `plannedby`, so that it need not even be made.
   * Of a bus that does not say, every event is heard.
   */
  isUnheard?(eventType: string, plannedBy: string | undefined): boolean;
}
