import type { TableQuery } from "../../../shared/questions.ts";
import type { GridSort } from "../../components/grid/grid-column.ts";
import type { Route } from "../../shell/route.ts";

export type TableRoute = Extract<Route, { screen: "table" }>;

const byName: GridSort = { by: "metadata.name", direction: "asc" };

/** `-status.state` is by `status.state`, descending. */
export function parseSort(text: string | undefined): GridSort {
  if (!text) return byName;
  return text.startsWith("-") ? { by: text.slice(1), direction: "desc" } : { by: text, direction: "asc" };
}

/** The address's word for a sort. */
export function sortText({ by, direction }: GridSort): string {
  return direction === "desc" ? `-${by}` : by;
}

/** What the route asks of the engine. `usualSort` is the one that holds where the route names none. */
export function tableQuestion(
  { kind, query, sort }: TableRoute,
  { usualSort, fields = [] }: { usualSort?: string | undefined; fields?: readonly string[] } = {},
): TableQuery {
  return {
    kind,
    ...(query?.trim() && { query: query.trim() }),
    sort: parseSort(sort ?? usualSort),
    ...(fields.length > 0 && { fields: [...fields] }),
  };
}

export function isFiltered({ query }: TableRoute): boolean {
  return Boolean(query?.trim());
}
