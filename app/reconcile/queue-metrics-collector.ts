import { Counter, Gauge, type Registry } from "prom-client";
import { EngineError } from "../errors.ts";
import type { DurationHistogram } from "./duration-histogram.ts";
import { DurationMetric } from "./duration-metric.ts";
import type { MeasuredQueue, QueueMetricsProvider } from "./queue-metrics.ts";

/**
 * Shows queues in a registry of prom-client under the names that client-go made standard (`workqueue_depth` and so on),
 * each queue with its name as the label `name`. Queues are read on a scrape; until then this costs nothing.
 */
export class QueueMetricsCollector implements QueueMetricsProvider {
  readonly #queues = new Map<string, MeasuredQueue>();

  constructor(registry: Registry) {
    const gauge = (name: string, help: string, read: (queue: MeasuredQueue) => number): void => {
      const metric: Gauge = new Gauge({
        name: `workqueue_${name}`,
        help,
        labelNames: ["name"],
        registers: [registry],
        collect: () => {
          for (const [label, queue] of this.#queues) metric.set({ name: label }, read(queue));
        },
      });
    };
    const counter = (name: string, help: string, read: (queue: MeasuredQueue) => number): void => {
      const metric: Counter = new Counter({
        name: `workqueue_${name}`,
        help,
        labelNames: ["name"],
        registers: [registry],
        collect: () => {
          metric.reset();
          for (const [label, queue] of this.#queues) metric.inc({ name: label }, read(queue));
        },
      });
    };
    const durations = (name: string, help: string, of: (queue: MeasuredQueue) => DurationHistogram): void => {
      // oxlint-disable-next-line no-new -- it registers itself
      new DurationMetric({
        name: `workqueue_${name}`,
        help,
        labelNames: ["name"],
        registry,
        read: () => Array.from(this.#queues, ([label, queue]) => [{ name: label }, of(queue)]),
      });
    };
    gauge("depth", "How many items are ready for a worker", (queue) => queue.length);
    counter("adds_total", "How many items have come into the queue", (queue) => queue.counters.adds);
    counter("retries_total", "How many items were asked to come later", (queue) => queue.counters.retries);
    durations(
      "queue_duration_seconds",
      "How long items were ready until a worker took them",
      (queue) => queue.counters.queueDuration,
    );
    durations(
      "work_duration_seconds",
      "How long workers had items until they were done",
      (queue) => queue.counters.workDuration,
    );
    gauge(
      "unfinished_work_seconds",
      "How long workers have had the items that they have, added up",
      (queue) => Array.from(queue.workAges()).reduce((sum, age) => sum + age, 0) / 1000,
    );
    gauge(
      "longest_running_processor_seconds",
      "How long the longest of them has been with its worker",
      (queue) => Array.from(queue.workAges()).reduce((longest, age) => Math.max(longest, age), 0) / 1000,
    );
  }

  /** @throws {EngineError} `AlreadyExists` if there is a queue of that name: their figures would be one on top of the other */
  watch(name: string, queue: MeasuredQueue): void {
    if (this.#queues.has(name)) {
      const message = `There is a queue called ${JSON.stringify(name)} already. Give each queue that is measured a name of its own.`;
      throw new EngineError("AlreadyExists", message, { field: "name" });
    }
    this.#queues.set(name, queue);
  }
}
