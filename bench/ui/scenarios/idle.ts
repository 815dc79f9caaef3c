import { setTimeout as pause } from "node:timers/promises";
import { projectRoot } from "../bench-application.ts";
import { openAt } from "../fleet.ts";
import { cpuOf } from "../processes.ts";
import { type Scenario, TABLE } from "../scenario.ts";
import { atMost, forInformation } from "../ui-line.ts";
import { launchUnwatched, type Unwatched } from "../unwatched.ts";

const WATCHED_MS = 40_000;
/**
 * In which what was due while the application was not there is made up for, V8 is done with compiling, and no device is so
 * new that its age is shown in seconds.
 */
const SETTLING_MS = 70_000;

/** What waiting costs, of one core: without the load, the timer of which is not the application's. */
export const idle: Scenario = {
  name: "idle",
  async run(stage) {
    const empty = await launchUnwatched(await stage.emptyApplication(), await stage.newDataDir());
    await pause(SETTLING_MS);
    const baseline = await cpuShare(empty);
    await empty.close();

    const dataDir = await stage.waitingFleet();
    await openAt(dataDir, TABLE);
    const running = await launchUnwatched(projectRoot, dataDir);
    await pause(SETTLING_MS);
    const visible = await cpuShare(running);
    running.hide();
    await pause(SETTLING_MS);
    const hidden = await cpuShare(running);
    await running.close();
    return [
      atMost("idle with 10,000 devices waiting, visible, % of a core", visible, 2),
      atMost("idle with 10,000 devices waiting, hidden, % of a core", hidden, 0.5),
      forInformation("idle empty window, % of a core", baseline),
    ];
  },
};

async function cpuShare({ pid }: Unwatched): Promise<number> {
  const before = cpuOf(pid);
  const startedAt = performance.now();
  await pause(WATCHED_MS);
  return ((cpuOf(pid) - before) / (performance.now() - startedAt)) * 100;
}
