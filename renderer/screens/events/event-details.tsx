import { ActionIcon, Button, CopyButton, Group } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { RelativeTime } from "../../components/time.tsx";
import { RouteLink } from "../../shell/route-link.tsx";
import type { FleetEvent } from "../../../shared/model.ts";
import classes from "./event-details.module.css";

/** One event whole, as CloudEvents JSON. */
export function EventDetails({ event, onClose }: { event: FleetEvent; onClose: () => void }) {
  const json = JSON.stringify(toCloudEvent(event), null, 2);
  return (
    <aside className={classes.details} aria-label="Event details">
      <header className={classes.header}>
        <h2 className={classes.title}>{event.type}</h2>
        <ActionIcon aria-label="Close details" onClick={onClose}>
          <IconX size={16} aria-hidden />
        </ActionIcon>
      </header>
      <p className={classes.facts}>
        <RelativeTime at={event.time} />
        {event.kind && event.uid && (
          <>
            {" · "}
            <RouteLink className={classes.link} to={{ screen: "resource", kind: event.kind, uid: event.uid }}>
              {event.kind} {event.name ?? event.uid}
            </RouteLink>
          </>
        )}
        {event.causationId && <> · caused by {event.causationId}</>}
      </p>
      <Group>
        <CopyButton value={json}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? "Copied" : "Copy as CloudEvents JSON"}
            </Button>
          )}
        </CopyButton>
      </Group>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- what scrolls must be reachable by keyboard */}
      <pre className={classes.json} tabIndex={0}>
        {json}
      </pre>
    </aside>
  );
}

/** As CloudEvents 1.0 writes it in JSON (structured mode). */
function toCloudEvent({ id, type, source, time, kind, uid, causationId, correlationId, data }: FleetEvent) {
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
    data,
  };
}
