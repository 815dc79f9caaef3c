import type { StreamHandlers } from "../contract/stream-handlers.ts";
import type { BulkJobs } from "./bulk-jobs.ts";
import { distinct } from "./distinct.ts";
import type { EngineContext } from "./engine-context.ts";

/** A bar that moves ten times a second moves smoothly. */
const INTERVAL_MS = 100;

/** How the actions on many go. */
export function bulkStream({ engine, hub }: EngineContext, jobs: BulkJobs): StreamHandlers<"bulk"> {
  const look = () => ({ jobs: jobs.shown(), sequence: engine.sequence });
  return {
    bulk: (_request, changed) => {
      const unlisten = jobs.onChange(changed);
      const unfollow = hub.follow(["second"], changed);
      return {
        next: distinct(look, engine.clock),
        intervalMs: INTERVAL_MS,
        close: () => {
          unlisten();
          unfollow();
        },
      };
    },
  };
}
