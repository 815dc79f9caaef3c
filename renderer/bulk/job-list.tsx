import { Button } from "@mantine/core";
import { useState } from "react";
import { useStore } from "zustand";
import type { BulkJob } from "../../shared/bulk.ts";
import { Awaiting } from "../components/awaiting.tsx";
import { notifyFailure } from "../components/notify.tsx";
import { RelativeTime } from "../components/time.tsx";
import { t } from "../i18n/i18n.ts";
import { bulkStore } from "../live/stores.ts";
import { useCommand } from "../live/use-call.ts";
import { useKind } from "../live/use-kinds.ts";
import { jobTitle } from "./action-text.ts";
import classes from "./bulk.module.css";
import { JobCard } from "./job-card.tsx";
import { JobResults } from "./job-results.tsx";

/** The actions on many that run and that ran lately, the newest first. */
export function JobList({ shown }: { shown: string | undefined }) {
  const jobs = useStore(bulkStore, ({ message }) => message?.jobs);
  if (jobs === undefined) return <Awaiting />;
  if (jobs.length === 0) return <p>{t("bulk.job.none")}</p>;
  return (
    <ul className={classes.jobs} aria-label={t("bulk.job.name")}>
      {jobs.toReversed().map((job) => (
        <JobItem key={job.id} job={job} unfolded={job.id === shown} />
      ))}
    </ul>
  );
}

function JobItem({ job, unfolded }: { job: BulkJob; unfolded: boolean }) {
  const { id, state, startedAt, endedAt, actor } = job;
  const [isUnfolded, setUnfolded] = useState(unfolded);
  const forget = useCommand("bulk.forget");
  return (
    <li>
      <div className={classes.head}>
        <span className={classes.title}>{jobTitle(job, useKind(job.kind ?? ""))}</span>
        <span className={classes.dim}>
          <RelativeTime at={startedAt} /> {t("bulk.job.by", { actor })}
        </span>
      </div>
      <JobCard job={job} titled={false} results={{ unfolded: isUnfolded, toggle: () => setUnfolded(!isUnfolded) }}>
        {(endedAt !== undefined || state === "interrupted") && (
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            onClick={() =>
              forget.mutate({ id }, { onError: (error) => notifyFailure(t("bulk.job.notDismissed"), error) })
            }
          >
            {t("bulk.job.dismiss")}
          </Button>
        )}
      </JobCard>
      {isUnfolded && state !== "interrupted" && <JobResults job={job} />}
    </li>
  );
}
