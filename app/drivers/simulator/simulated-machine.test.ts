import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Step } from "../driver.ts";
import { type SimulatorSettings, simulatorSettings } from "./settings.ts";
import { advance, apply, type MachineRecord, newMachine, observed } from "./simulated-machine.ts";

const settings = simulatorSettings.parse({ bootMs: 4_000, shutdownMs: 2_000 });

function after(machine: MachineRecord, ms: number, at: SimulatorSettings = settings): MachineRecord {
  return advance(machine, "m", at, machine.since + ms);
}

function on(at: SimulatorSettings = settings): MachineRecord {
  return after(apply(newMachine(0), "m", at, { action: "powerOn" }, 0), 5_000, at);
}

test("a machine that nobody has touched is off and not configured", () => {
  expect(observed(newMachine(0))).toEqual({ state: "off", config: undefined });
});

test("a machine told to switch on is starting until its boot time is over, then on", () => {
  const starting = apply(newMachine(0), "m", settings, { action: "powerOn" }, 0);
  expect(observed(after(starting, 2_999)).state).toBe("starting");
  expect(observed(after(starting, 5_000)).state).toBe("on");
});

test("a machine told to switch off is stopping until its shutdown time is over, then off", () => {
  const stopping = apply(on(), "m", settings, { action: "powerOff" }, 10_000);
  expect(observed(after(stopping, 1_499)).state).toBe("stopping");
  expect(observed(after(stopping, 2_500)).state).toBe("off");
});

test("a machine that is shutting down refuses to be switched on", () => {
  const stopping = apply(on(), "m", settings, { action: "powerOff" }, 10_000);
  expect(() => apply(stopping, "m", settings, { action: "powerOn" }, 10_001)).toThrow("shutting down");
});

test("telling a machine what it does already changes nothing", () => {
  const running = on();
  expect(apply(running, "m", settings, { action: "powerOn" }, 20_000)).toBe(running);
  const off = newMachine(0);
  expect(apply(off, "m", settings, { action: "powerOff" }, 0)).toBe(off);
});

test("a stuck boot never ends by itself, and a power cycle is what ends it", () => {
  const sticky = { ...settings, bootHangRate: 1 };
  const stuck = apply(newMachine(0), "m", sticky, { action: "powerOn" }, 0);
  expect(observed(after(stuck, 86_400_000, sticky)).state).toBe("starting");
  const cycled = apply(stuck, "m", settings, { action: "powerCycle" }, 100_000);
  expect(observed(after(cycled, 4_400)).state).toBe("starting");
  expect(observed(after(cycled, 7_500)).state).toBe("on");
});

test("a machine that drifts changes its power once, and not again before somebody switches it", () => {
  const drifty = { ...settings, driftMeanMs: 1_000 };
  const drifted = after(on(drifty), 1_000_000, drifty);
  expect(observed(drifted).state).toBe("off");
  expect(after(drifted, 1_000_000, drifty)).toBe(drifted);
});

test("a machine without drift stays as it is", () => {
  const running = on();
  expect(after(running, 1_000_000_000)).toBe(running);
});

const step = fc.constantFrom<Step>(
  { action: "powerOn" },
  { action: "powerOff" },
  { action: "powerCycle" },
  { action: "configure", config: "a" },
);
const script = fc.array(fc.tuple(fc.nat(20_000), step), { maxLength: 30 });

function play(seed: number, steps: readonly (readonly [number, Step])[], lookEveryMs: number): MachineRecord {
  const wild = { ...settings, seed, bootHangRate: 0.3, driftMeanMs: 20_000 };
  let machine = newMachine(0);
  let now = 0;
  for (const [waitMs, step] of steps) {
    for (let at = now; at < now + waitMs; at += lookEveryMs) machine = advance(machine, "m", wild, at);
    now += waitMs;
    machine = advance(machine, "m", wild, now);
    if (machine.movingTo !== "off") machine = apply(machine, "m", wild, step, now);
  }
  return machine;
}

test("the same seed and the same commands make the same machine, however often it was looked at", () => {
  fc.assert(
    fc.property(fc.integer(), script, fc.integer({ min: 100, max: 30_000 }), (seed, steps, lookEveryMs) => {
      expect(play(seed, steps, lookEveryMs)).toEqual(play(seed, steps, 100_000));
    }),
  );
});
