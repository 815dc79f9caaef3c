import type { WorkItem } from "../../../shared/model.ts";
import { formatCount } from "../../components/format.ts";
import type { GridColumn } from "../../components/grid/grid-column.ts";
import { State } from "../../components/state.tsx";
import { Due, Elapsed } from "../../components/time.tsx";
import { workStateLooks } from "../../components/work-state.ts";
import { t } from "../../i18n/i18n.ts";
import { IconedName } from "../../components/iconed-name.tsx";
import classes from "./queue-screen.module.css";

/** In the language of the window: to be called while rendering. */
export const queueColumns = (): readonly GridColumn<WorkItem>[] => [
  {
    id: "resource",
    title: t("queue.columns.resource"),
    width: 168,
    cell: (item) => (
      <span className={classes.resource} title={`${item.resourceKind} ${item.name ?? item.resourceUid}`}>
        <IconedName kind={item.resourceKind} name={item.name ?? item.resourceUid} />
      </span>
    ),
  },
  {
    id: "state",
    title: t("queue.columns.state"),
    width: 128,
    cell: (item) => <State look={workStateLooks[item.state]} />,
  },
  { id: "time", title: t("queue.columns.time"), width: 112, cell: (item) => <When item={item} /> },
  { id: "reasons", title: t("queue.columns.reasons"), width: 160, grow: true, cell: (item) => <Why item={item} /> },
  {
    id: "attempts",
    title: t("queue.columns.attempts"),
    width: 100,
    align: "end",
    cell: (item) => (item.attempts > 0 ? formatCount(item.attempts) : <span className={classes.none}>–</span>),
  },
];

function When({ item }: { item: WorkItem }) {
  if (item.notBefore !== undefined) return <Due at={item.notBefore} />;
  return (
    <span className={classes.dim}>
      {t("queue.for")} <Elapsed at={item.since} />
    </span>
  );
}

function Why({ item: { lastError, reasons } }: { item: WorkItem }) {
  if (lastError !== undefined) return <span title={lastError}>{lastError}</span>;
  const [first, ...others] = reasons.toSorted((a, b) => b.lastAt - a.lastAt);
  if (!first) return null;
  return (
    <span className={classes.dim} title={reasons.map((reason) => reason.message).join("\n")}>
      {first.message}
      {first.count > 1 && ` × ${formatCount(first.count)}`}
      {others.length > 0 && ` ${t("queue.more", { count: others.length })}`}
    </span>
  );
}
