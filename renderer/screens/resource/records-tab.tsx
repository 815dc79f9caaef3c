import { Button } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { Awaiting } from "../../components/awaiting.tsx";
import { formatCount } from "../../components/format.ts";
import type { StateLook } from "../../components/row-state.ts";
import { State } from "../../components/state.tsx";
import { RelativeTime } from "../../components/time.tsx";
import { call } from "../../live/call.ts";
import { failureText } from "../../live/call-failure.ts";
import { useStream } from "../../live/use-stream.ts";
import type { ReconcileRecord, ResourceRef } from "../../../shared/model.ts";
import { ReasonList } from "../../components/reason-list.tsx";
import { CauseChain } from "./cause-chain.tsx";
import classes from "./records-tab.module.css";
import { t } from "../../i18n/i18n.ts";

const pageSize = 50;

const outcomes: Readonly<Record<ReconcileRecord["outcome"], Omit<StateLook, "word">>> = {
  succeeded: { shape: "disc", tone: "calm" },
  requeued: { shape: "clock", tone: "busy" },
  failed: { shape: "triangle", tone: "warn" },
  terminal: { shape: "triangle", tone: "alarm" },
  aborted: { shape: "cross", tone: "faint" },
  gone: { shape: "ring", tone: "faint" },
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

  if (records.isPending) return <Awaiting />;
  if (records.isError) return <p className={classes.empty}>{failureText(records.error)}</p>;
  const all = records.data.pages.flat();
  if (all.length === 0) return <p className={classes.empty}>{t("resource.records.none")}</p>;
  return (
    <div className={classes.tab}>
      <ol className={classes.list} aria-label={t("resource.records.name")}>
        {all.map((record) => (
          <RecordItem key={record.position} record={record} />
        ))}
      </ol>
      {records.hasNextPage && (
        <Button variant="default" loading={records.isFetchingNextPage} onClick={() => void records.fetchNextPage()}>
          {t("resource.records.earlier")}
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
          <State look={{ ...outcomes[record.outcome], word: t(`resource.records.${record.outcome}`) }} />
        </span>
        <span>
          {formatCount(Math.round(record.durationMs))} ms
          {record.attempt > 0 && ` · ${t("resource.sidebar.attempt", { attempt: record.attempt + 1 })}`}
          {record.generation !== undefined &&
            ` · ${t("resource.records.generation", { generation: record.generation })}`}
          {record.repeats !== undefined && record.firstStartedAt !== undefined && (
            <>
              {` · ${t("resource.records.repeats", { count: record.repeats })} `}
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
      <CauseChain reasons={record.reasons} />
    </li>
  );
}
