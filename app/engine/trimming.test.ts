import { expect, test } from "vitest";
import { FakeClock } from "../fake-clock.ts";
import { DEFAULT_RETENTION, trimRegularly } from "./trimming.ts";

const silent = { debug() {}, info() {}, warn() {}, error() {} };
const nothing = { events: 0, records: 0, revisions: 0, deletions: 0 };

test("the past is trimmed every quarter of an hour, until that is ended", async () => {
  const clock = new FakeClock();
  const times: number[] = [];
  const storage = {
    trim: async () => {
      times.push(clock.now() / 60_000);
      return nothing;
    },
  };
  const end = trimRegularly(storage, () => DEFAULT_RETENTION, clock, silent);
  await clock.advance(46 * 60_000);
  end();
  await clock.advance(60 * 60_000);
  expect(times).toEqual([15, 30, 45]);
});

test("a trim that fails is logged and tried again the next time", async () => {
  const clock = new FakeClock();
  const logged: string[] = [];
  const logger = { ...silent, error: (message: string) => void logged.push(message) };
  const storage = { trim: () => Promise.reject(new Error("the disk is full")) };
  const end = trimRegularly(storage, () => DEFAULT_RETENTION, clock, logger);
  await clock.advance(31 * 60_000);
  end();
  expect(logged).toHaveLength(2);
});
