import { Registry } from "prom-client";
import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { QueueMetricsCollector } from "./queue-metrics-collector.ts";
import { WorkQueue } from "./work-queue.ts";

function setUp() {
  const registry = new Registry();
  const metrics = new QueueMetricsCollector(registry);
  const clock = new FakeClock(1_000_000);
  const queue = new WorkQueue<string>({ clock, metrics, name: "devices" });
  /** The lines about the queue, without those of the buckets. */
  const scrape = async (): Promise<Record<string, number>> => {
    const lines = (await registry.metrics()).split("\n").filter((line) => line.includes('name="devices"'));
    const figures = lines
      .filter((line) => !line.includes("le="))
      .map((line) => /^workqueue_(\w+)\{.*\} (.*)$/.exec(line));
    return Object.fromEntries(figures.map((match) => [match?.[1] ?? "", Number(match?.[2])]));
  };
  return { registry, metrics, clock, queue, scrape };
}

test("every figure of a queue is there from the start, under its standard name", async () => {
  const { scrape } = setUp();
  expect(await scrape()).toEqual({
    depth: 0,
    adds_total: 0,
    retries_total: 0,
    queue_duration_seconds_sum: 0,
    queue_duration_seconds_count: 0,
    work_duration_seconds_sum: 0,
    work_duration_seconds_count: 0,
    unfinished_work_seconds: 0,
    longest_running_processor_seconds: 0,
  });
});

test("the figures say what waits, how long it waited and how long the work took", async () => {
  const { clock, queue, scrape } = setUp();
  queue.add("a");
  queue.add("a");
  queue.add("b");
  queue.add("c");
  queue.addAfter("d", 60_000);
  await clock.advance(2_000);
  queue.tryGet();
  await clock.advance(500);
  queue.tryGet();
  await clock.advance(1_000);
  expect(await scrape()).toMatchObject({
    depth: 1,
    adds_total: 3,
    retries_total: 1,
    queue_duration_seconds_sum: 2 + 2.5,
    queue_duration_seconds_count: 2,
    work_duration_seconds_count: 0,
    unfinished_work_seconds: 1.5 + 1,
    longest_running_processor_seconds: 1.5,
  });
  queue.add("a");
  queue.done("a");
  queue.done("b");
  expect(await scrape()).toMatchObject({
    depth: 2,
    adds_total: 4,
    work_duration_seconds_sum: 1.5 + 1,
    work_duration_seconds_count: 2,
    unfinished_work_seconds: 0,
    longest_running_processor_seconds: 0,
  });
});

test("what was delayed is counted as added when it falls due, and only once", async () => {
  const { clock, queue, scrape } = setUp();
  queue.addAfter("a", 1_000);
  queue.addAfter("a", 2_000);
  expect(await scrape()).toMatchObject({ adds_total: 0, retries_total: 2, depth: 0 });
  await clock.advance(5_000);
  expect(await scrape()).toMatchObject({ adds_total: 1, retries_total: 2, depth: 1 });
});

test("durations fall into cumulative buckets", async () => {
  const { registry, clock, queue } = setUp();
  for (const [item, ms] of [
    ["a", 0],
    ["b", 1],
    ["c", 30],
    ["d", 5_000_000],
  ] as const) {
    queue.add(item);
    await clock.advance(ms);
    queue.tryGet();
  }
  const buckets = [
    ...(await registry.metrics()).matchAll(/queue_duration_seconds_bucket\{le="(.*?)",name="devices"\} (\d+)/g),
  ];
  const counts = new Map(buckets.map(([, le, count]) => [le, Number(count)]));
  expect(["0.001", "0.02", "0.05", "1000", "+Inf"].map((le) => counts.get(le))).toEqual([2, 2, 3, 3, 4]);
});

test("the figures can be had as JSON too", async () => {
  const { registry, queue } = setUp();
  queue.add("a");
  queue.tryGet();
  const all = await registry.getMetricsAsJSON();
  const durations = all.find(({ name }) => name === "workqueue_queue_duration_seconds");
  expect(durations?.values).toContainEqual(
    expect.objectContaining({ value: 1, labels: { le: "+Inf", name: "devices" } }),
  );
});

test("queues of one registry are told apart by their names", async () => {
  const { registry, metrics, queue } = setUp();
  const other = new WorkQueue<string>({ metrics, name: "nodes" });
  queue.add("a");
  other.add("b");
  other.add("c");
  const text = await registry.metrics();
  expect(text).toContain('workqueue_depth{name="devices"} 1');
  expect(text).toContain('workqueue_depth{name="nodes"} 2');
});

test("a second queue of the same name is refused", () => {
  const { metrics } = setUp();
  expect(() => new WorkQueue({ metrics, name: "devices" })).toThrow(
    expect.objectContaining({ code: "AlreadyExists", field: "name" }),
  );
});
