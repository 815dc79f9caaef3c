import { expect, test } from "vitest";
import { CrashLog } from "./crash-log.ts";

test("each crash soon after another waits twice as long, and the sixth in two minutes gives up", () => {
  const log = new CrashLog();
  const delays = [0, 1, 2, 3, 4, 5].map((n) => log.crashed(n * 20_000));
  expect(delays).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, undefined]);
});

test("a crash of more than two minutes ago counts no more", () => {
  const log = new CrashLog();
  log.crashed(0);
  log.crashed(1_000);
  expect(log.crashed(120_000)).toBe(2_000);
  expect(log.crashed(300_000)).toBe(1_000);
});

test("a clock that is set back keeps no crash forever", () => {
  const log = new CrashLog();
  log.crashed(10_000_000);
  expect(log.crashed(0)).toBe(1_000);
});

test("a person who starts anew has all the tries again", () => {
  const log = new CrashLog();
  for (let n = 0; n < 6; n++) log.crashed(n);
  log.forget();
  expect(log.crashed(10)).toBe(1_000);
});
