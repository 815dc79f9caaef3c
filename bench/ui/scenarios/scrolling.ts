import { launch, paintedAt } from "../electron.ts";
import { openAt } from "../fleet.ts";
import { scrollThrough } from "../in-page.ts";
import { CHANGES_PER_SECOND, type Scenario, TABLE_BY_NAME } from "../scenario.ts";
import { atMost } from "../ui-line.ts";

const DURATIONS_MS = [1_000, 3_000, 6_000, 1_000, 3_000];

/** From the first row to the last, fast and less fast. */
export const scrolling: Scenario = {
  name: "scrolling",
  async run(stage) {
    const dataDir = await stage.largeFleet();
    await openAt(dataDir, TABLE_BY_NAME);
    const running = await launch(await stage.application(), dataDir, CHANGES_PER_SECOND);
    await paintedAt(running.page, true);
    // What the window does once, when it has just been opened, is not scrolling.
    await scrollThrough(running.page, 1_000);
    let longestTaskMs = 0;
    let blankFrames = 0;
    for (const duration of DURATIONS_MS) {
      const scrolled = await scrollThrough(running.page, duration);
      longestTaskMs = Math.max(longestTaskMs, scrolled.longestTaskMs);
      blankFrames = Math.max(blankFrames, scrolled.blankFrames);
    }
    await running.close();
    return [
      atMost("scrolling end to end, longest task (0: none over 50), ms", longestTaskMs, 50),
      atMost("scrolling end to end, most blank frames after it stops", blankFrames, 1),
    ];
  },
};
