import { useMemo } from "react";
import { useStore } from "zustand";
import { formatCount, formatRate } from "../../components/format.ts";
import { TimeChart } from "../../components/time-chart.tsx";
import { summaryStore } from "../../live/stores.ts";
import overview from "./overview-screen.module.css";

/** How much there is to do, and how fast it is done, over the last minutes. */
export function ThroughputCharts() {
  const samples = useStore(summaryStore, ({ message }) => message?.samples);
  const { times, queued, done } = useMemo(() => {
    const known = samples ?? [];
    return {
      times: known.map((sample) => sample.at),
      queued: [
        { label: "waiting", color: "--fill-busy", values: known.map((sample) => sample.queued), filled: true },
      ] as const,
      done: [
        { label: "done", color: "--fill-calm", values: known.map((sample) => sample.reconciled) },
        { label: "failed", color: "--fill-alarm", values: known.map((sample) => sample.failed), dashed: true },
      ] as const,
    };
  }, [samples]);
  return (
    <section className={overview.panel} aria-label="Work over the last minutes">
      <TimeChart title="Queue" times={times} series={queued} formatValue={formatCount} />
      <TimeChart title="Reconciles a second" times={times} series={done} formatValue={formatRate} />
    </section>
  );
}
