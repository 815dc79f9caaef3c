import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import type { BulkJob } from "../../shared/bulk.ts";
import { notifyFailure } from "../components/notify.tsx";
import { ProgressOf } from "../components/progress-of.tsx";
import { t } from "../i18n/i18n.ts";
import { useCommand } from "../live/use-call.ts";
import { jobTitle, outcomeText } from "./action-text.ts";
import classes from "./bulk.module.css";
import { useKind } from "../live/use-kinds.ts";
import { openJobList } from "./job-list-store.ts";

interface JobCardProps {
  job: BulkJob;
  titled: boolean;
  /** Where each result unfolds below; otherwise they are shown in the list of all. */
  results?: { unfolded: boolean; toggle(): void };
  /** What else can be done about it. */
  children?: ReactNode;
}

/** How one action on many goes, or what came of it, and what can be done about it. */
export function JobCard({ job, titled, results, children }: JobCardProps) {
  const title = jobTitle(job, useKind(job.kind ?? ""));
  const isRunning = job.endedAt === undefined && job.state !== "interrupted";
  return (
    <div className={classes.job}>
      {titled && <p className={classes.title}>{title}</p>}
      {isRunning ? <Running job={job} title={title} /> : <p>{outcomeText(job)}</p>}
      {job.failures.map(({ uid, name, message }) => (
        <p key={uid} className={classes.failure}>
          {name}: {message}
        </p>
      ))}
      <Actions job={job} isRunning={isRunning} results={results}>
        {children}
      </Actions>
    </div>
  );
}

function Running({ job, title }: { job: BulkJob; title: string }) {
  const finished = job.done + job.skipped + job.failed;
  return (
    <>
      <ProgressOf done={finished} total={job.total} label={title} />
      <p className={classes.dim}>
        {job.state === "stopping" ? t("bulk.job.stopping") : t("bulk.job.progress", { finished, total: job.total })}
      </p>
    </>
  );
}

interface ActionsProps {
  job: BulkJob;
  isRunning: boolean;
  results: JobCardProps["results"];
  children: ReactNode;
}

function Actions({ job, isRunning, results, children }: ActionsProps) {
  const { id } = job;
  const stop = useCommand("bulk.stop");
  const undo = useCommand("bulk.undo");
  return (
    <Group gap="sm">
      {isRunning && (
        <Button
          size="compact-sm"
          variant="default"
          disabled={job.state === "stopping"}
          onClick={() => stop.mutate({ id }, { onError: (error) => notifyFailure(t("bulk.job.notStopped"), error) })}
        >
          {t("bulk.job.stop")}
        </Button>
      )}
      {job.undoable && (
        <Button
          size="compact-sm"
          variant="light"
          onClick={() => undo.mutate({ id }, { onError: (error) => notifyFailure(t("bulk.job.notUndone"), error) })}
        >
          {t("bulk.job.undo")}
        </Button>
      )}
      {job.state !== "interrupted" && (
        <Button
          size="compact-sm"
          variant="subtle"
          aria-expanded={results?.unfolded}
          onClick={results?.toggle ?? (() => openJobList(id))}
        >
          {t("bulk.job.results")}
        </Button>
      )}
      {children}
    </Group>
  );
}
