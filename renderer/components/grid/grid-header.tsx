import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { type KeyboardEvent, useState } from "react";
import { t } from "../../i18n/i18n.ts";
import type { GridColumn, GridSort } from "./grid-column.ts";
import classes from "./grid.module.css";
import { moveBy, moveTo } from "./move-column.ts";
import { ResizeHandle } from "./resize-handle.tsx";
import type { GridColumns } from "./use-grid-columns.ts";

interface GridHeaderProps<T> {
  arrangement: GridColumns<T>;
  sort: GridSort | undefined;
  onSort: ((by: string) => void) | undefined;
  /** Undefined where rows cannot be selected. */
  selection: { isAll: boolean; toggleAll(): void } | undefined;
}

/** The titles: a click sorts, dragging or Alt with an arrow moves a column, its edge makes it wider. */
export function GridHeader<T>({ arrangement, sort, onSort, selection }: GridHeaderProps<T>) {
  const { columns, setOrder } = arrangement;
  const [dragged, setDragged] = useState<string>();
  const [over, setOver] = useState<string>();
  const endDrag = (): void => {
    setDragged(undefined);
    setOver(undefined);
  };
  const fixed = columns[0]?.id;
  const move = (id: string, change: (ids: readonly string[]) => readonly string[]): void => {
    // The first column stays where it is, whatever is put before it.
    if (id !== fixed) setOrder(([first = id, ...rest]) => [first, ...change(rest)]);
  };
  const onKeyDown = (id: string, event: KeyboardEvent): void => {
    if (!event.altKey || (event.key !== "ArrowLeft" && event.key !== "ArrowRight")) return;
    event.preventDefault();
    const shown = columns.map((column) => column.id).slice(1);
    const neighbour = moveBy(shown, id, event.key === "ArrowLeft" ? -1 : 1).indexOf(id);
    const target = shown[neighbour];
    if (target !== undefined) move(id, (ids) => moveTo(ids, id, target));
  };
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {selection && (
          <div role="columnheader" aria-label={t("table.selected")} className={classes.headCell} data-select>
            <input
              type="checkbox"
              tabIndex={-1}
              checked={selection.isAll}
              onChange={selection.toggleAll}
              aria-label={t("table.selectAll")}
              className={classes.checkbox}
            />
          </div>
        )}
        {columns.map((column) => (
          <div
            key={column.id}
            role="columnheader"
            aria-label={column.title}
            tabIndex={-1}
            aria-sort={ariaSort(column, sort)}
            className={classes.headCell}
            data-align={column.align}
            data-over={(over === column.id && dragged !== undefined) || undefined}
            draggable={column.id !== fixed}
            onDragStart={() => setDragged(column.id)}
            onDragEnter={() => setOver(column.id)}
            onDragOver={(event) => dragged !== undefined && column.id !== fixed && event.preventDefault()}
            onDrop={() => {
              if (dragged !== undefined) move(dragged, (ids) => moveTo(ids, dragged, column.id));
              endDrag();
            }}
            onDragEnd={endDrag}
          >
            <Title column={column} sort={sort} onSort={onSort} onKeyDown={(event) => onKeyDown(column.id, event)} />
            <ResizeHandle column={column} arrangement={arrangement} />
          </div>
        ))}
      </div>
    </div>
  );
}

interface TitleProps<T> {
  column: GridColumn<T>;
  sort: GridSort | undefined;
  onSort: ((by: string) => void) | undefined;
  onKeyDown(event: KeyboardEvent): void;
}

function Title<T>({ column: { title, sortBy }, sort, onSort, onKeyDown }: TitleProps<T>) {
  if (sortBy === undefined || !onSort) return title;
  const direction = sort?.by === sortBy ? sort.direction : undefined;
  return (
    <button type="button" className={classes.sort} title={title} onClick={() => onSort(sortBy)} onKeyDown={onKeyDown}>
      <span className={classes.title}>{title}</span>
      {direction === "asc" && <IconArrowUp size={12} aria-hidden />}
      {direction === "desc" && <IconArrowDown size={12} aria-hidden />}
    </button>
  );
}

function ariaSort<T>({ sortBy }: GridColumn<T>, sort: GridSort | undefined) {
  if (sort === undefined || sort.by !== sortBy) return undefined;
  return sort.direction === "asc" ? "ascending" : "descending";
}
