import { useMemo } from "react";
import type { GridColumn } from "../../components/grid/grid-column.ts";
import { ClockTime } from "../../components/time.tsx";
import { currentLanguage, t } from "../../i18n/i18n.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { FleetEvent } from "../../../shared/model.ts";
import classes from "./event-columns.module.css";

/** The columns of events, in the language of the window. */
export function useEventColumns(): readonly GridColumn<FleetEvent>[] {
  const language = currentLanguage();
  // oxlint-disable-next-line react/exhaustive-deps -- `t` speaks the language
  return useMemo(() => columns(), [language]);
}

function columns(): readonly GridColumn<FleetEvent>[] {
  return [
    {
      id: "time",
      title: t("events.columns.time"),
      width: 144,
      cell: ({ time }) => <ClockTime at={Date.parse(time)} />,
    },
    { id: "type", title: t("events.columns.type"), width: 260, grow: true, cell: ({ type }) => type },
    {
      id: "resource",
      title: t("events.columns.resource"),
      width: 190,
      cell: (event) => <EventResource event={event} />,
    },
    {
      id: "summary",
      title: t("events.columns.says"),
      width: 240,
      grow: true,
      cell: (event) => <span className={classes.summary}>{summaryOf(event)}</span>,
    },
  ];
}

function EventResource({ event: { kind, uid, name, source } }: { event: FleetEvent }) {
  if (!kind || !uid) return source;
  return (
    <RouteLink className={classes.resource} to={{ screen: "resource", kind, uid }}>
      {kind} {name ?? uid}
    </RouteLink>
  );
}

/** The sentence that an event's data holds, where it holds one; else who did it, where that is known. */
function summaryOf({ data, actor }: FleetEvent): string {
  if (typeof data === "object" && data !== null && "message" in data && typeof data.message === "string") {
    return data.message;
  }
  return actor === undefined ? "" : t("events.details.by", { actor });
}
