import { afterEach, describe, expect, it } from "vitest";
import { speak } from "../i18n/i18n.ts";
import {
  absoluteTimeText,
  countdownText,
  dueText,
  durationText,
  fineDurationText,
  distanceText,
  distanceTo,
  roughDurationText,
  shortAbsoluteTimeText,
} from "./relative-time.ts";

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

describe("durationText", () => {
  it.each([
    [0, "0 s"],
    [59 * second, "59 s"],
    [minute, "1 min"],
    [4 * minute + 10 * second, "4 min 10 s"],
    [10 * minute + 10 * second, "10 min"],
    [3 * hour + 5 * minute, "3 h 5 min"],
    [day, "1 d"],
    [2 * day + 4 * hour, "2 d 4 h"],
    [41 * day, "41 d"],
    [-5 * second, "0 s"],
  ])("says %i ms as %s", (ms, text) => {
    expect(durationText(ms)).toBe(text);
  });
});

describe("roughDurationText", () => {
  it.each([
    [59 * second, "59 s"],
    [4 * minute + 10 * second, "4 min"],
    [3 * hour + 59 * minute, "3 h"],
    [2 * day + 4 * hour, "2 d"],
    [-5 * second, "0 s"],
  ])("says %i ms as %s", (ms, text) => {
    expect(roughDurationText(ms)).toBe(text);
  });
});

describe("the distance of a time in words", () => {
  it("says before from after", () => {
    expect(distanceText(distanceTo(0, 8 * second))).toBe("8 s ago");
    expect(distanceText(distanceTo(12 * second, 0))).toBe("in 12 s");
    expect(distanceText(distanceTo(400, 0))).toBe("just now");
  });
});

describe("countdownText", () => {
  it("never says that nothing is left while something is", () => {
    expect(countdownText(8 * second, 0)).toBe("8 s");
    expect(countdownText(400, 0)).toBe("1 s");
    expect(countdownText(0, 0)).toBe("due now");
    expect(countdownText(0, 5 * second)).toBe("due now");
  });
});

describe("dueText", () => {
  it("says in how long, or that it is time", () => {
    expect(dueText(8 * second, 0)).toBe("in 8 s");
    expect(dueText(0, 1)).toBe("due now");
  });
});

describe("shortAbsoluteTimeText", () => {
  const now = new Date(2026, 9, 3, 16, 0).getTime();

  it("says no more than tells a time from others now", () => {
    expect(shortAbsoluteTimeText(new Date(2026, 9, 3, 9, 4, 11).getTime(), now)).toBe("09:04:11");
    expect(shortAbsoluteTimeText(new Date(2026, 9, 2, 23, 59).getTime(), now)).toBe("2 Oct, 23:59");
    expect(shortAbsoluteTimeText(new Date(2025, 9, 2, 23, 59).getTime(), now)).toBe("2 Oct 2025");
  });
});

describe("in German", () => {
  afterEach(() => speak("en"));

  it("says times as one does there", async () => {
    await speak("de");
    expect(distanceText(distanceTo(0, 8 * second))).toBe("vor 8 s");
    expect(dueText(0, 1)).toBe("jetzt fällig");
    expect(absoluteTimeText(Date.UTC(2026, 9, 3, 12))).toContain("03.10.2026");
  });
});

it("says less than a second in ms", () => {
  expect([0.4, 83, 8_000, 250_000].map(fineDurationText)).toEqual(["0 ms", "83 ms", "8 s", "4 min 10 s"]);
});
