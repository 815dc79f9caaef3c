import { skipToken } from "@tanstack/react-query";
import { useState } from "react";
import { Countdown, RelativeTime } from "../../components/time.tsx";
import { useCall } from "../../live/use-call.ts";
import { useStreamMessages } from "../../live/use-stream.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { FleetEvent, Resource, WorkItem } from "../../../shared/model.ts";
import { Conditions } from "./conditions.tsx";
import classes from "./live-sidebar.module.css";
import { ReasonList } from "./reason-list.tsx";

const shownEvents = 12;

/** What is true and what goes on now: conditions, the place in the queue, the newest events. */
export function LiveSidebar({ resource, work }: { resource: Resource; work: WorkItem | null }) {
  const ref = { kind: resource.kind, uid: resource.metadata.uid };
  return (
    <aside className={classes.sidebar} aria-label="Live state">
      <section aria-labelledby="sidebar-conditions">
        <h2 id="sidebar-conditions" className={classes.title}>
          Conditions
        </h2>
        <Conditions conditions={resource.status.conditions ?? []} />
      </section>
      <section aria-labelledby="sidebar-queue">
        <h2 id="sidebar-queue" className={classes.title}>
          <RouteLink to={{ screen: "queue", search: resource.metadata.name }}>Queue</RouteLink>
        </h2>
        {work ? <QueuePlace work={work} /> : <p className={classes.quiet}>Nothing is queued for it.</p>}
      </section>
      <section aria-labelledby="sidebar-events">
        <h2 id="sidebar-events" className={classes.title}>
          <RouteLink to={{ screen: "events", ...ref }}>Recent events</RouteLink>
        </h2>
        <RecentEvents key={ref.uid} {...ref} />
      </section>
    </aside>
  );
}

const stateWords: Readonly<Record<WorkItem["state"], string>> = {
  ready: "Waiting for a worker",
  processing: "In processing",
  delayed: "Waiting for its time",
  backoff: "Backing off",
  paused: "Paused",
};

function QueuePlace({ work }: { work: WorkItem }) {
  return (
    <div className={classes.queuePlace}>
      <p>
        {stateWords[work.state]}
        {work.notBefore !== undefined && (
          <>
            {" · due in "}
            <Countdown at={work.notBefore} />
          </>
        )}
        {work.attempts > 0 && ` · attempt ${work.attempts + 1}`}
        {work.priority !== 0 && ` · priority ${work.priority}`}
      </p>
      {work.lastError && <p className={classes.error}>{work.lastError}</p>}
      <ReasonList reasons={work.reasons} />
    </div>
  );
}

function RecentEvents({ kind, uid }: { kind: string; uid: string }) {
  const [live, setLive] = useState<readonly FleetEvent[]>([]);
  const past = useCall("events.page", kind ? { kind, uid, limit: shownEvents } : skipToken);
  useStreamMessages(
    "events",
    { kind, uid },
    { onMessage: ({ events }) => setLive((known) => [...events.toReversed(), ...known].slice(0, shownEvents)) },
  );
  const known = new Set(live.map(({ id }) => id));
  const events = [...live, ...(past.data ?? []).filter(({ id }) => !known.has(id))].slice(0, shownEvents);
  if (events.length === 0) return <p className={classes.quiet}>{past.isPending ? "" : "None yet."}</p>;
  return (
    <ul className={classes.events}>
      {events.map((event) => (
        <li key={event.id} className={classes.event}>
          <span className={classes.eventType} title={event.type}>
            {event.type}
          </span>
          <RelativeTime at={event.time} />
        </li>
      ))}
    </ul>
  );
}
