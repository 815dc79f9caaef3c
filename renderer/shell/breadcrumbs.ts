import { useEffect } from "react";
import { create } from "zustand";
import type { Route } from "./route.ts";

export interface Crumb {
  label: string;
  /** Where it leads; the last one, the page itself, leads nowhere. */
  to?: Route;
}

export const useBreadcrumbStore = create<{ crumbs: readonly Crumb[] }>(() => ({ crumbs: [] }));

/** Says where the user is: in the top bar and in the window's title. A screen calls it once with what it knows by now. */
export function useBreadcrumbs(crumbs: readonly Crumb[]): void {
  const labels = JSON.stringify(crumbs);
  useEffect(() => {
    useBreadcrumbStore.setState({ crumbs });
    document.title = [...crumbs.map((crumb) => crumb.label).toReversed(), "Fabrica Desktop"].join(" · ");
    // oxlint-disable-next-line react/exhaustive-deps -- compared by what they say
  }, [labels]);
}
