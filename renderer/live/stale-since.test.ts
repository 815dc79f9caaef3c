import { describe, expect, it } from "vitest";
import { FreshnessMeter } from "./freshness-meter.ts";
import { staleSince } from "./stale-since.ts";

/** An engine that has said once a second how far it is: 10, 20, 30, the last time 3 s after the epoch. */
function heardUntil3s(): FreshnessMeter {
  const meter = new FreshnessMeter();
  meter.painted({}, 10);
  for (const second of [1, 2, 3]) meter.beat(second * 10, second * 1_000);
  return meter;
}

describe("since when a view is stale", () => {
  it("is not said of one that has painted what the engine told last", () => {
    expect(staleSince(30, { isRunning: true, meter: heardUntil3s(), shownAt: 0 }, 4_000)).toBeUndefined();
  });

  it("is the first of the engine's words that it has not painted, once that is some time ago", () => {
    expect(staleSince(10, { isRunning: true, meter: heardUntil3s(), shownAt: 0 }, 4_500)).toBeUndefined();
    expect(staleSince(10, { isRunning: true, meter: heardUntil3s(), shownAt: 0 }, 4_501)).toBe(2_000);
    expect(staleSince(20, { isRunning: true, meter: heardUntil3s(), shownAt: 0 }, 6_000)).toBe(3_000);
  });

  it("is the engine's last word when that has been silent for some time", () => {
    expect(staleSince(30, { isRunning: true, meter: heardUntil3s(), shownAt: 0 }, 5_501)).toBe(3_000);
  });

  it("is the engine's last word at once when that does not run", () => {
    expect(staleSince(30, { isRunning: false, meter: heardUntil3s(), shownAt: 0 }, 3_001)).toBe(3_000);
    expect(staleSince(10, { isRunning: false, meter: heardUntil3s(), shownAt: 0 }, 3_001)).toBe(2_000);
  });

  it("is not said of what happened while nobody saw the window, until that has had time to catch up", () => {
    const engine = { isRunning: true, meter: heardUntil3s(), shownAt: 60_000 };
    expect(staleSince(10, engine, 62_500)).toBeUndefined();
    expect(staleSince(10, engine, 62_501)).toBe(2_000);
  });

  it("is not said of a view that shows nothing yet, nor before the engine has said anything", () => {
    expect(staleSince(undefined, { isRunning: false, meter: heardUntil3s(), shownAt: 0 }, 9_000)).toBeUndefined();
    expect(staleSince(30, { isRunning: false, meter: new FreshnessMeter(), shownAt: 0 }, 9_000)).toBeUndefined();
  });
});
