import { EngineError } from "../../app/errors.ts";
import type { StreamHandlers } from "../contract/stream-handlers.ts";
import type { EngineContext } from "./engine-context.ts";
import { HeatmapIndex } from "./heatmap-index.ts";
import { HeatmapView } from "./heatmap-view.ts";
import { Reassurance } from "./reassurance.ts";
import { SharedResource } from "./shared-resource.ts";

/** Nobody reads colours faster. */
const INTERVAL_MS = 250;

/** The machines of a kind by rack, and what of that changed since the last message. */
export function heatmapStream({ engine, hub }: EngineContext): StreamHandlers<"heatmap"> {
  const { clock, queries, storage } = engine;
  const byKind = new Map<string, SharedResource<HeatmapIndex>>();
  const indexOf = (kind: string): SharedResource<HeatmapIndex> => {
    const shared =
      byKind.get(kind) ??
      new SharedResource(
        () =>
          new HeatmapIndex(
            (onChange) => storage.watch({ kind, since: 0 }, onChange),
            () => queries.summary().find((count) => count.kind === kind)?.total ?? 0,
          ),
      );
    byKind.set(kind, shared);
    return shared;
  };

  return {
    heatmap: ({ kind, mode, rack }, changed) => {
      if (engine.kinds.find(kind) === undefined)
        throw new EngineError("Invalid", `There is no kind ${kind}`, { field: "kind" });
      const shared = indexOf(kind);
      const index = shared.acquire();
      const view = new HeatmapView(index, mode, rack, changed);
      const unfollow = hub.follow(["second"], changed);
      let isFirst = true;
      const reassurance = new Reassurance();
      return {
        next: () => {
          if (!index.isComplete) return undefined;
          const { sequence } = engine;
          const difference = view.look(clock.now());
          const isSame = Object.values(difference).every((part) => part.length === 0);
          if (isSame && !isFirst && !reassurance.isDue(sequence, clock.now())) return undefined;
          const whole = isFirst;
          isFirst = false;
          reassurance.told(sequence, clock.now());
          return { whole, ...difference, machines: index.size, sequence };
        },
        intervalMs: INTERVAL_MS,
        close: () => {
          unfollow();
          view.close();
          shared.release();
        },
      };
    },
  };
}
