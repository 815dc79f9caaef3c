import { EngineError } from "../../app/errors.ts";
import { isRecord } from "../../app/is-record.ts";
import type { WorkThen } from "../../app/past/past-work.ts";
import type { ResourceRef } from "../../app/resource/resource.ts";
import type { WorkThen as ShownWork } from "../../shared/past.ts";
import type { CallHandlers } from "../contract/call-handlers.ts";
import type { EngineContext } from "./engine-context.ts";

type TimeCall = "time.kept" | "time.neighbour" | "time.fleet" | "time.resource" | "time.queue" | "time.changes";

/** How things were. */
export function timeCalls({ engine }: EngineContext): CallHandlers<TimeCall> {
  const { clock, past } = engine;
  const nameOf = (ref: ResourceRef): { name?: string } => {
    const name = past.nameOf(ref);
    return name === undefined ? {} : { name };
  };
  const shownWork = ({ reasons, actions, ...work }: WorkThen): ShownWork => ({
    ...work,
    ...nameOf(work),
    reasons: [...reasons],
    ...(actions !== undefined && { actions: [...actions] }),
  });
  return {
    "time.kept": () => {
      const { since = null, recordsSince = null, isBeginning } = past.kept();
      return { since, recordsSince, isBeginning, now: clock.now() };
    },
    "time.neighbour": ({ at, direction, uid }) => ({ at: past.neighbour(at, direction, uid) ?? null }),
    "time.fleet": ({ at, limit }) => past.fleetAt(at, limit),
    "time.resource": async ({ at, ...ref }) => {
      const { was, ...around } = await past.resourceAt(ref, at);
      const { spec, work, ...rest } = was ?? { conditions: [] };
      return {
        ...around,
        ...rest,
        ...(spec !== undefined && { spec: { ...spec, spec: isRecord(spec.spec) ? spec.spec : {} } }),
        ...(work !== undefined && { work: shownWork(work) }),
      };
    },
    "time.queue": async ({ at, limit }) => {
      const { processing, waiting, ...rest } = await past.queueAt(at, limit);
      return { ...rest, processing: processing.map(shownWork), waiting: waiting.map(shownWork) };
    },
    "time.changes": ({ from, to, limit }) => {
      if (from > to)
        throw new EngineError("Invalid", "from is later than to: give the earlier time first", { field: "from" });
      return past.changes(from, to, limit);
    },
  };
}
