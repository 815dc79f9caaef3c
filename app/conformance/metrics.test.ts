import { expect, test } from "vitest";
import { InMemoryStorage } from "../index.ts";
import { device, newGate, newRig, request, silent } from "./testing/rig.ts";

/** The value of the one sample of a metric whose labels hold these. */
function valueOf(text: string, name: string, ...labels: string[]): number {
  const samples = text
    .split("\n")
    .filter(
      (line) => (line.startsWith(`${name}{`) || line.startsWith(`${name} `)) && labels.every((l) => line.includes(l)),
    );
  expect(samples, `${name} ${labels.join()}`).toHaveLength(1);
  return Number(samples[0]?.split(" ").at(-1));
}

test("all metrics are there under their standard names, and count what happened", async () => {
  const gate = newGate();
  const { clock, controller, client } = newRig(new InMemoryStorage({ logger: silent }), async (ctx, { metadata }) => {
    if (metadata.uid === "fails" && ctx.attempt === 0) throw new Error("no");
    if (metadata.uid === "periodic") return { requeueAfter: 60_000 };
    if (metadata.uid === "waits") await gate.opened;
  });
  await controller.start();
  for (const uid of ["fine", "fails", "periodic", "waits"]) await client.create(device(uid));
  await clock.advance(3_000);
  controller.enqueue(request("waits"));
  const text = await controller.metrics();
  for (const name of [
    "workqueue_depth",
    "workqueue_adds_total",
    "workqueue_queue_duration_seconds",
    "workqueue_work_duration_seconds",
    "workqueue_unfinished_work_seconds",
    "workqueue_longest_running_processor_seconds",
    "workqueue_retries_total",
    "controller_runtime_reconcile_total",
    "controller_runtime_reconcile_errors_total",
    "controller_runtime_reconcile_time_seconds",
    "controller_runtime_active_workers",
    "controller_runtime_max_concurrent_reconciles",
  ]) {
    expect(text).toContain(`# TYPE ${name} `);
  }
  expect(valueOf(text, "workqueue_depth")).toBe(0);
  expect(valueOf(text, "workqueue_adds_total")).toBeGreaterThanOrEqual(5);
  expect(valueOf(text, "workqueue_unfinished_work_seconds")).toBe(3);
  expect(valueOf(text, "workqueue_longest_running_processor_seconds")).toBe(3);
  expect(valueOf(text, "workqueue_retries_total")).toBeGreaterThanOrEqual(1);
  expect(valueOf(text, "workqueue_work_duration_seconds_count")).toBe(4);
  expect(valueOf(text, "controller_runtime_reconcile_errors_total", "evice")).toBe(1);
  expect(valueOf(text, "controller_runtime_reconcile_total", 'result="error"')).toBe(1);
  expect(valueOf(text, "controller_runtime_reconcile_total", 'result="success"')).toBe(2);
  expect(valueOf(text, "controller_runtime_reconcile_total", 'result="requeue_after"')).toBe(1);
  expect(valueOf(text, "controller_runtime_active_workers")).toBe(1);
  expect(valueOf(text, "controller_runtime_max_concurrent_reconciles")).toBe(5);
  gate.open();
  await clock.advance(0);
  expect(valueOf(await controller.metrics(), "controller_runtime_active_workers")).toBe(0);
});
