import { Alert, Button, SegmentedControl } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Awaiting } from "../components/awaiting.tsx";
import { type BulkJob, type BulkOutcome, bulkOutcome, type BulkResult } from "../../shared/bulk.ts";
import type { StateLook } from "../components/row-state.ts";
import { State } from "../components/state.tsx";
import { t } from "../i18n/i18n.ts";
import { call } from "../live/call.ts";
import { failureText } from "../live/call-failure.ts";
import { RouteLink } from "../shell/route-link.tsx";
import classes from "./bulk.module.css";
import { closeJobList } from "./job-list-store.ts";

const pageSize = 100;

const looks: Readonly<Record<BulkOutcome, Pick<StateLook, "shape" | "tone">>> = {
  done: { shape: "disc", tone: "calm" },
  skipped: { shape: "ring", tone: "faint" },
  failed: { shape: "triangle", tone: "alarm" },
  waiting: { shape: "square", tone: "faint" },
};

/** What came of each, all or those with one outcome. */
export function JobResults({ job }: { job: BulkJob }) {
  const { id, total, done, skipped, failed } = job;
  const [only, setOnly] = useState<BulkOutcome | undefined>(failed > 0 ? "failed" : undefined);
  const counts: Readonly<Record<BulkOutcome, number>> = {
    done,
    skipped,
    failed,
    waiting: total - done - skipped - failed,
  };
  const results = useInfiniteQuery({
    queryKey: ["bulk.results", id, only, done + skipped + failed],
    queryFn: ({ pageParam }) => call("bulk.results", { id, offset: pageParam, limit: pageSize, ...(only && { only }) }),
    initialPageParam: 0,
    getNextPageParam: ({ total: all }, pages) => (pages.length * pageSize < all ? pages.length * pageSize : undefined),
    placeholderData: (before) => before,
  });
  return (
    <section className={classes.results} aria-label={t("bulk.results.name")}>
      <SegmentedControl
        aria-label={t("bulk.results.show")}
        value={only ?? "all"}
        onChange={(chosen) => setOnly(bulkOutcome.options.find((outcome) => outcome === chosen))}
        data={[
          { value: "all", label: labelOf("all", total) },
          ...bulkOutcome.options.map((outcome) => ({ value: outcome, label: labelOf(outcome, counts[outcome]) })),
        ]}
      />
      {results.isPending && <Awaiting />}
      {results.isError && (
        <Alert color="red" title={t("bulk.results.failedToLoad")}>
          {failureText(results.error)}
        </Alert>
      )}
      {results.isSuccess && <ResultList results={results.data.pages.flatMap((page) => page.results)} />}
      {results.hasNextPage && (
        <Button variant="default" loading={results.isFetchingNextPage} onClick={() => void results.fetchNextPage()}>
          {t("bulk.results.more")}
        </Button>
      )}
    </section>
  );
}

function labelOf(outcome: BulkOutcome | "all", count: number): string {
  return `${t(`bulk.results.${outcome}`)} ${t("bulk.preview.number", { count })}`;
}

function ResultList({ results }: { results: readonly BulkResult[] }) {
  if (results.length === 0) return <p className={classes.dim}>{t("bulk.results.none")}</p>;
  return (
    // Each has a link, so that the keyboard scrolls it too.
    <ul className={classes.resultList} aria-label={t("bulk.results.name")}>
      {results.map(({ kind, uid, name, outcome, message }) => (
        <li key={`${kind}/${uid}`} className={classes.result}>
          <RouteLink className={classes.link} to={{ screen: "resource", kind, uid }} onClick={closeJobList}>
            {name}
          </RouteLink>
          <State look={{ ...looks[outcome], word: t(`bulk.results.${outcome}`) }} />
          <span className={classes.dim}>{message}</span>
        </li>
      ))}
    </ul>
  );
}
