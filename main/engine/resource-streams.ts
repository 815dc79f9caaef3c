import type { StreamHandlers } from "../contract/stream-handlers.ts";
import { distinct } from "./distinct.ts";
import type { EngineContext } from "./engine-context.ts";
import { pageOf } from "./pages.ts";
import { shown } from "./resource-calls.ts";
import { dependsOnTime } from "./table-filter.ts";
import { toWorkItem } from "./work-items.ts";

/** A window of a table, and one resource, as they are. */
export function resourceStreams({ engine, hub }: EngineContext): StreamHandlers<"table" | "resource"> {
  return {
    table: (query, changed) => ({
      next: distinct(() => pageOf(engine, query), engine.clock),
      close: hub.follow(
        [{ kind: query.kind }, "pauses", ...(dependsOnTime(engine, query) ? (["second"] as const) : [])],
        changed,
      ),
    }),
    resource: ({ kind, uid }, changed) => {
      const look = async () => {
        const { sequence } = engine;
        const resource = await engine.storage.load(kind, uid);
        const item = engine.controller.workItem(kind, uid);
        const work = item === undefined ? null : toWorkItem(item, engine.queries);
        const pause = engine.controller.pauseCovering(kind, uid) ?? null;
        return { resource: shown(resource), work, pause, sequence };
      };
      return { next: distinct(look, engine.clock), close: hub.follow([{ kind, uid }, "queue"], changed) };
    },
  };
}
