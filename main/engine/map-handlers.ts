import type { CallHandlers } from "../contract/call-handlers.ts";
import type { StreamHandlers } from "../contract/stream-handlers.ts";
import { distinct } from "./distinct.ts";
import type { EngineContext } from "./engine-context.ts";
import { MapIndex } from "./map-index.ts";
import { mapPiece } from "./map-piece.ts";
import { SharedResource } from "./shared-resource.ts";

/** A map that moves more often cannot be followed. */
const INTERVAL_MS = 250;

/** Owners and dependents, and the way to one of them. */
export function mapHandlers({ engine, hub }: EngineContext): {
  calls: CallHandlers<"map.find">;
  streams: StreamHandlers<"map">;
} {
  const { clock, queries, storage } = engine;
  const shared = new SharedResource(() => new MapIndex((onChange) => storage.watch({ since: 0 }, onChange)));
  return {
    calls: {
      "map.find": ({ text, limit }) => queries.find(text, { limit }),
    },
    streams: {
      map: (query, changed) => {
        const index = shared.acquire();
        // The index reads what is stored bit by bit. The hub tells of nothing meanwhile, if the fleet is at rest, so that only
        // the index can say that there is more to show.
        const unlisten = index.listen(changed);
        const unfollow = hub.follow(["any"], changed);
        const look = () => ({ ...mapPiece(index, query), sequence: engine.sequence });
        return {
          next: distinct(look, clock),
          intervalMs: INTERVAL_MS,
          close: () => {
            unfollow();
            unlisten();
            shared.release();
          },
        };
      },
    },
  };
}
