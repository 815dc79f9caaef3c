import { useStore } from "zustand";
import { Awaiting } from "../../components/awaiting.tsx";
import { conditionLook } from "../../components/condition-look.ts";
import { State } from "../../components/state.tsx";
import { Countdown, RelativeTime } from "../../components/time.tsx";
import { RouteLink } from "../../shell/route-link.tsx";
import type { ConditionChange, Resource, WorkItem } from "../../../shared/model.ts";
import { eventSays } from "../events/event-says.tsx";
import { useEventLog } from "../events/use-event-log.ts";
import { Conditions } from "./conditions.tsx";
import classes from "./live-sidebar.module.css";
import { ReasonList } from "../../components/reason-list.tsx";
import { t } from "../../i18n/i18n.ts";

const shownEvents = 12;

/** What is true and what goes on now: conditions, the place in the queue, the newest events. */
export function LiveSidebar({ resource, work }: { resource: Resource; work: WorkItem | null }) {
  const ref = { kind: resource.kind, uid: resource.metadata.uid };
  return (
    <aside className={classes.sidebar} aria-label={t("resource.sidebar.name")}>
      <section aria-labelledby="sidebar-conditions">
        <h2 id="sidebar-conditions" className={classes.title}>
          {t("resource.sidebar.conditions")}
        </h2>
        <Conditions conditions={resource.status.conditions ?? []} />
      </section>
      <section aria-labelledby="sidebar-queue">
        <h2 id="sidebar-queue" className={classes.title}>
          <RouteLink to={{ screen: "queue", search: resource.metadata.name }}>{t("resource.sidebar.queue")}</RouteLink>
        </h2>
        {work ? <QueuePlace work={work} /> : <p className={classes.quiet}>{t("resource.sidebar.nothingQueued")}</p>}
      </section>
      <section aria-labelledby="sidebar-events">
        <h2 id="sidebar-events" className={classes.title}>
          <RouteLink to={{ screen: "events", ...ref }}>{t("resource.sidebar.events")}</RouteLink>
        </h2>
        <RecentEvents key={ref.uid} {...ref} />
      </section>
    </aside>
  );
}

function QueuePlace({ work }: { work: WorkItem }) {
  return (
    <div className={classes.queuePlace}>
      <p>
        {t(`resource.sidebar.${work.state}`)}
        {work.notBefore !== undefined && (
          <>
            {` · ${t("resource.sidebar.due")} `}
            <Countdown at={work.notBefore} />
          </>
        )}
        {work.attempts > 0 && ` · ${t("resource.sidebar.attempt", { attempt: work.attempts + 1 })}`}
        {work.priority !== 0 && ` · ${t("resource.sidebar.priority", { priority: work.priority })}`}
      </p>
      {work.lastError && <p className={classes.error}>{work.lastError}</p>}
      <ReasonList reasons={work.reasons} />
    </div>
  );
}

function RecentEvents({ kind, uid }: { kind: string; uid: string }) {
  const log = useEventLog({ kind, uid });
  const events = useStore(log, (state) => state.events);
  const loaded = useStore(log, (state) => state.loaded);
  if (events.length === 0)
    return loaded ? <p className={classes.quiet}>{t("resource.sidebar.noEvents")}</p> : <Awaiting />;
  return (
    <ul className={classes.events}>
      {events.slice(0, shownEvents).map((event) => (
        <li key={event.id} className={classes.event}>
          <span className={classes.eventType} title={`${event.type} ${eventSays(event)}`}>
            {event.became ? <Became change={event.became} /> : event.type}
          </span>
          <RelativeTime at={event.time} />
        </li>
      ))}
    </ul>
  );
}

/** What a condition became says more here than the type of the event, which differs in its last word alone. */
function Became({ change }: { change: ConditionChange }) {
  return (
    <State look={conditionLook(change)}>
      {change.type} {change.status} <span className={classes.reason}>{change.reason}</span>
    </State>
  );
}
