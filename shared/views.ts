import { z } from "zod";
import { kindName } from "./model.ts";
import { MAX_QUERY_LENGTH } from "./query/query.ts";

const columnId = z.string().min(1).max(300);
/** No view has more columns than this, those that are hidden among them. */
export const MAX_COLUMNS = 64;

const layoutShape = z.object({
  /** Ids of columns, the first at the left; those that are not named come after them. */
  order: z.array(columnId).max(MAX_COLUMNS).default([]),
  /** Only what differs from what the kind shows by itself. */
  shown: z.record(columnId, z.boolean()).default({}),
  /** px. */
  widths: z.record(columnId, z.number().min(20).max(4_000)).default({}),
});
/** How a table's columns are arranged. */
export const tableLayout = layoutShape.refine(
  ({ shown, widths }) => Object.keys(shown).length <= MAX_COLUMNS && Object.keys(widths).length <= MAX_COLUMNS,
  `must not arrange more than ${MAX_COLUMNS} columns`,
);
export type TableLayout = z.infer<typeof tableLayout>;

/** Names a view; made by the window that saves it first. */
export const viewId = z.uuid();
/** A query, a sort and columns under a name. */
export const tableView = z.object({
  id: viewId,
  kind: kindName,
  name: z.string().trim().min(1).max(100),
  query: z.string().max(MAX_QUERY_LENGTH),
  /** As in the address of a table. */
  sort: z.string().max(1_000).exactOptional(),
  layout: tableLayout,
});
export type TableView = z.infer<typeof tableView>;

/** What is kept of a kind's table beside its views. */
const tableHabit = z.object({
  /** Of the table as it is without a view. */
  layout: tableLayout.exactOptional(),
  sort: z.string().max(1_000).exactOptional(),
  /** What the table opens with. */
  defaultView: viewId.exactOptional(),
});

/** Everything that is kept of tables, for all windows. */
export const tableViews = z.object({
  views: z.array(tableView).max(500).default([]),
  habits: z.record(kindName, tableHabit).default({}),
});
export type TableViews = z.infer<typeof tableViews>;
