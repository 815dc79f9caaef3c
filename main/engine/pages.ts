import type { Engine } from "../../app/engine.ts";
import type { Resource } from "../../app/resource/resource.ts";
import type { CheckedRequest } from "../../shared/contract.ts";
import type { Row } from "../../shared/model.ts";
import { toRow } from "./row.ts";
import { tableFilter } from "./table-filter.ts";

/** A resource as a line of its kind's table. One whose kind this program does not know has the common columns alone. */
export function rowOf({ kinds }: Engine, resource: Resource): Row {
  return toRow(resource, kinds.find(resource.kind)?.columns ?? []);
}

/** A page of a table as the contract has it. */
export function pageOf(
  engine: Engine,
  { query, ...page }: CheckedRequest<"resources.page">,
): { rows: Row[]; total: number; sequence: number } {
  const filter = tableFilter(engine, { kind: page.kind, query });
  const { rows, total, sequence } = engine.queries.page({ ...page, ...(filter && { filter }) });
  return { rows: rows.map((resource) => rowOf(engine, resource)), total, sequence };
}
