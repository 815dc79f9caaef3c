import { useLocalStorage } from "@mantine/hooks";
import {
  type ColumnDef,
  columnResizingFeature,
  columnSizingFeature,
  columnVisibilityFeature,
  functionalUpdate,
  tableFeatures,
  useTable,
} from "@tanstack/react-table";
import { useMemo } from "react";
import { z } from "zod";
import type { GridColumn } from "./grid-column.ts";

const features = tableFeatures({ columnSizingFeature, columnResizingFeature, columnVisibilityFeature });

/** What the user made of a grid's columns; kept in this window's storage, since it is of no use to the engine. */
const layout = z.object({
  widths: z.record(z.string(), z.number()).default({}),
  shown: z.record(z.string(), z.boolean()).default({}),
});
type Layout = z.output<typeof layout>;

const defaultLayout: Layout = { widths: {}, shown: {} };
/** px; narrower than this a column says nothing. */
const minWidth = 48;
const noRows: never[] = [];

export interface ColumnChoice {
  id: string;
  title: string;
  isShown: boolean;
  setShown(shown: boolean): void;
}

export interface GridColumns<T> {
  /** Those to show, as wide as the user made them. */
  columns: readonly GridColumn<T>[];
  choices: readonly ColumnChoice[];
  /** Begins to change a column's width with the pointer. */
  startResize(id: string, event: unknown): void;
  resetWidth(id: string): void;
}

/** The columns of a grid as the user arranged them: which are shown and how wide they are. */
export function useGridColumns<T>(gridName: string, all: readonly GridColumn<T>[]): GridColumns<T> {
  const [kept, setKept] = useLocalStorage<Layout>({
    key: `columns.${gridName}`,
    defaultValue: defaultLayout,
    getInitialValueInEffect: false,
    deserialize: readLayout,
  });
  const definitions = useMemo(
    () =>
      all.map(({ id, width }): ColumnDef<typeof features, never> => ({
        id,
        size: width,
        minSize: minWidth,
        enableHiding: id !== all[0]?.id,
      })),
    [all],
  );
  const table = useTable({
    features,
    columns: definitions,
    data: noRows,
    columnResizeMode: "onChange",
    state: { columnSizing: kept.widths, columnVisibility: kept.shown },
    onColumnSizingChange: (update) =>
      setKept((before) => ({ ...before, widths: functionalUpdate(update, before.widths) })),
    onColumnVisibilityChange: (update) =>
      setKept((before) => ({ ...before, shown: functionalUpdate(update, before.shown) })),
  });
  const columns = useMemo(
    () =>
      all
        .filter(({ id }) => kept.shown[id] !== false)
        .map((column) => {
          const width = kept.widths[column.id];
          return width === undefined ? column : { ...column, width, grow: false };
        }),
    [all, kept],
  );
  return {
    columns,
    choices: table.getAllLeafColumns().map((column) => ({
      id: column.id,
      title: all.find(({ id }) => id === column.id)?.title ?? column.id,
      isShown: column.getIsVisible(),
      setShown: (shown) => column.toggleVisibility(shown),
    })),
    startResize: (id, event) =>
      table
        .getLeafHeaders()
        .find((header) => header.column.id === id)
        ?.getResizeHandler()(event),
    resetWidth: (id) => table.getColumn(id)?.resetSize(),
  };
}

function readLayout(text: string | undefined): Layout {
  try {
    return layout.parse(JSON.parse(text ?? "{}"));
  } catch {
    return defaultLayout;
  }
}
