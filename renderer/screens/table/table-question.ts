import type { TableQuery } from "../../../shared/contract.ts";
import type { GridSort } from "../../components/grid/grid-column.ts";
import type { Route } from "../../shell/route.ts";

export type TableRoute = Extract<Route, { screen: "table" }>;

const byName: GridSort = { by: "metadata.name", direction: "asc" };

/** `-status.state` is by `status.state`, descending. */
export function parseSort(text: string | undefined): GridSort {
  if (!text) return byName;
  return text.startsWith("-") ? { by: text.slice(1), direction: "desc" } : { by: text, direction: "asc" };
}

/** The URL's word for a sort; none for the one that holds anyway. */
export function sortText({ by, direction }: GridSort): string | undefined {
  if (by === byName.by && direction === byName.direction) return undefined;
  return direction === "desc" ? `-${by}` : by;
}

/** What the route asks of the engine. */
export function tableQuestion({ kind, query, sort }: TableRoute): TableQuery {
  return {
    kind,
    ...(query?.trim() && { query: query.trim() }),
    sort: parseSort(sort),
  };
}

export function isFiltered({ query }: TableRoute): boolean {
  return Boolean(query?.trim());
}
