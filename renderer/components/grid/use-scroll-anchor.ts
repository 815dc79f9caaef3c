import { type RefObject, useLayoutEffect, useRef } from "react";
import { indexOfRow, rowAt, type RowsState } from "../../live/rows-store.ts";
import { anchorShift } from "./scroll-anchor.ts";

/** Keeps the row at the view's top where it is when rows come or go above it. At the very top new rows are let in. */
export function useScrollAnchor<T>(
  scroller: RefObject<HTMLElement | null>,
  rows: RowsState<T, Error>,
  first: number,
  rowHeight: number,
  keyOf: (row: T) => string,
): void {
  const held = useRef<{ key: string; index: number; total: number }>(undefined);
  useLayoutEffect(() => {
    const before = held.current;
    const element = scroller.current;
    if (!before || !element || element.scrollTop === 0 || rows.total === undefined) return;
    const index = indexOfRow(rows, (row) => keyOf(row) === before.key);
    if (index === undefined) return;
    const shift = anchorShift(before, { index, total: rows.total });
    if (shift !== 0) element.scrollBy({ top: shift * rowHeight, behavior: "instant" });
  }, [scroller, rows, rowHeight, keyOf]);
  useLayoutEffect(() => {
    const row = rowAt(rows, first);
    held.current = row && rows.total !== undefined ? { key: keyOf(row), index: first, total: rows.total } : undefined;
  }, [rows, first, keyOf]);
}
