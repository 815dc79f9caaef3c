import type { Engine } from "../../app/engine.ts";
import type { Resource } from "../../app/resource/resource.ts";
import type { PageQuery } from "../../app/storage/sqlite/resource-pages.ts";
import type { Row } from "../../shared/model.ts";
import { toRow } from "./row.ts";

/** A resource as a line of its kind's table. One whose kind this program does not know has the common columns alone. */
export function rowOf({ kinds }: Engine, resource: Resource): Row {
  return toRow(resource, kinds.find(resource.kind)?.columns ?? []);
}

/** A page of a table as the contract has it. */
export function pageOf(engine: Engine, query: PageQuery): { rows: Row[]; total: number; sequence: number } {
  const { rows, total, sequence } = engine.queries.page(query);
  return { rows: rows.map((resource) => rowOf(engine, resource)), total, sequence };
}
