import type { StreamHandlers } from "../contract/stream-handlers.ts";
import { distinct } from "./distinct.ts";
import type { EngineContext } from "./engine-context.ts";
import { named, nameOf, toWorkItem } from "./work-items.ts";

/** A part of the queue, and what the workers do. */
export function queueStream({ engine, hub }: EngineContext): StreamHandlers<"queue"> {
  const { clock, controller, queries } = engine;
  return {
    queue: ({ search = "", ...query }, changed) => {
      const look = async () => {
        const { sequence } = engine;
        const wanted = search.trim() === "" ? undefined : queries.uidsNamed(search);
        const { items, total } = controller.work({
          ...query,
          ...(wanted !== undefined && { matches: (_kind: string, uid: string) => wanted.has(uid) }),
        });
        const [shownItems, workers] = await Promise.all([
          Promise.all(
            items.map(async (item) => toWorkItem(item, await nameOf(engine, item.resourceKind, item.resourceUid))),
          ),
          Promise.all(
            controller.workers().map(async ({ slot, item, since }) => ({
              slot,
              item: item === undefined ? null : await named(engine, item),
              since,
            })),
          ),
        ]);
        return { counts: controller.counts(), items: shownItems, total, workers, sequence };
      };
      return { next: distinct(look, clock), close: hub.follow(["queue"], changed) };
    },
  };
}
