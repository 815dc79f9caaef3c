import { useMemo } from "react";
import type { GridColumn } from "../../components/grid/grid-column.ts";
import { ClockTime } from "../../components/time.tsx";
import { currentLanguage, t } from "../../i18n/i18n.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { FleetEvent } from "../../../shared/model.ts";
import classes from "./event-columns.module.css";
import { EventSays } from "./event-says.tsx";

/** The columns of events, in the language of the window; `ofOne`: all are about the same resource, which the page names. */
export function useEventColumns(ofOne: boolean): readonly GridColumn<FleetEvent>[] {
  const language = currentLanguage();
  return useMemo(
    () => columns().filter(({ id }) => !ofOne || id !== "resource"),
    // oxlint-disable-next-line react/exhaustive-deps -- `t` speaks the language
    [language, ofOne],
  );
}

function columns(): readonly GridColumn<FleetEvent>[] {
  return [
    {
      id: "time",
      title: t("events.columns.time"),
      width: 144,
      cell: ({ time }) => <ClockTime at={Date.parse(time)} />,
    },
    { id: "type", title: t("events.columns.type"), width: 216, cell: ({ type }) => type },
    {
      id: "resource",
      title: t("events.columns.resource"),
      width: 144,
      cell: (event) => <EventResource event={event} />,
    },
    {
      id: "summary",
      title: t("events.columns.says"),
      width: 160,
      grow: true,
      cell: (event) => <EventSays event={event} />,
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
