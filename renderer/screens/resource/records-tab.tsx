import { Button, Skeleton } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { formatCount } from "../../components/format.ts";
import type { StateLook } from "../../components/row-state.ts";
import { State } from "../../components/state.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { call } from "../../live/call.ts";
import { failureText } from "../../live/call-failure.ts";
import { useStream } from "../../live/use-stream.ts";
import type { ReconcileRecord, ResourceRef } from "../../../shared/model.ts";
import { ReasonList } from "../../components/reason-list.tsx";
import classes from "./records-tab.module.css";

const pageSize = 50;

const outcomes: Readonly<Record<ReconcileRecord["outcome"], StateLook>> = {
  succeeded: { word: "Succeeded", shape: "disc", tone: "calm" },
  requeued: { word: "Comes back", shape: "clock", tone: "busy" },
  failed: { word: "Failed", shape: "triangle", tone: "warn" },
  terminal: { word: "Gave up", shape: "triangle", tone: "alarm" },
  aborted: { word: "Aborted", shape: "cross", tone: "faint" },
  gone: { word: "Was gone", shape: "ring", tone: "faint" },
};

/** Every reconcile that is still on record: why it ran, what it did, how it ended. */
export function RecordsTab(ref: ResourceRef) {
  const records = useInfiniteQuery({
    queryKey: ["resources.records", ref],
    queryFn: ({ pageParam }) =>
      call("resources.records", { ...ref, limit: pageSize, ...(pageParam && { before: pageParam }) }),
    initialPageParam: 0,
    getNextPageParam: (page) => (page.length < pageSize ? undefined : page.at(-1)?.position),
  });
  // A finished reconcile leaves the queue or comes back to it: what is queued changes with each.
  const turn = useStream(
    "resource",
    ref,
    ({ message }) => `${message?.work?.state} ${message?.resource?.metadata.resourceVersion}`,
  );
  const { refetch } = records;
  useEffect(() => {
    if (turn !== "") void refetch();
  }, [turn, refetch]);

  if (records.isPending) return <Skeleton height={120} m="md" />;
  if (records.isError) return <p className={classes.empty}>{failureText(records.error)}</p>;
  const all = records.data.pages.flat();
  if (all.length === 0)
    return <p className={classes.empty}>It was not reconciled yet, or its records have been trimmed.</p>;
  return (
    <div className={classes.tab}>
      <ol className={classes.list} aria-label="Reconciles, newest first">
        {all.map((record) => (
          <RecordItem key={record.position} record={record} />
        ))}
      </ol>
      {records.hasNextPage && (
        <Button variant="default" loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          Show earlier ones
        </Button>
      )}
    </div>
  );
}

function RecordItem({ record }: { record: ReconcileRecord }) {
  return (
    <li className={classes.record}>
      <p className={classes.head}>
        <span className={classes.outcome}>
          <State look={outcomes[record.outcome]} />
        </span>
        <span>
          {formatCount(Math.round(record.durationMs))} ms
          {record.attempt > 0 && ` · attempt ${record.attempt + 1}`}
          {record.generation !== undefined && ` · generation ${record.generation}`}
          {record.repeats !== undefined && record.firstStartedAt !== undefined && (
            <>
              {` · the last of ${formatCount(record.repeats)} checks since `}
              <RelativeTime at={record.firstStartedAt} />
            </>
          )}
        </span>
        <RelativeTime at={record.startedAt} />
      </p>
      {record.error && <p className={classes.error}>{record.error}</p>}
      {record.actions.length > 0 && (
        <ul className={classes.actions}>
          {record.actions.map((action) => (
            <li key={action}>{action}</li>
          ))}
        </ul>
      )}
      <ReasonList reasons={record.reasons} />
    </li>
  );
}
