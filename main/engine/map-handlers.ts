import type { CallHandlers } from "../contract/call-handlers.ts";
import type { StreamHandlers } from "../contract/stream-handlers.ts";
import { distinct } from "./distinct.ts";
import type { EngineContext } from "./engine-context.ts";
import { MapIndex } from "./map-index.ts";
import { mapPiece } from "./map-piece.ts";
import { SharedResource } from "./shared-resource.ts";

/** What is shown moves under nobody's eyes more often than this. */
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
        // The index hears of what is stored later than the hub of what changes: a fleet at rest wakes nobody but the index.
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
