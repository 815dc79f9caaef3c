import { useVirtualizer } from "@tanstack/react-virtual";
import { type CSSProperties, type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from "react";
import { rowAt, type RowsState } from "../../live/rows-store.ts";
import type { KeptPlace } from "../../shell/use-kept-place.ts";
import type { VisibleRows } from "../../live/row-range.ts";
import { moveCursor } from "./cursor.ts";
import { type GridColumn, type GridSort, nextSort } from "./grid-column.ts";
import { GridHeader } from "./grid-header.tsx";
import { GridRow } from "./grid-row.tsx";
import { Awaiting } from "../awaiting.tsx";
import classes from "./grid.module.css";
import { useCursor } from "./use-cursor.ts";
import type { GridColumns } from "./use-grid-columns.ts";
import { type GridPlace, useReturn } from "./use-return.ts";
import { useStillRows } from "./use-still-rows.ts";
import { useScrollAnchor } from "./use-scroll-anchor.ts";

export interface GridSelection<T> {
  has(key: string): boolean;
  /** `extend`: from the row that was toggled last to this one. */
  toggle(row: T, index: number, extend: boolean): void;
  clear(): void;
  /** All rows there are, not only those that are here. */
  selectAll(): void;
  /** Whether they are, without exception. */
  isAll: boolean;
}

interface VirtualGridProps<T> {
  /** What the rows are, for those who do not see them. */
  label: string;
  rows: RowsState<T, Error>;
  columns: GridColumns<T>;
  keyOf(row: T): string;
  nameOf(row: T): string;
  /** px */
  rowHeight: number;
  onVisible(visible: VisibleRows): void;
  onOpen?(row: T): void;
  /** A click opens the row; otherwise it moves the cursor there, and a double click opens. */
  opensOnClick?: boolean;
  /** The cursor was put on a row, or that has changed. When it is gone, the row that takes its place was not chosen. */
  onCursor?(row: T): void;
  sort?: GridSort;
  onSort?(sort: GridSort): void;
  selection?: GridSelection<T>;
  /** px left free below the last row, for what floats over the grid's end. */
  footRoom?: number;
  /** A menu is wanted for a row: by the right button, or by the keyboard for the cursor's. */
  onMenu?(menu: GridMenu<T>): void;
  /** Where it was left, and where to keep where it is. */
  place?: KeptPlace<GridPlace>;
}

/** The row that a menu is about, and where in the window it is wanted, px. */
export interface GridMenu<T> {
  row: T;
  x: number;
  y: number;
}

const headerHeight = 32;
/** px, of the column with the check boxes. */
const selectWidth = 32;
const overscan = 12;

/**
 * A list of any length as a grid: only what is on screen is in the document. One tab stop; the cursor moves with arrows or j
 * and k, Enter opens, x selects. The cursor and the view hold on to rows, not to places, when rows come and go.
 */
export function VirtualGrid<T>(props: VirtualGridProps<T>) {
  const {
    label,
    columns: arrangement,
    keyOf,
    nameOf,
    rowHeight,
    onVisible,
    onOpen,
    opensOnClick,
    onCursor,
    sort,
    onSort,
    selection,
    footRoom = 0,
    place,
    onMenu,
  } = props;
  const { columns } = arrangement;
  const { rows, onPointerDown } = useStillRows(props.rows);
  const total = rows.total ?? 0;
  const gridId = useId();
  const scroller = useRef<HTMLDivElement>(null);
  const { index: cursor, chosen, put: putCursor } = useCursor(rows, keyOf, place?.before?.cursor);

  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan,
    paddingEnd: footRoom,
    scrollPaddingStart: headerHeight,
    scrollPaddingEnd: footRoom,
  });
  useEffect(() => virtualizer.measure(), [virtualizer, rowHeight]);

  const first = virtualizer.range?.startIndex ?? 0;
  const last = virtualizer.range?.endIndex ?? 0;
  useEffect(() => {
    if (last > 0) onVisible({ first, last });
  }, [first, last, onVisible]);

  useReturn(scroller, rows, place, cursor);
  useScrollAnchor(scroller, rows, first, rowHeight, keyOf);

  useEffect(() => {
    if (chosen !== undefined) onCursor?.(chosen);
  }, [chosen, onCursor]);

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== scroller.current) return;
    if ((event.ctrlKey || event.metaKey) && event.key === "a" && selection) {
      selection.selectAll();
      event.preventDefault();
    }
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const target = moveCursor(event.key, cursor, total, Math.max(last - first, 1));
    if (target !== undefined) {
      putCursor(target);
      virtualizer.scrollToIndex(target);
      const row = rowAt(rows, target);
      if (event.shiftKey && row !== undefined) selection?.toggle(row, target, true);
    } else if (event.key === "Enter" && chosen !== undefined) {
      onOpen?.(chosen);
    } else if ((event.key === "x" || event.key === " ") && chosen !== undefined && cursor !== undefined) {
      selection?.toggle(chosen, cursor, event.shiftKey);
    } else if (event.key === "Escape") {
      selection?.clear();
      return;
    } else {
      return;
    }
    event.preventDefault();
  };

  const onClick = (event: MouseEvent): void => {
    if (!(event.target instanceof Element) || event.target.closest("a, button")) return;
    const rowElement = event.target.closest<HTMLElement>("[data-index]");
    if (!rowElement) return;
    const index = Number(rowElement.dataset["index"]);
    const row = rowAt(rows, index);
    putCursor(index);
    scroller.current?.focus({ preventScroll: true });
    if (row === undefined) return;
    const selects = event.target.closest("[data-select]") !== null || event.ctrlKey || event.metaKey || event.shiftKey;
    if (selects && selection) selection.toggle(row, index, event.shiftKey);
    else if (opensOnClick || event.detail > 1) onOpen?.(row);
  };

  const onContextMenu = (event: MouseEvent<HTMLDivElement>): void => {
    if (!onMenu || !(event.target instanceof Element)) return;
    const element =
      event.target.closest<HTMLElement>("[data-index]") ??
      event.currentTarget.querySelector<HTMLElement>("[data-current]");
    const index = Number(element?.dataset["index"]);
    const row = rowAt(rows, index);
    if (!element || row === undefined) return;
    event.preventDefault();
    putCursor(index);
    // By the keyboard there is no pointer: it hangs below the row.
    const { left, bottom } = element.getBoundingClientRect();
    const isAtPointer = event.target !== event.currentTarget;
    onMenu({ row, x: isAtPointer ? event.clientX : left + selectWidth, y: isAtPointer ? event.clientY : bottom });
  };

  const rowId = (index: number): string => `${gridId}-${index}`;
  const painted = virtualizer.getVirtualItems();
  /** Where the chosen row is gone, the next key goes on from there, but none is marked that nobody chose. */
  const isMarked = cursor !== undefined && (chosen !== undefined || rowAt(rows, cursor) === undefined);
  const isCursorPainted = isMarked && painted.some(({ index }) => index === cursor);
  return (
    <div className={classes.frame}>
      <div
        ref={scroller}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-rowcount={rows.total === undefined ? -1 : total + 1}
        aria-colcount={columns.length + (selection ? 1 : 0)}
        aria-multiselectable={selection !== undefined}
        aria-activedescendant={isCursorPainted ? rowId(cursor) : undefined}
        aria-busy={rows.slow}
        className={classes.grid}
        style={gridStyle(columns, selection !== undefined, rowHeight)}
        onKeyDown={onKeyDown}
        onPointerDown={onPointerDown}
        // Shift and a click select rows, not the text between them.
        onMouseDown={(event) => event.shiftKey && event.preventDefault()}
        onClick={onClick}
        onContextMenu={onContextMenu}
      >
        <GridHeader
          arrangement={arrangement}
          sort={sort}
          onSort={onSort && ((by: string) => onSort(nextSort(sort, by)))}
          selection={selection && { isAll: selection.isAll, toggleAll: () => toggleAll(selection) }}
        />
        <div role="rowgroup" className={classes.body} style={{ height: virtualizer.getTotalSize() }}>
          {painted.map(({ index, start }) => {
            const row = rowAt(rows, index);
            return (
              <GridRow
                key={row === undefined ? index : keyOf(row)}
                id={rowId(index)}
                index={index}
                top={start}
                row={row}
                label={row && nameOf(row)}
                columns={columns}
                current={isMarked && index === cursor}
                selected={selection && row !== undefined ? selection.has(keyOf(row)) : selection && false}
                skeleton={rows.slow}
              />
            );
          })}
        </div>
      </div>
      {rows.total === undefined && rows.error === undefined && (
        <div className={classes.awaiting}>
          <Awaiting />
        </div>
      )}
    </div>
  );
}

function toggleAll<T>({ isAll, clear, selectAll }: GridSelection<T>): void {
  if (isAll) clear();
  else selectAll();
}

function gridStyle<T>(columns: readonly GridColumn<T>[], selectable: boolean, rowHeight: number): CSSProperties {
  const tracks = columns.map(({ width, grow }) => (grow ? `minmax(${width}px, 1fr)` : `${width}px`));
  const width = columns.reduce((sum, column) => sum + column.width, selectable ? selectWidth : 0);
  return {
    "--grid-columns": [...(selectable ? [`${selectWidth}px`] : []), ...tracks].join(" "),
    "--grid-width": `${width}px`,
    "--row-height": `${rowHeight}px`,
  };
}
