import type { ReactNode } from "react";

/** A column of a grid of `T`s. */
export interface GridColumn<T> {
  id: string;
  title: string;
  /** px; the one column that is `grow` gets what is left. */
  width: number;
  grow?: boolean;
  /** Not shown until the user wants it. */
  hidden?: boolean;
  align?: "end";
  /** What the engine sorts by; a column without it cannot be sorted. */
  sortBy?: string;
  cell(row: T): ReactNode;
}

export interface GridSort {
  by: string;
  direction: "asc" | "desc";
}

/** The next sort when a header is chosen: ascending first, then the other way round. */
export function nextSort(current: GridSort | undefined, by: string): GridSort {
  return { by, direction: current?.by === by && current.direction === "asc" ? "desc" : "asc" };
}
