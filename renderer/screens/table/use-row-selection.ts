import { useCallback } from "react";
import type { BulkTarget, TableQuery } from "../../../shared/questions.ts";
import type { Row } from "../../../shared/model.ts";
import { type ListSelection, useSelection } from "../../bulk/use-selection.ts";
import { call } from "../../live/call.ts";
import type { RowsState } from "../../live/rows-store.ts";

/** The engine hands out so many rows at a time. */
const pageSize = 500;

const keyOf = (row: Row): string => row.uid;

export interface RowSelection extends ListSelection<Row> {
  /** What an action on the selected is done to. */
  target: BulkTarget;
}

/** Which resources of a table are selected. */
export function useRowSelection(
  question: TableQuery,
  total: number | undefined,
  getRows: () => RowsState<Row>,
): RowSelection {
  const questionJson = JSON.stringify(question);
  const read = useCallback(
    (offset: number, limit: number) => readRows(question, offset, limit),
    // oxlint-disable-next-line react/exhaustive-deps -- equal questions have the same rows, whatever their identity
    [questionJson],
  );
  const { sort: _sort, fields: _fields, ...query } = question;
  const selection = useSelection(total, { getRows, keyOf, question: JSON.stringify(query), read });
  const target = selection.all
    ? { query, except: [...selection.except] }
    : { refs: selection.rows.map(({ kind, uid }) => ({ kind, uid })) };
  return { ...selection, target };
}

async function readRows(question: TableQuery, offset: number, limit: number): Promise<Row[]> {
  const rows: Row[] = [];
  while (rows.length < limit) {
    const wanted = Math.min(pageSize, limit - rows.length);
    const page = await call("resources.page", { ...question, offset: offset + rows.length, limit: wanted });
    rows.push(...page.rows);
    if (page.rows.length < wanted) break;
  }
  return rows;
}
