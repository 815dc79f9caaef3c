import type { Engine } from "../../app/engine.ts";
import { isRecord } from "../../app/is-record.ts";
import type { LoggedEvent } from "../../app/storage/sqlite/event-pages.ts";
import type { FleetEvent } from "../../shared/model.ts";
import { nameOf } from "./work-items.ts";

/** Events of the log as the contract has them. Where an event does not tell the name of its resource, it is the one of now. */
export function toFleetEvents(engine: Engine, logged: readonly LoggedEvent[]): Promise<FleetEvent[]> {
  const names = new Map<string, Promise<string | undefined>>();
  const nameNow = (kind: string, uid: string): Promise<string | undefined> => {
    const key = `${kind}/${uid}`;
    const name = names.get(key) ?? nameOf(engine, kind, uid);
    names.set(key, name);
    return name;
  };
  return Promise.all(
    logged.map(async ({ position, event }) => {
      const { id, type, source, time = "", data } = event;
      const [kind, uid] = [text(event["resourcekind"]), text(event["resourceuid"])];
      const [causationId, correlationId] = [text(event["causationid"]), text(event["correlationid"])];
      const name = nameIn(data) ?? (kind !== undefined && uid !== undefined ? await nameNow(kind, uid) : undefined);
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
        data: data ?? null,
      };
    }),
  );
}

function text(value: unknown): string | undefined {
  return typeof value === "string" ? value : undefined;
}

/** Events that carry a resource tell its name. */
function nameIn(data: unknown): string | undefined {
  return isRecord(data) && isRecord(data["metadata"]) ? text(data["metadata"]["name"]) : undefined;
}
