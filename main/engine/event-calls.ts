import type { CallHandlers } from "../contract/call-handlers.ts";
import type { EngineContext } from "./engine-context.ts";
import { toFleetEvent } from "./fleet-event.ts";

/** The past, newest first. */
export function eventCalls({ engine: { queries } }: EngineContext): CallHandlers<"events.page"> {
  return { "events.page": (query) => queries.eventsPage(query).map((logged) => toFleetEvent(logged, queries)) };
}
