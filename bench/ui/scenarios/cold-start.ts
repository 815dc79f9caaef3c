import { median } from "../../lib/measure.ts";
import { launch, paintedAt } from "../electron.ts";
import { openAt } from "../fleet.ts";
import { CHANGES_PER_SECOND, type Scenario, TABLE } from "../scenario.ts";
import { atMostTimes } from "../ui-line.ts";

const ROUNDS = 5;

/** From the start of the process to the first rows on screen, against an empty window's text. */
export const coldStart: Scenario = {
  name: "cold start",
  async run(stage) {
    const dataDir = await stage.largeFleet();
    await openAt(dataDir, TABLE);
    const empty = await stage.newDataDir();
    const application = { appDir: await stage.application(), dataDir, changes: CHANGES_PER_SECOND };
    const baseline = { appDir: await stage.emptyApplication(), dataDir: empty, changes: 0 };
    const times: { ours: number; empty: number }[] = [];
    // The first round fills the caches of files and of compiled code, as any start but the first of all has them.
    for (let round = 0; round <= ROUNDS; round++) {
      const time = { empty: await startOf(baseline), ours: await startOf(application) };
      if (round > 0) times.push(time);
    }
    const ours = median(times.map((time) => time.ours));
    return [atMostTimes("cold start to a table with rows, ms", ours, median(times.map((time) => time.empty)), 1.5)];
  },
};

async function startOf({
  appDir,
  dataDir,
  changes,
}: {
  appDir: string;
  dataDir: string;
  changes: number;
}): Promise<number> {
  const running = await launch(appDir, dataDir, changes);
  const painted = await paintedAt(running.page, changes > 0);
  await running.close();
  return painted - running.startedAt;
}
