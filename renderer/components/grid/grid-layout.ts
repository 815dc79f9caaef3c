import { useLocalStorage } from "@mantine/hooks";
import { tableLayout, type TableLayout } from "../../../shared/views.ts";

/** How the columns are arranged, and what rearranges them. */
export interface GridLayout {
  layout: TableLayout;
  setLayout(change: (before: TableLayout) => TableLayout): void;
}

export const defaultLayout: TableLayout = { order: [], shown: {}, widths: {} };

/** The layout of a grid that is the same wherever it is shown; kept in this window's storage. */
export function useKeptLayout(gridName: string): GridLayout {
  const [layout, setLayout] = useLocalStorage<TableLayout>({
    key: `columns.${gridName}`,
    defaultValue: defaultLayout,
    getInitialValueInEffect: false,
    deserialize: readLayout,
  });
  return { layout, setLayout };
}

function readLayout(text: string | undefined): TableLayout {
  try {
    return tableLayout.parse(JSON.parse(text ?? "{}"));
  } catch {
    return defaultLayout;
  }
}
