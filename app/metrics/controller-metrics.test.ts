import { expect, test } from "vitest";
import { TerminalError } from "../reconcile/terminal-error.ts";
import { device, DeviceReconciler, Scene, Gate, requestFor } from "../reconcile/testing/world.ts";

const scene = new Scene();

async function figures(): Promise<Map<string, number>> {
  const lines = (await scene.world.controller.metrics())
    .split("\n")
    .filter((line) => line !== "" && !line.startsWith("#"));
  return new Map(
    lines.map((line) => {
      const space = line.lastIndexOf(" ");
      return [line.slice(0, space), Number(line.slice(space + 1))];
    }),
  );
}

test("results, errors and durations of reconciles are counted by kind, under the standard names", async () => {
  const reconciler = new DeviceReconciler(async (_ctx, { metadata }) => {
    if (metadata.uid === "failing") throw new Error("no");
    if (metadata.uid === "terminal") throw new TerminalError("never");
    if (metadata.uid === "again") return { requeue: true };
    if (metadata.uid === "periodic") return { requeueAfter: 60_000 };
    return {};
  });
  await scene.started(reconciler);
  for (const uid of ["fine", "failing", "terminal", "again", "periodic"]) {
    await scene.world.controller.client.create(device(uid));
  }
  await scene.world.clock.advance(0);
  const metrics = await figures();
  const of = (name: string) => metrics.get(name);
  expect(of('controller_runtime_reconcile_total{controller="Device",result="success"}')).toBe(1);
  expect(of('controller_runtime_reconcile_total{controller="Device",result="error"}')).toBe(2);
  expect(of('controller_runtime_reconcile_total{controller="Device",result="requeue"}')).toBe(1);
  expect(of('controller_runtime_reconcile_total{controller="Device",result="requeue_after"}')).toBe(1);
  expect(of('controller_runtime_reconcile_errors_total{controller="Device"}')).toBe(2);
  expect(of('controller_runtime_terminal_reconcile_errors_total{controller="Device"}')).toBe(1);
  expect(of('controller_runtime_reconcile_time_seconds_count{controller="Device"}')).toBe(5);
  expect(of('controller_runtime_max_concurrent_reconciles{controller="Device"}')).toBe(5);
  expect(of('workqueue_adds_total{name="controller"}')).toBe(5);
  expect(of('workqueue_retries_total{name="controller"}')).toBe(3);
  expect(of('workqueue_work_duration_seconds_count{name="controller"}')).toBe(5);
  expect(of('workqueue_queue_duration_seconds_count{name="controller"}')).toBe(5);
});

test("depth, unfinished work and active workers show what is so now, what is stuck among it", async () => {
  const gate = new Gate();
  await scene.started(new DeviceReconciler(() => gate.opened), { workers: 1, reconcileTimeoutMs: 3_600_000 });
  for (const uid of ["a", "b", "c"]) await scene.world.storage.create(device(uid));
  for (const uid of ["a", "b", "c"]) await scene.world.controller.enqueue(requestFor(uid));
  await scene.world.clock.advance(90_000);
  const before = await figures();
  expect(before.get('workqueue_depth{name="controller"}')).toBe(2);
  expect(before.get('workqueue_unfinished_work_seconds{name="controller"}')).toBe(90);
  expect(before.get('workqueue_longest_running_processor_seconds{name="controller"}')).toBe(90);
  expect(before.get('controller_runtime_active_workers{controller="Device"}')).toBe(1);
  gate.open();
  await scene.world.clock.advance(0);
  const after = await figures();
  expect(after.get('workqueue_depth{name="controller"}')).toBe(0);
  expect(after.get('workqueue_unfinished_work_seconds{name="controller"}')).toBe(0);
  expect(after.get('controller_runtime_active_workers{controller="Device"}')).toBe(0);
});
