import type { StreamHandlers } from "../contract/stream-handlers.ts";
import { distinct } from "./distinct.ts";
import type { EngineContext } from "./engine-context.ts";
import { rowOf } from "./pages.ts";

/** So many of the resources that are not ready are named; how many there are is counted. */
const SHOWN_NOT_READY = 50;
/** Sums change with every change in the fleet; nobody reads them faster. */
const INTERVAL_MS = 250;

/** Whether the fleet is as it should be. */
export function summaryStream({ engine, hub }: EngineContext): StreamHandlers<"summary"> {
  const { clock, controller, kinds, queries } = engine;
  const none = { total: 0, ready: 0, notReady: 0, unknown: 0, deleting: 0, unobserved: 0 };
  const look = () => {
    const { sequence } = engine;
    const counts = new Map(queries.summary().map((count) => [count.kind, count]));
    return {
      kinds: [...kinds].map(({ kind, plural }) => ({ ...none, ...counts.get(kind), kind, plural })),
      notReady: queries.notReady({ limit: SHOWN_NOT_READY }).map((resource) => rowOf(engine, resource)),
      counts: controller.counts(),
      samples: [...engine.samples()],
      sequence,
    };
  };
  return {
    summary: (_request, changed) => ({
      next: distinct(look, clock),
      intervalMs: INTERVAL_MS,
      close: hub.follow(["any", "queue", "second"], changed),
    }),
  };
}
