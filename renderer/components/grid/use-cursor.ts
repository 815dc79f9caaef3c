import { useState } from "react";
import { indexOfRow, rowAt, type RowsState } from "../../live/rows-store.ts";

interface Place {
  index: number;
  /** Undefined until its row is here. */
  key: string | undefined;
  /** The row that it was put on is gone. */
  slid: boolean;
}

export interface Cursor<T> {
  /** Where it is; undefined before it was put anywhere. */
  index: number | undefined;
  /** The row that it was put on, while that is here. */
  chosen: T | undefined;
  put(index: number): void;
}

/**
 * A cursor that goes where its row goes, and stays at its place, without a row, when that is gone.
 * @param start the index where it is at first
 */
export function useCursor<T>(
  rows: RowsState<T, Error>,
  keyOf: (row: T) => string,
  start: number | undefined,
): Cursor<T> {
  const [place, setPlace] = useState<Place | undefined>(
    start === undefined ? undefined : { index: start, key: undefined, slid: false },
  );
  const total = rows.total ?? 0;
  const index = place && total > 0 ? Math.min(indexNow(place, rows, keyOf), total - 1) : undefined;
  const row = index === undefined ? undefined : rowAt(rows, index);
  if (place && index !== undefined && row !== undefined) {
    const key = keyOf(row);
    const slid = place.slid || (place.key !== undefined && key !== place.key);
    if (index !== place.index || key !== place.key) setPlace({ index, key, slid });
  }
  return {
    index,
    chosen: place?.slid === true ? undefined : row,
    put(next) {
      const nextRow = rowAt(rows, next);
      setPlace({ index: next, key: nextRow && keyOf(nextRow), slid: false });
    },
  };
}

function indexNow<T>({ index, key }: Place, rows: RowsState<T, Error>, keyOf: (row: T) => string): number {
  if (key === undefined) return index;
  return indexOfRow(rows, (row) => keyOf(row) === key) ?? index;
}
