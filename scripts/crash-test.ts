import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { CrashRun } from "./crash/crash-run.ts";

/**
 * Kills the engine at random places, again and again, and looks whether it kept every promise:
 *
 *     npx tsx scripts/crash-test.ts [--rounds 200] [--verbose]
 */

const { values } = parseArgs({
  options: { rounds: { type: "string", default: "200" }, verbose: { type: "boolean", default: false } },
});
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1) {
  console.error(`--rounds is ${JSON.stringify(values.rounds)}, but must be a whole number of at least 1`);
  process.exit(2);
}

const folder = await mkdtemp(path.join(tmpdir(), "fabrica-crash-"));
const begun = performance.now();
try {
  const run = new CrashRun(path.join(folder, "fabrica.db"), values.verbose ? console.log : undefined);
  const { kills, promises, machines, records } = await run.run(rounds);
  const seconds = Math.round((performance.now() - begun) / 1000);
  console.log(
    `${rounds} rounds, ${kills} kills in ${seconds} s: ${promises} acknowledged writes and requests, none lost; ` +
      `${machines} machines in the end, all as they should be; ${records} reconciles recorded`,
  );
} finally {
  await rm(folder, { recursive: true, force: true });
}
