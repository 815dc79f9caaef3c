import type { Engine } from "../../app/engine.ts";
import type { Resource } from "../../app/resource/resource.ts";
import type { MatchQuery } from "../../app/storage/sqlite/resource-pages.ts";
import type { CheckedRequest } from "../../shared/contract.ts";
import type { Row } from "../../shared/model.ts";
import { toRow } from "./row.ts";
import { type Question, tableFilter } from "./table-filter.ts";

/** A resource as a line of its kind's table. One whose kind this program does not know has the common columns alone. */
export function rowOf({ kinds, controller }: Engine, resource: Resource, fields: readonly string[] = []): Row {
  const { kind, metadata } = resource;
  const columns = kinds.find(kind)?.columns ?? [];
  return {
    ...toRow(resource, [...columns, ...fields.map((path) => ({ id: path, path }))]),
    paused: controller.pauseCovering(kind, metadata.uid) !== undefined,
  };
}

/** Which resources a table's query selects now, as the engine takes it. */
export function matchOf(engine: Engine, question: Question): MatchQuery {
  const filter = tableFilter(engine, question);
  return { kind: question.kind, ...(filter && { filter }) };
}

/** A page of a table as the contract has it. */
export function pageOf(
  engine: Engine,
  { query, fields, ...page }: CheckedRequest<"resources.page">,
): { rows: Row[]; total: number; sequence: number } {
  const { rows, total, sequence } = engine.queries.page({ ...page, ...matchOf(engine, { kind: page.kind, query }) });
  return { rows: rows.map((resource) => rowOf(engine, resource, fields)), total, sequence };
}
