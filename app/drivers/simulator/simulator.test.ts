import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import * as fc from "fast-check";
import { afterEach, expect, onTestFinished, test } from "vitest";
import { FakeClock } from "../../fake-clock.ts";
import { DriverError, type Machine, type ObservedMachine, type Step } from "../driver.ts";
import { Simulator } from "./simulator.ts";

const never = new AbortController().signal;
let clock = new FakeClock();
afterEach(() => {
  clock = new FakeClock();
});

function simulator(file = ":memory:"): Simulator {
  const made = new Simulator(file, clock);
  onTestFinished(() => made.close());
  return made;
}

/** Lets time pass until the call has its answer. */
async function answer<T>(call: Promise<T>, ms = 1_000): Promise<T> {
  call.catch(() => {});
  await clock.advance(ms);
  return call;
}

function machine(settings: unknown, id = "m"): Machine {
  return simulator().connect({ id }, settings);
}

test("an answer takes from half to one and a half times the latency", async () => {
  const slow = machine({ latencyMs: 1_000 });
  let answered = false;
  void slow.observe(never).then(() => (answered = true));
  await clock.advance(499);
  expect(answered).toBe(false);
  await clock.advance(1_001);
  expect(answered).toBe(true);
});

test("a command that is aborted while under way rejects at once with the signal's reason and does nothing", async () => {
  const slow = machine({ latencyMs: 1_000 });
  const abort = new AbortController();
  const command = slow.act({ action: "powerOn" }, abort.signal);
  abort.abort(new Error("stop"));
  await expect(command).rejects.toThrow("stop");
  expect(await answer(slow.observe(never), 2_000)).toMatchObject({ state: "off" });
});

test("a machine that always fails says so with an error that may pass", async () => {
  const failing = answer(machine({ failureRate: 1 }).observe(never));
  await expect(failing).rejects.toMatchObject({ name: "DriverError", permanent: false });
});

test("a machine that hangs answers only to an abort", async () => {
  const abort = new AbortController();
  const hanging = machine({ hangRate: 1 }).observe(abort.signal);
  let ended = false;
  hanging.catch(() => (ended = true));
  await clock.advance(3_600_000);
  expect(ended).toBe(false);
  abort.abort(new Error("too long"));
  await expect(hanging).rejects.toThrow("too long");
});

test("a machine dies after as many operations as its settings say, and lives again once they say nothing", async () => {
  const box = simulator();
  const mortal = box.connect({ id: "m" }, { diesAfterOperations: 2 });
  await answer(mortal.observe(never));
  await answer(mortal.observe(never));
  await expect(answer(mortal.observe(never))).rejects.toThrow("dead");
  await expect(answer(box.connect({ id: "m" }, {}).observe(never))).resolves.toBeDefined();
});

test("settings that make no sense are a permanent error", () => {
  expect(() => machine({ failureRate: 2 })).toThrow(DriverError);
  expect(() => machine({ failureRate: 2 })).toThrow(expect.objectContaining({ permanent: true }));
});

test("a machine that is forgotten begins anew", async () => {
  const box = simulator();
  const first = box.connect({ id: "m" }, {});
  await answer(first.act({ action: "configure", config: "a" }, never));
  box.forget({ id: "m" });
  expect(await answer(first.observe(never))).toEqual({ state: "off", config: undefined });
});

test("a restart finds the machine as it was left, its boot under way and its death final", async () => {
  const directory = mkdtempSync(path.join(tmpdir(), "simulator-"));
  onTestFinished(() => rmSync(directory, { recursive: true }));
  const file = path.join(directory, "machines.db");
  const before = new Simulator(file, clock);
  await answer(before.connect({ id: "m" }, {}).act({ action: "powerOn" }, never));
  await expect(answer(before.connect({ id: "dead" }, { diesAfterOperations: 0 }).observe(never))).rejects.toThrow(
    "dead",
  );
  before.close();
  const after = simulator(file);
  expect(await answer(after.connect({ id: "m" }, {}).observe(never), 100)).toMatchObject({ state: "starting" });
  await clock.advance(5_000);
  expect(await answer(after.connect({ id: "m" }, {}).observe(never))).toMatchObject({ state: "on" });
  const dead = after.connect({ id: "dead" }, { diesAfterOperations: 1_000 });
  await expect(answer(dead.observe(never))).rejects.toThrow("dead");
});

type Operation = "observe" | Step;
const operation = fc.constantFrom<Operation>(
  "observe",
  { action: "powerOn" },
  { action: "powerOff" },
  { action: "configure", config: "a" },
);

async function outcomes(seed: number, operations: readonly Operation[]): Promise<(ObservedMachine | string)[]> {
  clock = new FakeClock();
  const box = new Simulator(":memory:", clock);
  const wild = box.connect({ id: "m" }, { seed, failureRate: 0.3, bootHangRate: 0.3, driftMeanMs: 10_000 });
  const seen: (ObservedMachine | string)[] = [];
  for (const next of operations) {
    const call: Promise<ObservedMachine | void> = next === "observe" ? wild.observe(never) : wild.act(next, never);
    seen.push((await answer(call).catch((error: Error) => error.message)) ?? "accepted");
  }
  box.close();
  return seen;
}

test("the same seed and the same operations have the same outcomes", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer(), fc.array(operation, { maxLength: 15 }), async (seed, operations) => {
      expect(await outcomes(seed, operations)).toEqual(await outcomes(seed, operations));
    }),
    { numRuns: 40 },
  );
});

test("another seed has other outcomes", async () => {
  const operations = Array.from({ length: 30 }, (): Operation => "observe");
  expect(await outcomes(1, operations)).not.toEqual(await outcomes(2, operations));
});
