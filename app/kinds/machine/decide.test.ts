import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { DesiredMachine, ObservedMachine } from "../../drivers/driver.ts";
import { planMachine } from "../../drivers/plan-machine.ts";
import { isoTime } from "../../iso-time.ts";
import { CHECK_INTERVAL_MS, checkDelayMs, decide, isDone, pollDelayMs, type Transition } from "./decide.ts";

const deadlines = { progressMs: 300_000, acceptanceMs: 15_000 };
const on: DesiredMachine = { power: "on" };

function decided(desired: DesiredMachine, observed: ObservedMachine, pending?: Transition, now = 0) {
  return decide(desired, observed, planMachine(desired, observed), pending, now, deadlines);
}

function accepted(action: "powerOn" | "powerOff" | "powerCycle", at = 0, tries = 1): Transition {
  return { step: { action }, since: isoTime(at), tries };
}

test("a machine that is as it should be is left alone", () => {
  expect(decided(on, { state: "on" })).toEqual({ verdict: "settled" });
  expect(decided({ power: "on", config: "a" }, { state: "on", config: "a" })).toEqual({ verdict: "settled" });
});

test("a machine that is off but should be on is switched on", () => {
  expect(decided(on, { state: "off" })).toEqual({
    verdict: "act",
    step: { action: "powerOn" },
    tries: 1,
    overdue: false,
  });
});

test("a machine is configured before it is switched", () => {
  expect(decided({ power: "on", config: "a" }, { state: "off" })).toMatchObject({
    step: { action: "configure", config: "a" },
  });
});

test("a step that was accepted is waited for, and tried again when nothing shows", () => {
  const pending = accepted("powerOn");
  expect(decided(on, { state: "off" }, pending, 14_999)).toEqual({ verdict: "wait", transition: pending });
  expect(decided(on, { state: "off" }, pending, 15_000)).toMatchObject({ verdict: "act", tries: 2, overdue: true });
});

test("a machine that is on its way is waited for until its deadline, and then power-cycled", () => {
  const pending = accepted("powerOn");
  expect(decided(on, { state: "starting" }, pending, 299_999)).toEqual({ verdict: "wait", transition: pending });
  expect(decided(on, { state: "starting" }, pending, 300_000)).toEqual({
    verdict: "act",
    step: { action: "powerCycle" },
    tries: 2,
    overdue: true,
  });
  const cycled = accepted("powerCycle", 300_000, 2);
  expect(decided(on, { state: "starting" }, cycled, 400_000)).toEqual({ verdict: "wait", transition: cycled });
});

test("a machine that is stuck going down is switched off again", () => {
  expect(decided({ power: "off" }, { state: "stopping" }, accepted("powerOff"), 300_000)).toMatchObject({
    step: { action: "powerOff" },
  });
});

test("a machine that somebody else set in motion is waited for from when it was seen", () => {
  expect(decided(on, { state: "starting" }, undefined, 5_000)).toEqual({
    verdict: "wait",
    transition: accepted("powerOn", 5_000),
  });
});

test("a machine on its way to where it should not be gets there first", () => {
  expect(decided({ power: "off" }, { state: "starting" }, accepted("powerOff"), 1_000)).toMatchObject({
    verdict: "wait",
    transition: { step: { action: "powerOn" } },
  });
});

test("a change of mind is acted on at once", () => {
  expect(decided({ power: "off" }, { state: "on" }, accepted("powerOn"), 1)).toMatchObject({
    verdict: "act",
    step: { action: "powerOff" },
    tries: 1,
  });
});

test("a clock that was set back does not make anybody wait longer", () => {
  const pending = accepted("powerOn", 86_400_000);
  expect(decided(on, { state: "starting" }, pending, 1_000)).toEqual({
    verdict: "wait",
    transition: accepted("powerOn", 1_000),
  });
});

test("a step is done when what it is for is seen, not before", () => {
  expect(isDone({ action: "powerOn" }, { state: "starting" })).toBe(false);
  expect(isDone({ action: "powerOn" }, { state: "on" })).toBe(true);
  expect(isDone({ action: "powerOff" }, { state: "off" })).toBe(true);
  expect(isDone({ action: "configure", config: "a" }, { state: "off", config: "b" })).toBe(false);
});

test("a machine is looked at often at first, and less so the longer it takes", () => {
  expect([0, 4_000, 20_000, 200_000].map((now) => pollDelayMs(accepted("powerOn"), now))).toEqual([
    1_000, 1_000, 5_000, 10_000,
  ]);
});

test("a machine that is as it should be is looked at on a full second, not before the interval, and within a second of it", () => {
  fc.assert(
    fc.property(fc.nat(), (now) => {
      const delayMs = checkDelayMs(now);
      expect((now + delayMs) % 1_000).toBe(0);
      expect(delayMs).toBeGreaterThanOrEqual(CHECK_INTERVAL_MS);
      expect(delayMs).toBeLessThan(CHECK_INTERVAL_MS + 1_000);
    }),
  );
});
