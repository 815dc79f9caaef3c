import type { Engine } from "../../app/engine.ts";
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
      const names = search.trim() === "" ? undefined : followNames(engine, search);
      const look = () => {
        const { sequence } = engine;
        const wanted = names?.uids();
        const { items, total, counts } = controller.work({
          ...query,
          ...(wanted !== undefined && { matches: (_kind: string, uid: string) => wanted.has(uid) }),
        });
        return {
          counts,
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
      const unfollow = hub.follow(["queue"], changed);
      return {
        next: distinct(look, clock),
        intervalMs: INTERVAL_MS,
        close: () => {
          unfollow();
          names?.close();
        },
      };
    },
  };
}

/** The uids of the resources whose names match. They are looked for again only when a name may have come, changed or gone. */
function followNames({ queries, storage }: Engine, search: string): { uids(): ReadonlySet<string>; close(): void } {
  let known: ReadonlySet<string> | undefined;
  const close = storage.watch({}, ({ type }) => {
    if (type !== "status") known = undefined;
  });
  return { uids: () => (known ??= queries.uidsNamed(search)), close };
}
