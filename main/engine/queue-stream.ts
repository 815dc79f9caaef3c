import type { StreamHandlers } from "../contract/stream-handlers.ts";
import { distinct } from "./distinct.ts";
import type { EngineContext } from "./engine-context.ts";
import { named, toWorkItem } from "./work-items.ts";

/** The queue never stands still; nobody reads it faster. */
const INTERVAL_MS = 100;

/** A part of the queue, and what the workers do. */
export function queueStream({ engine, hub }: EngineContext): StreamHandlers<"queue"> {
  const { clock, controller, queries } = engine;
  return {
    queue: ({ search = "", ...query }, changed) => {
      const look = () => {
        const { sequence } = engine;
        const wanted = search.trim() === "" ? undefined : queries.uidsNamed(search);
        const { items, total } = controller.work({
          ...query,
          ...(wanted !== undefined && { matches: (_kind: string, uid: string) => wanted.has(uid) }),
        });
        return {
          counts: controller.counts(),
          items: items.map((item) => toWorkItem(item, queries)),
          total,
          workers: controller.workers().map(({ slot, item, since }) => ({
            slot,
            item: item === undefined ? null : named(item, queries),
            since,
          })),
          sequence,
        };
      };
      return { next: distinct(look, clock), intervalMs: INTERVAL_MS, close: hub.follow(["queue"], changed) };
    },
  };
}
