import {
  type ColumnDef,
  columnOrderingFeature,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import type { GridColumn } from "./grid-column.ts";
import type { GridLayout } from "./grid-layout.ts";

const features = tableFeatures({
  columnOrderingFeature,
  columnSizingFeature,
  columnResizingFeature,
  columnVisibilityFeature,
});

/** px; narrower than this a column says nothing, and wider nobody reads it. */
export const minColumnWidth = 48;
export const maxColumnWidth = 1_200;
const noRows: never[] = [];

export interface ColumnChoice {
  id: string;
  title: string;
  isShown: boolean;
  /** The first column says what a row is: it stays, and stays first. */
  isFixed: boolean;
  setShown(shown: boolean): void;
}

export interface GridColumns<T> {
  /** Those to show, in the order and as wide as the user made them. */
  columns: readonly GridColumn<T>[];
  /** All there are, in that order. */
  choices: readonly ColumnChoice[];
  /** Begins to change a column's width with the pointer. */
  startResize(id: string, event: unknown): void;
  setWidth(id: string, width: number): void;
  resetWidth(id: string): void;
  /** Puts all columns, shown or not, in an order. */
  setOrder(change: (ids: readonly string[]) => readonly string[]): void;
}

/** The columns of a grid as the user arranged them: which are shown, in what order, how wide. */
export function useGridColumns<T>({ layout, setLayout }: GridLayout, all: readonly GridColumn<T>[]): GridColumns<T> {
  const fixed = all[0]?.id;
  const definitions = useMemo(
    () =>
      all.map(({ id, width }): ColumnDef<typeof features, never> => ({
        id,
        size: width,
        minSize: minColumnWidth,
        maxSize: maxColumnWidth,
        enableHiding: id !== fixed,
      })),
    [all, fixed],
  );
  const visibility = useMemo(
    () => ({ ...Object.fromEntries(all.map(({ id, hidden }) => [id, hidden !== true])), ...layout.shown }),
    [all, layout.shown],
  );
  const order = useMemo(() => orderOf(all, layout.order), [all, layout.order]);
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: "onChange",
    state: { columnSizing: layout.widths, columnVisibility: visibility, columnOrder: order },
    onColumnSizingChange: (update) =>
      setLayout((before) => ({ ...before, widths: functionalUpdate(update, before.widths) })),
  });
  const columns = useMemo(
    () =>
      order.flatMap((id) => {
        const column = all.find((each) => each.id === id);
        if (column === undefined || (visibility[id] === false && id !== fixed)) return [];
        const width = layout.widths[id];
        return width === undefined ? column : { ...column, width, grow: false };
      }),
    [all, order, visibility, fixed, layout.widths],
  );
  return {
    columns,
    choices: order.map((id) => ({
      id,
      title: all.find((each) => each.id === id)?.title ?? id,
      isShown: id === fixed || visibility[id] !== false,
      isFixed: id === fixed,
      setShown: (shown) => setLayout((before) => ({ ...before, shown: { ...before.shown, [id]: shown } })),
    })),
    startResize: (id, event) =>
      table
        .getLeafHeaders()
        .find((header) => header.column.id === id)
        ?.getResizeHandler()(event),
    setWidth: (id, width) =>
      setLayout((before) => ({
        ...before,
        widths: { ...before.widths, [id]: Math.min(Math.max(width, minColumnWidth), maxColumnWidth) },
      })),
    resetWidth: (id) => table.getColumn(id)?.resetSize(),
    setOrder: (change) => setLayout((before) => ({ ...before, order: [...change(orderOf(all, before.order))] })),
  };
}

/** Columns that the user's order does not name come where they come by themselves, after the one before them. */
function orderOf(all: readonly { id: string }[], wanted: readonly string[]): string[] {
  const [fixed, ...ids] = all.map(({ id }) => id);
  if (fixed === undefined) return [];
  const known = new Set(ids);
  const order = [fixed, ...wanted.filter((id) => known.has(id))];
  for (const [index, id] of ids.entries()) {
    if (!order.includes(id)) order.splice(order.indexOf(ids[index - 1] ?? fixed) + 1, 0, id);
  }
  return order;
}
