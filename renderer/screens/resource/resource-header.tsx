import { Button, Group } from "@mantine/core";
import { IconPlayerPlay, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { StaleMark } from "../../components/stale-mark.tsx";
import { State } from "../../components/state.tsx";
import { t } from "../../i18n/i18n.ts";
import { useTimeText } from "../../live/clock.ts";
import type { Painted } from "../../live/freshness.ts";
import { useCommand } from "../../live/use-call.ts";
import { useScreenCommand } from "../../shell/screen-commands.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { KindInfo, Pause, Resource, ResourceRef, WorkItem } from "../../../shared/model.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { EnqueueAfterMenu } from "./enqueue-after-menu.tsx";
import { PauseActions, PauseNote } from "./pause-actions.tsx";
import { nextText, readinessOf, situationText } from "./readiness.ts";
import classes from "./resource-header.module.css";

interface ResourceHeaderProps {
  info: KindInfo;
  resource: Resource;
  work: WorkItem | null;
  /** What keeps it from being reconciled. */
  pause: Pause | null;
  painted: Painted;
}

/** Which resource this is, how it stands in one sentence, and what can be done with it. */
export function ResourceHeader({ info, resource, work, pause, painted }: ResourceHeaderProps) {
  const { name, uid } = resource.metadata;
  const ref = { kind: resource.kind, uid };
  const situation = situationText(resource);
  const next = useTimeText((now) => nextText(work, now));
  const [deleting, setDeleting] = useState(false);
  const isDeleted = resource.metadata.deletionTimestamp !== undefined;
  const askToDelete = (): void => setDeleting(true);
  useScreenCommand("delete", t("resource.header.delete"), isDeleted ? undefined : askToDelete);
  return (
    <header className={classes.header}>
      <div className={classes.identity}>
        <div className={classes.top}>
          <h1 className={classes.name}>
            <span className={classes.clamped} title={name}>
              {name}
            </span>
            <span className={classes.kind}>{resource.kind}</span>
          </h1>
          <StaleMark painted={painted} />
        </div>
        <p className={classes.situation}>
          <State look={readinessOf(resource)} />
          <span className={classes.clamped} title={situation}>
            {situation}
          </span>
          {next !== "" && <span className={classes.next}>{next}</span>}
          <RouteLink className={classes.link} to={{ screen: "time", view: "resource", ...ref }}>
            {t("time.link")}
          </RouteLink>
        </p>
        {pause && <PauseNote pause={pause} />}
      </div>
      <Group gap="xs">
        <EnqueueNow kind={ref.kind} uid={ref.uid} name={name} />
        <EnqueueAfterMenu kind={ref.kind} uid={ref.uid} name={name} />
        <PauseActions target={ref} name={name} pause={pause} />
        <Button
          variant="default"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={askToDelete}
          disabled={isDeleted}
        >
          {t("resource.header.delete")}
        </Button>
      </Group>
      <DeleteDialog info={info} resource={resource} opened={deleting} onClose={() => setDeleting(false)} />
    </header>
  );
}

function EnqueueNow({ name, ...target }: ResourceRef & { name: string }) {
  const enqueue = useCommand("work.enqueue");
  const run = (): void =>
    enqueue.mutate(target, {
      onSuccess: () => notifyDone(t("resource.header.enqueued", { name })),
      onError: (error) => notifyFailure(t("resource.header.notEnqueued", { name }), error),
    });
  useScreenCommand("enqueue", t("resource.header.enqueue"), run);
  return (
    <Button loading={enqueue.isPending} leftSection={<IconPlayerPlay size={14} aria-hidden />} onClick={run}>
      {t("resource.header.enqueue")}
    </Button>
  );
}
