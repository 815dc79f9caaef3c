import { useState } from "react";
import { indexOfRow, rowAt, type RowsState } from "../../live/rows-store.ts";

interface Place {
  index: number;
  /** Undefined until its row is here. */
  key: string | undefined;
}

export interface Cursor<T> {
  /** Where it is; undefined before it was put anywhere. */
  index: number | undefined;
  row: T | undefined;
  put(index: number): void;
}

/**
 * A cursor that goes where its row goes, and takes hold of the next one when its row is gone.
 * @param start the index where it is at first
 */
export function useCursor<T>(
  rows: RowsState<T, Error>,
  keyOf: (row: T) => string,
  start: number | undefined,
): Cursor<T> {
  const [place, setPlace] = useState<Place | undefined>(
    start === undefined ? undefined : { index: start, key: undefined },
  );
  const total = rows.total ?? 0;
  const index = place && total > 0 ? Math.min(indexNow(place, rows, keyOf), total - 1) : undefined;
  const row = index === undefined ? undefined : rowAt(rows, index);
  if (place && index !== undefined && row !== undefined) {
    const key = keyOf(row);
    if (index !== place.index || key !== place.key) setPlace({ index, key });
  }
  return {
    index,
    row,
    put(next) {
      const nextRow = rowAt(rows, next);
      setPlace({ index: next, key: nextRow && keyOf(nextRow) });
    },
  };
}

function indexNow<T>({ index, key }: Place, rows: RowsState<T, Error>, keyOf: (row: T) => string): number {
  if (key === undefined) return index;
  return indexOfRow(rows, (row) => keyOf(row) === key) ?? index;
}
