import { ActionIcon, Button, CopyButton, Group } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { RelativeTime } from "../../components/time.tsx";
import { t } from "../../i18n/i18n.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { FleetEvent } from "../../../shared/model.ts";
import { EventChain } from "./event-chain.tsx";
import classes from "./event-details.module.css";
import { EventSays } from "./event-says.tsx";

interface EventDetailsProps {
  event: FleetEvent;
  /** Stands on the page of the resource that it is about. */
  ofOne: boolean;
  onSelect: (event: FleetEvent) => void;
  onClose: () => void;
}

/** One event whole: what led to it and what it led to, and itself as CloudEvents JSON. */
export function EventDetails({ event, ofOne, onSelect, onClose }: EventDetailsProps) {
  const { kind, uid } = event;
  const json = JSON.stringify(toCloudEvent(event), null, 2);
  return (
    <aside className={classes.details} aria-label={t("events.details.name")}>
      <header className={classes.header}>
        <h2 className={classes.title}>{event.type}</h2>
        <ActionIcon aria-label={t("events.details.close")} onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <div className={classes.body}>
        <p className={classes.says}>
          <EventSays event={event} />
        </p>
        <p className={classes.facts}>
          <RelativeTime at={event.time} />
          {kind && uid && !ofOne && (
            <>
              {" · "}
              <RouteLink className={classes.link} to={{ screen: "resource", kind, uid }}>
                {kind} {event.name ?? uid}
              </RouteLink>
            </>
          )}
          {event.actor && ` · ${t("events.details.by", { actor: event.actor })}`}
        </p>
        <Group>
          <CopyButton value={json}>
            {({ copied, copy }) => (
              <Button variant="default" onClick={copy}>
                {copied ? t("events.details.copied") : t("events.details.copy")}
              </Button>
            )}
          </CopyButton>
          {kind && uid && !ofOne && (
            <RouteLink className={classes.link} to={{ screen: "events", kind, uid }}>
              {t("events.details.onlyThis")}
            </RouteLink>
          )}
          {kind && uid && (
            <RouteLink
              className={classes.link}
              to={{ screen: "time", view: "resource", at: String(Date.parse(event.time)), kind, uid }}
            >
              {t("events.details.moment")}
            </RouteLink>
          )}
        </Group>
        <EventChain event={event} onSelect={onSelect} />
        <pre className={classes.json}>{json}</pre>
      </div>
    </aside>
  );
}

/** As CloudEvents 1.0 writes it in JSON (structured mode). */
function toCloudEvent({ id, type, source, time, kind, uid, causationId, correlationId, actor, data }: FleetEvent) {
  return {
    specversion: "1.0",
    id,
    type,
    source,
    time,
    datacontenttype: "application/json",
    resourcekind: kind,
    resourceuid: uid,
    causationid: causationId,
    correlationid: correlationId,
    actor,
    data,
  };
}
