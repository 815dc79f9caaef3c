import { VisuallyHidden } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { memo } from "react";
import type { GridColumn, GridSort } from "./grid-column.ts";
import classes from "./grid.module.css";

interface GridHeaderProps<T> {
  columns: readonly GridColumn<T>[];
  onResizeStart(id: string, event: unknown): void;
  onResizeReset(id: string): void;
  sort: GridSort | undefined;
  onSort: ((by: string) => void) | undefined;
  selectable: boolean;
}

function Header<T>({ columns, onResizeStart, onResizeReset, sort, onSort, selectable }: GridHeaderProps<T>) {
  return (
    <div role="rowgroup" className={classes.head}>
      <div role="row" aria-rowindex={1} className={classes.headRow}>
        {selectable && (
          <div role="columnheader" className={classes.headCell}>
            <VisuallyHidden>Selected</VisuallyHidden>
          </div>
        )}
        {columns.map(({ id, title, sortBy, align }) => {
          const direction = sort !== undefined && sort.by === sortBy ? sort.direction : undefined;
          return (
            <div
              key={id}
              role="columnheader"
              aria-sort={direction && (direction === "asc" ? "ascending" : "descending")}
              className={classes.headCell}
              data-align={align}
            >
              {sortBy !== undefined && onSort ? (
                <button type="button" className={classes.sort} onClick={() => onSort(sortBy)}>
                  {title}
                  {direction === "asc" && <IconArrowUp size={12} aria-hidden />}
                  {direction === "desc" && <IconArrowDown size={12} aria-hidden />}
                </button>
              ) : (
                title
              )}
              <span
                className={classes.resize}
                aria-hidden
                onMouseDown={(event) => onResizeStart(id, event)}
                onTouchStart={(event) => onResizeStart(id, event)}
                onDoubleClick={() => onResizeReset(id)}
              />
            </div>
          );
        })}
      </div>
    </div>
  );
}

export const GridHeader = memo(Header);
