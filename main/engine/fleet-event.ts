import { isRecord } from "../../app/is-record.ts";
import type { LoggedEvent } from "../../app/storage/sqlite/event-pages.ts";
import type { FleetEvent } from "../../shared/model.ts";

/** An event of the log as the contract has it. */
export function toFleetEvent({ position, event }: LoggedEvent): FleetEvent {
  const { id, type, source, time = "", data } = event;
  const name = nameIn(data);
  return {
    position,
    id,
    type,
    source,
    time,
    ...extension("kind", event["resourcekind"]),
    ...extension("uid", event["resourceuid"]),
    ...(name !== undefined && { name }),
    ...extension("causationId", event["causationid"]),
    ...extension("correlationId", event["correlationid"]),
    data: data ?? null,
  };
}

function extension<K extends string>(key: K, value: unknown): { [P in K]?: string } {
  const found: { [P in K]?: string } = {};
  if (typeof value === "string") found[key] = value;
  return found;
}

/** Events about a resource carry the resource. */
function nameIn(data: unknown): string | undefined {
  if (!isRecord(data) || !isRecord(data["metadata"])) return undefined;
  const { name } = data["metadata"];
  return typeof name === "string" ? name : undefined;
}
