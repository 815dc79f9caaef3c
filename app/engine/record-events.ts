import type { CloudEvent } from "cloudevents";
import type { EventBus } from "../events/event-bus.ts";
import type { Logger } from "../logger.ts";
import type { Storage } from "../storage/storage.ts";

/**
 * Keeps the events that come by bus alone: those that reconcilers emit, and those from outside. Those that tell of writes
 * are kept with the writes.
 */
export function recordEvents(bus: EventBus, storage: Storage, logger: Logger): void {
  bus.subscribe("**", (event) => (isKeptWithItsWrite(event) ? undefined : keep(event, storage, logger)));
}

async function keep(event: CloudEvent<unknown>, storage: Storage, logger: Logger): Promise<void> {
  try {
    await storage.transact?.((tx) => tx.appendEvent(event));
  } catch (error) {
    logger.error(`Could not keep the event ${event.type}`, { error, event: event.id });
  }
}

/** Only the client's own events say whether they call for a reconcile. */
function isKeptWithItsWrite(event: CloudEvent<unknown>): boolean {
  return event["reconcile"] !== undefined;
}
