import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { openEngine, type Engine, type ResourceDraft } from "../app/index.ts";
import { CHECK_INTERVAL_MS } from "../app/kinds/machine/decide.ts";
import { atMost, type BenchCase, type Measurement } from "./lib/bench-case.ts";
import { spreadChecks } from "./lib/spread-checks.ts";

const NODES = 10_000;
/** In which the engine comes to rest, and V8 is done with compiling what runs again and again and with giving back memory. */
const SETTLE_MS = 150_000;
const WINDOW_MS = 60_000;
const QUIET = { debug() {}, info() {}, warn() {}, error: console.error };

function node(n: number): ResourceDraft {
  return {
    kind: "Node",
    metadata: { name: `nid${String(n).padStart(6, "0")}`, labels: { rack: `r${n % 100}` } },
    spec: { xname: `x${1000 + Math.floor(n / 256)}c${n % 8}s${n % 32}b0n0`, desiredPower: "off" },
  };
}

function unsettled({ controller }: Engine): number {
  const { processing, ready } = controller.counts();
  return processing + ready;
}

/** What share of a core the whole engine takes when all is as it should be and is looked at every five minutes. */
async function idleShare(): Promise<Measurement> {
  const folder = mkdtempSync(path.join(tmpdir(), "fabrica-bench-"));
  try {
    const uids: string[] = [];
    const engine = await openEngine({ dataDir: folder, logger: QUIET });
    await engine.start();
    for (let start = 0; start < NODES; start += 500) {
      const created = await Promise.all(Array.from({ length: 500 }, (_, i) => engine.client.create(node(start + i))));
      uids.push(...created.map(({ metadata }) => metadata.uid));
    }
    // Not before: what is to be reconciled at once anyway is not delayed by asking for it later.
    for (let left = NODES; left > 0; left = unsettled(engine)) await setTimeout(200);
    await spreadChecks(engine, "Node", uids);
    await setTimeout(SETTLE_MS);
    const before = process.cpuUsage();
    const checked = engine.controller.totals().reconciled;
    await setTimeout(WINDOW_MS);
    const { user, system } = process.cpuUsage(before);
    const checks = engine.controller.totals().reconciled - checked;
    await engine.stop();
    const expected = (NODES * WINDOW_MS) / CHECK_INTERVAL_MS;
    if (Math.abs(checks - expected) > expected / 2) throw new Error(`${checks} checks, not some ${expected}`);
    return { value: ((user + system) / 1_000 / WINDOW_MS) * 100, baseline: 1, want: atMost(1) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const cases: BenchCase[] = [
  { name: "idle: 10,000 nodes checked every 5 minutes, baseline the limit (% of a core)", run: idleShare },
];
