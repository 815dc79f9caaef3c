import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { openEngine } from "../app/engine.ts";
import { FakeClock } from "../app/fake-clock.ts";

/**
 * A fleet's days in minutes: a real engine on a real database, with the clock run fast. Machines drift, are looked at every
 * five minutes and put right again. A line a day says whether anything grows or slows down.
 *
 *     npx tsx scripts/soak.ts [--devices 200] [--days 7]
 */

const { values } = parseArgs({
  options: { devices: { type: "string", default: "200" }, days: { type: "string", default: "7" } },
});
const devices = Number(values.devices);
const days = Number(values.days);

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const silent = { debug() {}, info() {}, warn() {}, error() {} };

const dataDir = await mkdtemp(path.join(tmpdir(), "fabrica-soak-"));
const clock = new FakeClock(Date.UTC(2026, 0, 1));
const engine = await openEngine({ dataDir, clock, logger: silent });
await engine.start();
await Promise.all(
  Array.from({ length: devices }, (_, index) =>
    engine.client.create({
      kind: "Device",
      metadata: { name: `device-${index}` },
      spec: { desired: "running", simulator: { seed: index, bootMs: 30_000, driftMeanMs: 6 * 60 * minuteMs } },
    }),
  ),
);

console.log("day  reconciles  ms each  database MiB  heap MiB  ready");
let before = engine.controller.totals().reconciled;
for (let day = 1; day <= days; day++) {
  const startedAt = performance.now();
  for (let elapsed = 0; elapsed < dayMs; elapsed += minuteMs) await clock.advance(minuteMs);
  const took = performance.now() - startedAt;
  const { reconciled } = engine.controller.totals();
  const { size } = await stat(path.join(dataDir, "fabrica.db"));
  const ready = engine.queries.summary().find(({ kind }) => kind === "Device")?.ready ?? 0;
  const columns = [
    String(day).padStart(3),
    String(reconciled - before).padStart(10),
    (took / (reconciled - before)).toFixed(3).padStart(7),
    (size / 2 ** 20).toFixed(1).padStart(12),
    (process.memoryUsage().heapUsed / 2 ** 20).toFixed(0).padStart(8),
    `${ready}/${devices}`.padStart(9),
  ];
  console.log(columns.join("  "));
  before = reconciled;
}
await engine.stop();
await rm(dataDir, { recursive: true });
