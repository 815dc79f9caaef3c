import { memo } from "react";
import { t } from "../../i18n/i18n.ts";
import type { GridColumn } from "./grid-column.ts";
import classes from "./grid.module.css";

interface GridRowProps<T> {
  id: string;
  index: number;
  /** px from the top of the list. */
  top: number;
  /** Undefined while it is on its way. */
  row: T | undefined;
  label: string | undefined;
  columns: readonly GridColumn<T>[];
  current: boolean;
  /** Undefined where rows cannot be selected. */
  selected: boolean | undefined;
  /** Paint the outline of a row that takes long to come. */
  skeleton: boolean;
}

function Row<T>({ id, index, top, row, label, columns, current, selected, skeleton }: GridRowProps<T>) {
  return (
    <div
      role="row"
      id={id}
      className={classes.row}
      style={{ transform: `translateY(${top}px)` }}
      aria-rowindex={index + 2}
      aria-selected={selected ?? current}
      data-index={index}
      data-current={current || undefined}
    >
      {selected !== undefined && (
        <div role="gridcell" className={classes.cell} data-select>
          {row !== undefined && (
            // A plain one: a row comes and goes with every turn of the wheel.
            <input
              type="checkbox"
              tabIndex={-1}
              checked={selected}
              readOnly
              aria-label={t("table.selectRow", { name: label ?? index + 1 })}
              className={classes.checkbox}
            />
          )}
        </div>
      )}
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={classes.cell} data-align={column.align}>
          {row !== undefined && column.cell(row)}
          {row === undefined && skeleton && <span className={classes.skeleton} />}
        </div>
      ))}
    </div>
  );
}

export const GridRow = memo(Row);
