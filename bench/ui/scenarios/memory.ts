import { setTimeout as pause } from "node:timers/promises";
import { median } from "../../lib/measure.ts";
import { heapOf, launch, paintedAt } from "../electron.ts";
import { openAt } from "../fleet.ts";
import { scrollThrough } from "../in-page.ts";
import { memoryOf } from "../processes.ts";
import { CHANGES_PER_SECOND, type Scenario, TABLE_BY_NAME } from "../scenario.ts";
import { atMost, atMostTimes } from "../ui-line.ts";

const MIB = 1024 * 1024;
const SAMPLES = 12;
/** Caches fill at first; what comes after is to stay. */
const SETTLING_SAMPLES = 3;

/** What the application takes under load, and whether that grows. */
export const memory: Scenario = {
  name: "memory",
  async run(stage) {
    const empty = await launch(await stage.emptyApplication(), await stage.newDataDir());
    await paintedAt(empty.page, false);
    await pause(5_000);
    const baseline = memoryOf(empty.pid) / MIB;
    await empty.close();

    const dataDir = await stage.largeFleet();
    await openAt(dataDir, TABLE_BY_NAME);
    const running = await launch(await stage.application(), dataDir, CHANGES_PER_SECOND);
    await paintedAt(running.page, true);
    await scrollThrough(running.page, 3_000);
    const heaps: number[] = [];
    const totals: number[] = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      await pause((stage.loadMinutes * 60_000) / SAMPLES);
      totals.push(memoryOf(running.pid) / MIB);
      heaps.push((await heapOf(running)) / MIB);
    }
    await running.close();

    const settled = totals.slice(SETTLING_SAMPLES);
    const third = Math.ceil(settled.length / 3);
    const early = median(settled.slice(0, third));
    const late = median(settled.slice(-third));
    return [
      atMost("renderer's heap under load, MiB", Math.max(...heaps), 80),
      atMostTimes("whole application under load, MiB", median(settled), baseline, 2.5),
      atMostTimes(`whole application at the end of ${stage.loadMinutes} min of load, MiB`, late, early, 1.1),
    ];
  },
};
