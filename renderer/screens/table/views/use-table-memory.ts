import { useEffect, useRef } from "react";
import { useStore } from "zustand";
import type { TableView, TableViews } from "../../../../shared/views.ts";
import { viewsStore } from "../../../live/stores.ts";
import { navigate } from "../../../shell/navigation.ts";
import type { TableRoute } from "../table-question.ts";

const none: TableViews = { views: [], habits: {} };

/** What is kept of a kind's table. */
export interface TableMemory {
  views: readonly TableView[];
  /** The one that is shown. */
  view: TableView | undefined;
  habit: TableViews["habits"][string] | undefined;
}

/** The views of a kind and the one of the route. A bare address opens the kind's default view. */
export function useTableMemory(route: TableRoute): TableMemory {
  const known = useStore(viewsStore, ({ message }) => message);
  const { views, habits } = known ?? none;
  const ofKind = views.filter(({ kind }) => kind === route.kind);
  const habit = habits[route.kind];
  const isOpened = useRef(false);
  useEffect(() => {
    if (known === undefined || isOpened.current) return;
    isOpened.current = true;
    const opensWith = known.views.find(({ id }) => id === known.habits[route.kind]?.defaultView);
    const isBare = route.query === undefined && route.sort === undefined && route.view === undefined;
    if (opensWith !== undefined && isBare) navigate(viewRoute(opensWith), { replace: true });
  }, [known, route]);
  return { views: ofKind, view: ofKind.find(({ id }) => id === route.view), habit };
}

/** Where a view is shown as it was saved. */
export function viewRoute({ kind, id, query, sort }: TableView): TableRoute {
  return { screen: "table", kind, view: id, ...(query !== "" && { query }), ...(sort !== undefined && { sort }) };
}
