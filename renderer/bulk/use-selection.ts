import { useCallback, useMemo, useState } from "react";
import { notifyFailure } from "../components/notify.tsx";
import type { GridSelection } from "../components/grid/virtual-grid.tsx";
import { t } from "../i18n/i18n.ts";
import { rowAt, type RowsState } from "../live/rows-store.ts";
import {
  everythingSelected,
  extended,
  isSelected,
  nothingSelected,
  selectedCount,
  type Selection,
  toggled,
} from "./selection.ts";

/** A stretch of more rows than this is a matter for "all that match". */
const longestStretch = 10_000;
const noKeys: ReadonlySet<string> = new Set();

interface SelectionOptions<T> {
  getRows(): RowsState<T>;
  keyOf(row: T): string;
  /** What the list is asked; with another question, "all that match" would be others, and nothing is selected any more. */
  question: string;
  /** Reads rows that are not at hand: those from `offset` on, as many as there are up to `limit`. */
  read(offset: number, limit: number): Promise<readonly T[]>;
}

export interface ListSelection<T> extends GridSelection<T> {
  count: number;
  /** Selected are all that match but `except`; otherwise `rows`, as they were when they were selected. */
  all: boolean;
  except: ReadonlySet<string>;
  rows: readonly T[];
  /** Whether any of them were chosen from an answer to another question, so that they may not be among those shown. */
  isFromElsewhere: boolean;
  selectAll(): void;
}

/** Which rows of a long list are selected. They stay so when they are sorted or scrolled out of sight. */
export function useSelection<T>(total: number | undefined, options: SelectionOptions<T>): ListSelection<T> {
  const { getRows, keyOf, question, read } = options;
  const [selection, setSelection] = useState<Selection<T>>(nothingSelected);
  const [asked, setAsked] = useState(question);
  const [chosenFrom, setChosenFrom] = useState<ReadonlySet<string>>(noKeys);
  const [lastIndex, setLastIndex] = useState<number>();
  if (asked !== question) {
    setAsked(question);
    if (selection.all) setSelection(nothingSelected);
  }

  const isEmpty = !selection.all && selection.rows.size === 0;
  const toggle = useCallback(
    (row: T, index: number, extend: boolean) => {
      setLastIndex(index);
      setChosenFrom((before) => new Set(isEmpty ? [question] : [...before, question]));
      if (!extend || lastIndex === undefined) {
        setSelection((before) => toggled(before, keyOf(row), row));
        return;
      }
      const [first, last] = [Math.min(index, lastIndex), Math.max(index, lastIndex)];
      readStretch(getRows(), first, last, read).then(
        (rows) => setSelection((before) => extended(before, new Map(rows.map((one) => [keyOf(one), one])))),
        (error: unknown) => notifyFailure(t("bulk.selection.rangeFailed"), error),
      );
    },
    [getRows, isEmpty, keyOf, lastIndex, question, read],
  );
  const clear = useCallback(() => setSelection(nothingSelected), []);
  const selectAll = useCallback(() => setSelection(everythingSelected), []);
  return useMemo(
    () => ({
      count: selectedCount(selection, total),
      all: selection.all,
      isAll: selection.all && selection.except.size === 0,
      except: selection.all ? selection.except : noKeys,
      rows: selection.all ? [] : [...selection.rows.values()],
      isFromElsewhere: !selection.all && !isEmpty && [...chosenFrom].some((from) => from !== question),
      has: (key: string) => isSelected(selection, key),
      toggle,
      clear,
      selectAll,
    }),
    [selection, total, isEmpty, chosenFrom, question, toggle, clear, selectAll],
  );
}

/** Every row from `first` to `last`: those at hand at once, otherwise all of them from the engine. */
async function readStretch<T>(
  rows: RowsState<T>,
  first: number,
  last: number,
  read: SelectionOptions<T>["read"],
): Promise<readonly T[]> {
  const length = last - first + 1;
  const atHand = Array.from({ length: Math.min(length, longestStretch) }, (_, step) => rowAt(rows, first + step));
  const found = atHand.filter((row) => row !== undefined);
  if (found.length === length) return found;
  if (length > longestStretch) throw new Error(t("bulk.selection.tooManyText"));
  return read(first, length);
}
