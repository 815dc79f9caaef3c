import { VisuallyHidden } from "@mantine/core";
import type { Cell, Column, KindInfo, Row } from "../../../../shared/model.ts";
import type { GridColumn } from "../../../components/grid/grid-column.ts";
import { isBehind, readinessLook, whyText } from "../../../components/row-state.ts";
import { StateGlyph } from "../../../components/state-glyph.tsx";
import { State } from "../../../components/state.tsx";
import { Elapsed, RelativeTime } from "../../../components/time.tsx";
import { t } from "../../../i18n/i18n.ts";
import { RouteLink } from "../../../shell/route-link.tsx";
import classes from "../table-screen.module.css";

/** px of a letter of a title, and of what stands around it. */
const letterWidth = 7;
const titlePadding = 24;
const widestTitle = 240;
const labelPrefix = "label.";
/** px */
const widths: Readonly<Record<Column["type"], number>> = { text: 124, number: 72, time: 88, state: 88 };

/** The columns of a kind's table: what every resource has, with the kind's own and those the user chose between. */
export function tableColumns(info: KindInfo, chosen: readonly string[]): GridColumn<Row>[] {
  return [
    {
      id: "name",
      title: t("table.column.name"),
      width: 144,
      sortBy: "metadata.name",
      cell: (row) => (
        <RouteLink to={{ screen: "resource", kind: row.kind, uid: row.uid }} className={classes.name} tabIndex={-1}>
          {row.name}
        </RouteLink>
      ),
    },
    {
      id: "ready",
      sortBy: "ready",
      title: t("table.column.readiness"),
      width: 168,
      cell: (row) => (
        <>
          <State look={readinessLook(row)} />
          {row.since && !isBehind(row) && (
            <span className={classes.since}>
              <Elapsed at={row.since} />
            </span>
          )}
          {row.paused && (
            <span className={classes.paused} title={t("states.paused")}>
              <StateGlyph shape="pause" />
              <VisuallyHidden>{t("states.paused")}</VisuallyHidden>
            </span>
          )}
        </>
      ),
    },
    {
      id: "message",
      title: t("table.column.why"),
      width: 144,
      grow: true,
      cell: (row) => (
        <span className={classes.message} title={whyText(row)}>
          {whyText(row)}
        </span>
      ),
    },
    ...info.columns.map(kindColumn),
    ...chosen.map(chosenColumn),
    {
      id: "created",
      title: t("table.column.age"),
      width: 72,
      align: "end",
      sortBy: "metadata.createdAt",
      cell: (row) => <Elapsed at={row.createdAt} />,
    },
  ];
}

function kindColumn({ id, title, path, type }: Column): GridColumn<Row> {
  return {
    id: `kind.${id}`,
    title,
    width: Math.max(widths[type], title.length * letterWidth + titlePadding),
    sortBy: path,
    ...(type === "number" && { align: "end" }),
    cell: (row) => <CellValue value={row.cells[id] ?? null} type={type} />,
  };
}

/** A column of a label (`label.rack`) or of a path of the spec or the status, as the user chose it. */
function chosenColumn(id: string): GridColumn<Row> {
  const width = Math.min(Math.max(widths.text, id.length * letterWidth + titlePadding), widestTitle);
  if (!id.startsWith(labelPrefix)) {
    return { id, title: id, width, sortBy: id, cell: (row) => <CellValue value={row.cells[id] ?? null} type="text" /> };
  }
  const key = id.slice(labelPrefix.length);
  return {
    id,
    title: key,
    width,
    sortBy: `metadata.labels.${key}`,
    cell: (row) => <CellValue value={row.labels[key] ?? null} type="text" />,
  };
}

/** Whether a column is one that the user chose beside those that the kind has. */
export function isChosen(id: string): boolean {
  return /^(?:label|spec|status)\../.test(id);
}

function CellValue({ value, type }: { value: Cell; type: Column["type"] }) {
  if (value === null || value === "") return <span className={classes.none}>–</span>;
  if (type === "time" && typeof value !== "boolean") return <RelativeTime at={value} />;
  // No separators: most are names rather than amounts (a NID), and are searched for as they stand.
  if (typeof value === "number") return String(value);
  if (typeof value === "boolean") return value ? t("table.yes") : t("table.no");
  return <span title={value}>{value}</span>;
}
