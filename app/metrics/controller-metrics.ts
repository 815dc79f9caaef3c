import { Counter, Gauge, Registry } from "prom-client";
import { DurationMetric } from "../reconcile/duration-metric.ts";
import { QueueMetricsCollector } from "../reconcile/queue-metrics-collector.ts";
import type { MeasuredQueue } from "../reconcile/queue-metrics.ts";
import type { ReconcileCounters, ReconcileResult } from "../reconcile/reconcile-counters.ts";

const RESULTS: readonly ReconcileResult[] = ["success", "error", "requeue", "requeue_after"];

/** What there is to measure of a controller: its queue, and the reconciles of each kind. */
export interface Measured {
  queue: MeasuredQueue;
  workers: number;
  kinds(): Iterable<{ kind: string; counters: ReconcileCounters }>;
}

/**
 * The standard metrics of a controller: those of client-go for its one queue (named `controller`), and those of
 * controller-runtime for each kind, which is the label `controller`. Everything is read on a scrape and costs nothing until then.
 */
export function controllerMetrics(measured: Measured): Registry {
  const registry = new Registry();
  new QueueMetricsCollector(registry).watch("controller", measured.queue);
  const perKind = { labelNames: ["controller"], registers: [registry] };

  const total: Counter = new Counter({
    name: "controller_runtime_reconcile_total",
    help: "How many reconciles have ended, by result",
    labelNames: ["controller", "result"],
    registers: [registry],
    collect: () => {
      total.reset();
      for (const { kind, counters } of measured.kinds()) {
        for (const result of RESULTS) total.inc({ controller: kind, result }, counters.results[result]);
      }
    },
  });
  const counter = (name: string, help: string, read: (counters: ReconcileCounters) => number): void => {
    const metric: Counter = new Counter({
      name: `controller_runtime_${name}`,
      help,
      ...perKind,
      collect: () => {
        metric.reset();
        for (const { kind, counters } of measured.kinds()) metric.inc({ controller: kind }, read(counters));
      },
    });
  };
  counter("reconcile_errors_total", "How many reconciles have failed", ({ results }) => results.error);
  counter(
    "terminal_reconcile_errors_total",
    "How many of them are not tried again",
    ({ terminalErrors }) => terminalErrors,
  );
  counter("reconcile_timeouts_total", "How many of them ran out of time", ({ timeouts }) => timeouts);
  // oxlint-disable-next-line no-new -- it registers itself
  new DurationMetric({
    name: "controller_runtime_reconcile_time_seconds",
    help: "How long reconciles took",
    labelNames: ["controller"],
    registry,
    read: () => Array.from(measured.kinds(), ({ kind, counters }) => [{ controller: kind }, counters.duration]),
  });
  const active: Gauge = new Gauge({
    name: "controller_runtime_active_workers",
    help: "How many reconciles are in flight",
    ...perKind,
    collect: () => {
      for (const { kind, counters } of measured.kinds()) active.set({ controller: kind }, counters.active);
    },
  });
  const most: Gauge = new Gauge({
    name: "controller_runtime_max_concurrent_reconciles",
    help: "How many may be, of all kinds together",
    ...perKind,
    collect: () => {
      for (const { kind } of measured.kinds()) most.set({ controller: kind }, measured.workers);
    },
  });
  return registry;
}
