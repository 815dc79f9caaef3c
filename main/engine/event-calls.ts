import type { CallHandlers } from "../contract/call-handlers.ts";
import type { EngineContext } from "./engine-context.ts";
import { toFleetEvents } from "./fleet-event.ts";

/** The past, newest first. */
export function eventCalls({ engine }: EngineContext): CallHandlers<"events.page"> {
  return { "events.page": (query) => toFleetEvents(engine, engine.queries.eventsPage(query)) };
}
