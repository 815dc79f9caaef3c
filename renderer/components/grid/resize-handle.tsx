import type { KeyboardEvent } from "react";
import { t } from "../../i18n/i18n.ts";
import type { GridColumn } from "./grid-column.ts";
import classes from "./grid.module.css";
import { type GridColumns, maxColumnWidth, minColumnWidth } from "./use-grid-columns.ts";

/** px that a key changes a width by. */
const step = 8;
const bigStep = 40;

interface ResizeHandleProps<T> {
  column: GridColumn<T>;
  arrangement: GridColumns<T>;
}

/** A column's edge: dragged, or moved by the arrows; a double click or Enter makes the width what it was. */
export function ResizeHandle<T>({ column: { id, title, width }, arrangement }: ResizeHandleProps<T>) {
  const { startResize, setWidth, resetWidth } = arrangement;
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const by = event.shiftKey ? bigStep : step;
    if (event.key === "ArrowLeft") setWidth(id, width - by);
    else if (event.key === "ArrowRight") setWidth(id, width + by);
    else if (event.key === "Home") setWidth(id, minColumnWidth);
    else if (event.key === "Enter") resetWidth(id);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <span
      role="separator"
      aria-orientation="vertical"
      aria-label={t("table.width", { column: title })}
      aria-valuenow={Math.round(width)}
      aria-valuemin={minColumnWidth}
      aria-valuemax={maxColumnWidth}
      tabIndex={0}
      className={classes.resize}
      // The edge resizes, and what lies around it drags the column.
      draggable
      onDragStart={(event) => {
        event.preventDefault();
        event.stopPropagation();
      }}
      onKeyDown={onKeyDown}
      onMouseDown={(event) => startResize(id, event)}
      onTouchStart={(event) => startResize(id, event)}
      onDoubleClick={() => resetWidth(id)}
    />
  );
}
