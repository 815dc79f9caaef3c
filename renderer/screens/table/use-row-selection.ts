import { useCallback, useMemo, useState } from "react";
import type { Row } from "../../../shared/model.ts";
import type { GridSelection } from "../../components/grid/virtual-grid.tsx";
import { rowAt, type RowsState } from "../../live/rows-store.ts";

export interface RowSelection extends GridSelection<Row> {
  /** Selected rows as they were when they were selected. */
  rows: readonly Row[];
}

/** Which resources are selected. They stay so when they are sorted, filtered or scrolled out of sight. */
export function useRowSelection(getRows: () => RowsState<Row>): RowSelection {
  const [selected, setSelected] = useState<ReadonlyMap<string, Row>>(new Map());
  const [lastIndex, setLastIndex] = useState<number>();

  const toggle = useCallback(
    (row: Row, index: number, extend: boolean) => {
      setLastIndex(index);
      setSelected((before) => {
        const after = new Map(before);
        if (extend && lastIndex !== undefined) {
          for (const each of stretch(getRows(), lastIndex, index)) after.set(each.uid, each);
        } else if (!after.delete(row.uid)) {
          after.set(row.uid, row);
        }
        return after;
      });
    },
    [getRows, lastIndex],
  );
  const clear = useCallback(() => setSelected(new Map()), []);
  return useMemo(
    () => ({ rows: [...selected.values()], has: (uid: string) => selected.has(uid), toggle, clear }),
    [selected, toggle, clear],
  );
}

function stretch(rows: RowsState<Row>, from: number, to: number): Row[] {
  const found: Row[] = [];
  for (let index = Math.min(from, to); index <= Math.max(from, to); index += 1) {
    const row = rowAt(rows, index);
    if (row) found.push(row);
  }
  return found;
}
