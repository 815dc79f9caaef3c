import { isRecord } from "../../app/is-record.ts";
import type { LoggedEvent } from "../../app/storage/sqlite/event-pages.ts";
import type { SqliteQueries } from "../../app/storage/sqlite/queries.ts";
import { type ConditionChange, conditionChange, type FleetEvent } from "../../shared/model.ts";

/** An event of the log as the contract has it. Where it does not tell the name of its resource, that is the one of now. */
export function toFleetEvent({ position, event }: LoggedEvent, queries: SqliteQueries): FleetEvent {
  const { id, type, source, time = "", data } = event;
  const [kind, uid] = [text(event["resourcekind"]), text(event["resourceuid"])];
  const [causationId, correlationId] = [text(event["causationid"]), text(event["correlationid"])];
  const actor = text(event["actor"]);
  const name = nameIn(data) ?? (kind !== undefined && uid !== undefined ? queries.nameOf(kind, uid) : undefined);
  const became = changeIn(type, data);
  return {
    position,
    id,
    type,
    source,
    time,
    ...(kind !== undefined && { kind }),
    ...(uid !== undefined && { uid }),
    ...(name !== undefined && { name }),
    ...(causationId !== undefined && { causationId }),
    ...(correlationId !== undefined && { correlationId }),
    ...(actor !== undefined && { actor }),
    ...(became !== undefined && { became }),
    data: data ?? null,
  };
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Events that carry a resource tell its name. */
function nameIn(data: unknown): string | undefined {
  return isRecord(data) && isRecord(data["metadata"]) ? text(data["metadata"]["name"]) : undefined;
}

/** The event of a changed condition is named after it, and carries it. */
function changeIn(type: string, data: unknown): ConditionChange | undefined {
  const read = type.includes(".condition.") ? conditionChange.safeParse(data).data : undefined;
  return read && type.endsWith(`.condition.${read.type}`) ? read : undefined;
}
