import { setTimeout as pause } from "node:timers/promises";
import { launch, paintedAt, setLoad } from "../electron.ts";
import { openAt } from "../fleet.ts";
import { watchStamps } from "../in-page.ts";
import { BURST_PER_SECOND, CHANGES_PER_SECOND, type Scenario, TABLE_BY_NAME } from "../scenario.ts";
import { atMost, forInformation, percentile } from "../ui-line.ts";

const STEADY_MS = 15_000;
const BURST_MS = 10_000;

/** How old a change is when it is on screen, at a steady pace and in a burst. */
export const changes: Scenario = {
  name: "changes",
  async run(stage) {
    const dataDir = await stage.largeFleet();
    await openAt(dataDir, TABLE_BY_NAME);
    const running = await launch(await stage.application(), dataDir, CHANGES_PER_SECOND);
    await paintedAt(running.page, true);
    const stamps = await watchStamps(running.page);
    await pause(2_000);
    await stamps();

    await setLoad(running, CHANGES_PER_SECOND);
    await pause(STEADY_MS);
    const steady = await stamps();
    const steadyLoad = await setLoad(running, BURST_PER_SECOND);
    await pause(BURST_MS);
    const burst = await stamps();
    const burstLoad = await setLoad(running, 0);
    await running.close();
    return [
      atMost("change to pixels at 1,000 a second, p95 ms", percentile(steady, 0.95), 100),
      atMost("change to pixels in a burst of 20,000 a second, p95 ms", percentile(burst, 0.95), 100),
      atMost("change to pixels in the burst, oldest, ms", Math.max(...burst), 1_000),
      forInformation("changes a second that were written, steady", perSecond(steadyLoad)),
      forInformation("changes a second that were written, burst", perSecond(burstLoad)),
      forInformation("changes of rows on screen that were seen, steady", steady.length),
      forInformation("changes of rows on screen that were seen, burst", burst.length),
    ];
  },
};

function perSecond({ written, elapsedMs }: { written: number; elapsedMs: number }): number {
  return Math.round((written / elapsedMs) * 1_000);
}
