import { useMemo } from "react";
import { useStore } from "zustand";
import { formatRate } from "../../components/format.ts";
import { StaleMark } from "../../components/stale-mark.tsx";
import { TimeChart } from "../../components/time-chart.tsx";
import { t } from "../../i18n/i18n.ts";
import { paintedSummary, summaryStore } from "../../live/stores.ts";
import classes from "./queue-charts.module.css";

/** How much comes and goes, and how long it waits for a worker, over the last minutes. */
export function QueueCharts() {
  const samples = useStore(summaryStore, ({ message }) => message?.samples);
  const known = useMemo(() => {
    const all = samples ?? [];
    return {
      times: all.map(({ at }) => at),
      added: all.map(({ added }) => added),
      done: all.map(({ reconciled }) => reconciled),
      failed: all.map(({ failed }) => failed),
      half: all.map(({ waitP50Ms }) => waitP50Ms),
      most: all.map(({ waitP95Ms }) => waitP95Ms),
    };
  }, [samples]);
  const [added, done, failed, half, most] = [
    t("queue.charts.added"),
    t("queue.charts.done"),
    t("queue.charts.failed"),
    t("queue.charts.half"),
    t("queue.charts.most"),
  ];
  const rates = useMemo(
    () => [
      { label: added, color: "--fill-busy" as const, values: known.added, filled: true },
      { label: done, color: "--fill-calm" as const, values: known.done },
      { label: failed, color: "--fill-alarm" as const, values: known.failed, dashed: true },
    ],
    [known, added, done, failed],
  );
  const waits = useMemo(
    () => [
      { label: half, color: "--fill-calm" as const, values: known.half },
      { label: most, color: "--fill-warn" as const, values: known.most, dashed: true },
    ],
    [known, half, most],
  );
  return (
    <section className={classes.charts} aria-label={t("queue.charts.name")}>
      <TimeChart title={t("queue.charts.rates")} times={known.times} series={rates} formatValue={formatRate} />
      <TimeChart
        title={t("queue.charts.waits")}
        times={known.times}
        series={waits}
        formatValue={waitText}
        formatMark={waitText}
      />
      <StaleMark painted={paintedSummary} place="corner" />
    </section>
  );
}

function waitText(ms: number): string {
  return ms < 1_000 ? `${formatRate(ms)} ms` : `${formatRate(ms / 1_000)} s`;
}
