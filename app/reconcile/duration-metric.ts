import { Histogram, type Registry } from "prom-client";
import { DURATION_BOUNDS_SECONDS, type DurationHistogram } from "./duration-histogram.ts";

export interface DurationMetricOptions {
  name: string;
  help: string;
  labelNames: readonly string[];
  registry: Registry;
  /** Called on every scrape. */
  read: () => Iterable<readonly [labels: Record<string, string>, durations: DurationHistogram]>;
}

/** What prom-client makes its lines of. */
interface Sample {
  metricName: string;
  value: number;
  labels: Record<string, string | number>;
  sharedLabels: Record<string, string>;
}

/** Shows durations that were counted elsewhere as a histogram of prom-client: nothing is done before a scrape. */
export class DurationMetric extends Histogram {
  readonly #options: DurationMetricOptions;

  constructor(options: DurationMetricOptions) {
    const { name, help, labelNames, registry } = options;
    super({ name, help, labelNames, registers: [registry] });
    this.#options = options;
  }

  /** This is where prom-client (15) gets the samples of a histogram from, in `get()` as on a scrape. */
  getForPromString(): Promise<{ name: string; help: string; type: string; aggregator: string; values: Sample[] }> {
    const { name, help, read } = this.#options;
    const values = Array.from(read()).flatMap(([labels, durations]) => samples(name, labels, durations));
    return Promise.resolve({ name, help, type: "histogram", aggregator: "sum", values });
  }
}

function samples(name: string, sharedLabels: Record<string, string>, durations: DurationHistogram): Sample[] {
  let count = 0;
  const buckets = Array.from(durations.counts, (inBucket, index) => {
    count += inBucket;
    const le = DURATION_BOUNDS_SECONDS[index] ?? "+Inf";
    return { metricName: `${name}_bucket`, value: count, labels: { le }, sharedLabels };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, value: durations.sumSeconds, labels: {}, sharedLabels },
    { metricName: `${name}_count`, value: count, labels: {}, sharedLabels },
  ];
}
