import { eventChain, type ChainLink as LoggedLink } from "../../app/past/event-chain.ts";
import type { ChainLink } from "../../shared/past.ts";
import type { CallHandlers } from "../contract/call-handlers.ts";
import type { EngineContext } from "./engine-context.ts";
import { toFleetEvent } from "./fleet-event.ts";
import { shownRecord } from "./shown-record.ts";

type EventCall = "events.page" | "events.types" | "events.density" | "events.chain";

/** More types than these no person chooses from. */
const MAX_TYPES = 300;

/** The log of events: pages of it (newest first), what types it holds, how dense it is, and what led to what. */
export function eventCalls({ engine }: EngineContext): CallHandlers<EventCall> {
  const { clock, past, queries } = engine;

  const toLink = (link: LoggedLink): ChainLink => {
    if (link.what === "event") {
      const { data: _, ...event } = toFleetEvent(link.logged, queries);
      return { what: "event", depth: link.depth, event };
    }
    const record = shownRecord(link.logged);
    const name = queries.nameOf(record.resourceKind, record.resourceUid);
    return { what: "record", depth: link.depth, record: { ...record, ...(name !== undefined && { name }) } };
  };

  return {
    "events.page": (query) => queries.eventsPage(query).map((logged) => toFleetEvent(logged, queries)),
    "events.types": () => queries.eventTypes(MAX_TYPES),
    "events.density": ({ from, to, stretches, ...filter }) => {
      const until = to ?? clock.now() + 1;
      return queries.eventDensity(filter, from ?? past.kept().since ?? until, until, stretches);
    },
    "events.chain": ({ id }) => {
      const logged = queries.eventById(id);
      if (logged === undefined) return null;
      const chain = eventChain(queries, logged);
      return { ...chain, event: toFleetEvent(logged, queries), links: chain.links.map(toLink) };
    },
  };
}
