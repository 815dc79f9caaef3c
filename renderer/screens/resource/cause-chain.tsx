import { Button } from "@mantine/core";
import { useState } from "react";
import { Awaiting } from "../../components/awaiting.tsx";
import { conditionLook } from "../../components/condition-look.ts";
import { State } from "../../components/state.tsx";
import type { FleetEvent, Reason } from "../../../shared/model.ts";
import { RelativeTime } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { failureText } from "../../live/call-failure.ts";
import { useCall } from "../../live/use-call.ts";
import type { Route } from "../../shell/route.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import classes from "./cause-chain.module.css";

type ChainEvent = Omit<FleetEvent, "data">;

/** What led to a reconcile, back to the edit or the event from outside with which it began: unfolds, each a link. */
export function CauseChain({ reasons }: { reasons: readonly Reason[] }) {
  const [isOpen, setOpen] = useState(false);
  const ids = reasons.flatMap(({ eventId }) => (eventId === undefined ? [] : [eventId]));
  if (ids.length === 0) return null;
  return (
    <div>
      <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        {t("resource.chain.show")}
      </Button>
      {isOpen && ids.map((id) => <Chain key={id} id={id} />)}
    </div>
  );
}

function Chain({ id }: { id: string }) {
  const chain = useCall("events.chain", { id });
  if (chain.isPending) return <Awaiting />;
  if (chain.isError) return <p className={classes.quiet}>{failureText(chain.error)}</p>;
  if (chain.data === null) return <p className={classes.quiet}>{t("resource.chain.notKept")}</p>;
  const { event, links, lostCause } = chain.data;
  const events = links.flatMap((link) => (link.what === "event" ? [link.event] : []));
  const known = new Map([...events, event].map((one) => [one.id, one]));
  return (
    <ol className={classes.chain} aria-label={t("resource.chain.name")}>
      {lostCause !== undefined && <li className={classes.quiet}>{t("resource.chain.lost")}</li>}
      {pathTo(event, known).map((one) => (
        <li key={one.id}>
          <EventLink event={one} />
        </li>
      ))}
    </ol>
  );
}

/** From what it began with to the event itself. */
function pathTo(event: ChainEvent, known: ReadonlyMap<string, ChainEvent>): ChainEvent[] {
  const path = [event];
  for (let next = event.causationId; next !== undefined;) {
    const cause = known.get(next);
    if (cause === undefined || path.includes(cause)) break;
    path.unshift(cause);
    next = cause.causationId;
  }
  return path;
}

/** An edit leads to what it changed, another event to those around it. */
function EventLink({ event }: { event: ChainEvent }) {
  const { type, time, kind, uid, name, became } = event;
  const isEdit = /\.(created|updated|patched)$/.test(type);
  const to: Route =
    kind === undefined || uid === undefined
      ? { screen: "events", pattern: type }
      : { screen: "resource", kind, uid, tab: isEdit ? "revisions" : "events" };
  return (
    <>
      <RouteLink className={classes.link} to={to}>
        {type}
      </RouteLink>{" "}
      {became && <State look={conditionLook(became)}>{`${became.status} ${became.reason}`}</State>}{" "}
      <span className={classes.quiet}>
        {kind} {name} <RelativeTime at={time} />
      </span>
    </>
  );
}
