import { Button, Group } from "@mantine/core";
import { IconPlayerPause, IconPlayerPlay, IconPlayerSkipForward, IconTrash } from "@tabler/icons-react";
import { useState } from "react";
import { notifyDone, notifyFailure } from "../../components/notify.tsx";
import { State } from "../../components/state.tsx";
import { t } from "../../i18n/i18n.ts";
import { useTimeText } from "../../live/clock.ts";
import { useCommand } from "../../live/use-call.ts";
import { RouteLink } from "../../shell/route-link.tsx";
import type { KindInfo, Resource, WorkItem } from "../../../shared/model.ts";
import { DeleteDialog } from "./delete-dialog.tsx";
import { EnqueueAfterMenu } from "./enqueue-after-menu.tsx";
import { readinessOf, situationText } from "./readiness.ts";
import classes from "./resource-header.module.css";

interface ResourceHeaderProps {
  info: KindInfo;
  resource: Resource;
  work: WorkItem | null;
}

/** Which resource this is, how it stands in one sentence, and what can be done with it. */
export function ResourceHeader({ info, resource, work }: ResourceHeaderProps) {
  const { name, uid } = resource.metadata;
  const ref = { kind: resource.kind, uid };
  const situation = useTimeText((now) => situationText(resource, work, now));
  const [deleting, setDeleting] = useState(false);
  return (
    <header className={classes.header}>
      <div className={classes.identity}>
        <h1 className={classes.name}>
          {name}
          <span className={classes.kind}>{resource.kind}</span>
        </h1>
        <p className={classes.situation}>
          <State look={readinessOf(resource)} />
          <span>{situation}</span>
          <RouteLink className={classes.link} to={{ screen: "time", view: "resource", ...ref }}>
            {t("time.link")}
          </RouteLink>
        </p>
      </div>
      <Group gap="xs">
        <EnqueueNow kind={ref.kind} uid={ref.uid} name={name} />
        <EnqueueAfterMenu kind={ref.kind} uid={ref.uid} name={name} />
        <PauseActions kind={ref.kind} uid={ref.uid} paused={work?.state === "paused"} />
        <Button
          variant="default"
          leftSection={<IconTrash size={14} aria-hidden />}
          onClick={() => setDeleting(true)}
          disabled={resource.metadata.deletionTimestamp !== undefined}
        >
          Delete…
        </Button>
      </Group>
      <DeleteDialog info={info} resource={resource} opened={deleting} onClose={() => setDeleting(false)} />
    </header>
  );
}

interface Target {
  kind: string;
  uid: string;
}

function EnqueueNow({ name, ...target }: Target & { name: string }) {
  const enqueue = useCommand("work.enqueue");
  return (
    <Button
      loading={enqueue.isPending}
      leftSection={<IconPlayerPlay size={14} aria-hidden />}
      onClick={() =>
        enqueue.mutate(target, {
          onSuccess: () => notifyDone(`${name} is in the queue`),
          onError: (error) => notifyFailure(`${name} was not enqueued`, error),
        })
      }
    >
      Enqueue now
    </Button>
  );
}

function PauseActions({ paused, ...target }: Target & { paused: boolean }) {
  const pause = useCommand("work.pause");
  const resume = useCommand("work.resume");
  const step = useCommand("work.step");
  if (!paused) {
    return (
      <Button
        variant="default"
        leftSection={<IconPlayerPause size={14} aria-hidden />}
        onClick={() =>
          pause.mutate(
            { ...target, reason: "Paused on its page" },
            {
              onSuccess: () => notifyDone("Paused: its work collects until it is resumed"),
              onError: (error) => notifyFailure("It was not paused", error),
            },
          )
        }
      >
        Pause
      </Button>
    );
  }
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconPlayerSkipForward size={14} aria-hidden />}
        onClick={() => step.mutate(target, { onError: (error) => notifyFailure("It did not step", error) })}
      >
        Step
      </Button>
      <Button
        variant="default"
        leftSection={<IconPlayerPlay size={14} aria-hidden />}
        onClick={() => resume.mutate(target, { onError: (error) => notifyFailure("It was not resumed", error) })}
      >
        Resume
      </Button>
    </>
  );
}
