import type { TimerHandle } from "../../app/clock.ts";
import type { StreamHandlers } from "../contract/stream-handlers.ts";
import type { EngineContext } from "./engine-context.ts";
import { toFleetEvent } from "./fleet-event.ts";
import { Reassurance } from "./reassurance.ts";

/** So many events are read for a message, and so many of them, the newest, are sent. */
const READ = 1_000;
const SENT = 200;
/** An event that comes from outside is in the log a moment after it is on the bus. */
const LOGGED_BY_MS = 500;

/** Nobody reads them faster. */
const INTERVAL_MS = 100;

/** The tail of the event log. */
export function eventsStream({ engine, hub }: EngineContext): StreamHandlers<"events"> {
  const { bus, clock, queries } = engine;
  return {
    events: (query, changed) => {
      let after = queries.eventsPage({ limit: 1 })[0]?.position ?? 0;
      const reassurance = new Reassurance();
      let timer: TimerHandle;
      let isTimed = false;
      const subscription = bus.subscribe(query.pattern, () => {
        changed();
        if (isTimed) return;
        isTimed = true;
        timer = clock.setTimeout(() => {
          isTimed = false;
          changed();
        }, LOGGED_BY_MS);
      });
      const unfollow = hub.follow(["second"], changed);
      return {
        next: () => {
          const { sequence } = engine;
          const read = queries.eventsPage({ ...query, after, limit: READ });
          // An empty message says that nothing has happened until now.
          if (read.length === 0 && !reassurance.isDue(sequence, clock.now())) return undefined;
          after = read[0]?.position ?? after;
          reassurance.told(sequence, clock.now());
          const events = read
            .slice(0, SENT)
            .toReversed()
            .map((logged) => toFleetEvent(logged, queries));
          return { events, skipped: read.length - events.length, sequence };
        },
        intervalMs: INTERVAL_MS,
        close: () => {
          bus.unsubscribe(subscription);
          unfollow();
          clock.clearTimeout(timer);
        },
      };
    },
  };
}
