import type { GridColumn } from "../../components/grid/grid-column.ts";
import { absoluteTimeText } from "../../components/relative-time.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { FleetEvent } from "../../../shared/model.ts";
import classes from "./event-columns.module.css";

const clock = new Intl.DateTimeFormat("en-GB", {
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  fractionalSecondDigits: 3,
});

export const eventColumns: readonly GridColumn<FleetEvent>[] = [
  {
    id: "time",
    title: "Time",
    width: 112,
    cell: ({ time }) => (
      <time dateTime={time} title={absoluteTimeText(Date.parse(time))}>
        {clock.format(Date.parse(time))}
      </time>
    ),
  },
  { id: "type", title: "Type", width: 280, grow: true, cell: ({ type }) => type },
  { id: "resource", title: "Resource", width: 220, cell: (event) => <EventResource event={event} /> },
  {
    id: "summary",
    title: "What it says",
    width: 240,
    grow: true,
    cell: (event) => <span className={classes.summary}>{summaryOf(event)}</span>,
  },
];

function EventResource({ event: { kind, uid, name, source } }: { event: FleetEvent }) {
  if (!kind || !uid) return source;
  return (
    <RouteLink className={classes.resource} to={{ screen: "resource", kind, uid }}>
      {kind} {name ?? uid}
    </RouteLink>
  );
}

/** The sentence that an event's data holds, where it holds one. */
function summaryOf({ data }: FleetEvent): string {
  if (typeof data !== "object" || data === null) return "";
  return "message" in data && typeof data.message === "string" ? data.message : "";
}
