import { useMemo } from "react";
import { useStore } from "zustand";
import { formatCount, formatRate } from "../../components/format.ts";
import { StaleMark } from "../../components/stale-mark.tsx";
import { TimeChart } from "../../components/time-chart.tsx";
import { t } from "../../i18n/i18n.ts";
import { paintedSummary, summaryStore } from "../../live/stores.ts";
import overview from "./overview-screen.module.css";

/** How much there is to do, and how fast it is done, over the last minutes. */
export function ThroughputCharts() {
  const samples = useStore(summaryStore, ({ message }) => message?.samples);
  const { times, queued, done } = useMemo(() => {
    const known = samples ?? [];
    return {
      times: known.map((sample) => sample.at),
      queued: [
        {
          label: t("overview.charts.waiting"),
          color: "--fill-busy",
          values: known.map((sample) => sample.queued),
          filled: true,
        },
      ] as const,
      done: [
        { label: t("overview.charts.done"), color: "--fill-calm", values: known.map((sample) => sample.reconciled) },
        {
          label: t("overview.charts.failed"),
          color: "--fill-alarm",
          values: known.map((sample) => sample.failed),
          dashed: true,
        },
      ] as const,
    };
  }, [samples]);
  return (
    <section className={overview.panel} aria-label={t("overview.charts.name")}>
      <TimeChart title={t("overview.charts.queue")} times={times} series={queued} formatValue={formatCount} />
      <TimeChart title={t("overview.charts.rate")} times={times} series={done} formatValue={formatRate} />
      <StaleMark painted={paintedSummary} place="corner" />
    </section>
  );
}
