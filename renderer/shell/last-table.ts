import { useEffect } from "react";
import type { Route } from "./route.ts";

type TableRoute = Extract<Route, { screen: "table" }>;

const lastRoutes = new Map<string, TableRoute>();

/** Remembers how the table of a kind is asked. */
export function useRememberedTable(route: TableRoute): void {
  useEffect(() => void lastRoutes.set(route.kind, route), [route]);
}

/** The table of a kind as it was asked last in this window. */
export function lastTable(kind: string): TableRoute {
  return lastRoutes.get(kind) ?? { screen: "table", kind };
}
