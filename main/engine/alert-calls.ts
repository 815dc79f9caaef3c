import { setImmediate } from "node:timers/promises";
import { parseLabelSelector } from "../../app/resource/label-selector.ts";
import { holdsSince } from "../alerts/rule-watch.ts";
import type { CallHandlers } from "../contract/call-handlers.ts";
import type { EngineContext } from "./engine-context.ts";

/** So many are looked at before others have their turn. */
const STEP = 500;

/** What a rule would tell. */
export function alertCalls({ engine }: EngineContext): CallHandlers<"alerts.preview"> {
  const { clock, kinds, storage } = engine;
  return {
    "alerts.preview": async (condition) => {
      const { kind } = kinds.get(condition.kind);
      const { forMs, labelSelector } = condition;
      const selector = parseLabelSelector(labelSelector);
      const dueSince = clock.now() - forMs;
      let [matching, due] = [0, 0];
      let next: string | undefined;
      do {
        const page = await storage.list(kind, {
          labelSelector,
          limit: STEP,
          ...(next !== undefined && { continue: next }),
        });
        for (const resource of page) {
          const since = holdsSince(resource, condition, selector);
          if (since === undefined) continue;
          matching += 1;
          if (since <= dueSince) due += 1;
        }
        next = page.continue;
        await setImmediate();
      } while (next !== undefined);
      return { matching, due };
    },
  };
}
