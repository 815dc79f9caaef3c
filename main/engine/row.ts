import { isRecord } from "../../app/is-record.ts";
import type { Column } from "../../app/kinds/kind.ts";
import { conditionsOf } from "../../app/resource/condition.ts";
import type { Resource } from "../../app/resource/resource.ts";
import type { Cell, Row } from "../../shared/model.ts";
import { standingOf } from "../../shared/standing.ts";

/** A resource as a line of a table. `columns` are its kind's own. */
export function toRow(resource: Resource, columns: readonly Pick<Column, "id" | "path">[]): Omit<Row, "paused"> {
  const { kind, metadata, status } = resource;
  const observed = isRecord(status) ? status["observedGeneration"] : undefined;
  return {
    kind,
    uid: metadata.uid,
    name: metadata.name,
    labels: metadata.labels,
    ...standingOf(conditionsOf(status)),
    generation: metadata.generation,
    ...(typeof observed === "number" && { observedGeneration: observed }),
    deleting: metadata.deletionTimestamp !== undefined,
    createdAt: metadata.createdAt,
    updatedAt: metadata.updatedAt,
    cells: Object.fromEntries(columns.map(({ id, path }) => [id, toCell(valueAt(resource, path))])),
  };
}

/** What a resource holds at a dotted path. */
export function valueAt(resource: Resource, path: string): unknown {
  let value: unknown = resource;
  for (const segment of path.split(".")) {
    if (!isRecord(value) || !Object.hasOwn(value, segment)) return undefined;
    value = value[segment];
  }
  return value;
}

function toCell(value: unknown): Cell {
  if (typeof value === "string" || typeof value === "number" || typeof value === "boolean") return value;
  if (value === undefined || value === null) return null;
  if (Array.isArray(value)) return value.map((item) => toCell(item) ?? "").join(", ");
  return JSON.stringify(value);
}
