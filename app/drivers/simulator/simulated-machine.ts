import { DriverError, type ObservedMachine, type Step } from "../driver.ts";
import { around, draw, timeToEvent } from "./chance.ts";
import type { SimulatorSettings } from "./settings.ts";

type Power = "on" | "off";

/** All there is of a simulated machine. Times in ms since the epoch. */
export interface MachineRecord {
  /** As it is, or was before it began to move. */
  power: Power;
  /** Where it is on its way to. */
  movingTo: Power | null;
  /** When it got to `power`, or began to move. */
  since: number;
  /** When the move ends; null for a boot that is stuck. */
  until: number | null;
  config: string | null;
  /** How often its power was switched from outside: decides how long each takes and what follows. */
  switches: number;
  /** How many operations there had been when this was written. */
  operations: number;
  /** It changes by itself once at most between two switches. */
  drifted: boolean;
  died: boolean;
}

/** A machine that nobody has touched yet: off, with no configuration. */
export function newMachine(now: number): MachineRecord {
  return {
    power: "off",
    movingTo: null,
    since: now,
    until: null,
    config: null,
    switches: 0,
    operations: 0,
    drifted: true,
    died: false,
  };
}

/** What became of the machine until `now`, by itself. Returns the same record when nothing did. */
export function advance(machine: MachineRecord, id: string, settings: SimulatorSettings, now: number): MachineRecord {
  const settled = arrive(machine, now);
  return drift(settled, id, settings, now);
}

/** What comes of a step at `now`. @throws {DriverError} when the machine is in no state for it. */
export function apply(
  machine: MachineRecord,
  id: string,
  settings: SimulatorSettings,
  step: Step,
  now: number,
): MachineRecord {
  switch (step.action) {
    case "configure":
      return { ...machine, config: step.config };
    case "powerOn":
      if (machine.movingTo === "off") throw new DriverError("it is shutting down and cannot be switched on yet");
      if ((machine.movingTo ?? machine.power) === "on") return machine;
      return boot(machine, id, settings, now, 0);
    case "powerOff":
      if ((machine.movingTo ?? machine.power) === "off") return machine;
      return shutDown(machine, id, settings, now);
    case "powerCycle":
      return boot(machine, id, settings, now, settings.shutdownMs);
  }
}

export function observed(machine: MachineRecord): ObservedMachine {
  const config = machine.config ?? undefined;
  if (machine.movingTo === null) return { state: machine.power, config };
  return { state: machine.movingTo === "on" ? "starting" : "stopping", config };
}

function arrive(machine: MachineRecord, now: number): MachineRecord {
  if (machine.movingTo === null || machine.until === null || machine.until > now) return machine;
  return { ...machine, power: machine.movingTo, movingTo: null, since: machine.until, until: null };
}

function drift(machine: MachineRecord, id: string, settings: SimulatorSettings, now: number): MachineRecord {
  if (settings.driftMeanMs === 0 || machine.drifted || machine.movingTo !== null) return machine;
  const at = machine.since + timeToEvent(settings.driftMeanMs, draw(settings.seed, id, "drift", machine.switches));
  if (at > now) return machine;
  return { ...machine, power: machine.power === "on" ? "off" : "on", since: at, drifted: true };
}

function boot(
  machine: MachineRecord,
  id: string,
  settings: SimulatorSettings,
  now: number,
  delayMs: number,
): MachineRecord {
  const stuck = draw(settings.seed, id, "bootHang", machine.switches) < settings.bootHangRate;
  const takesMs = delayMs + around(settings.bootMs, 0.25, draw(settings.seed, id, "boot", machine.switches));
  return move(machine, "on", now, stuck ? null : now + takesMs);
}

function shutDown(machine: MachineRecord, id: string, settings: SimulatorSettings, now: number): MachineRecord {
  const takesMs = around(settings.shutdownMs, 0.25, draw(settings.seed, id, "shutdown", machine.switches));
  return move(machine, "off", now, now + takesMs);
}

function move(machine: MachineRecord, movingTo: Power, since: number, until: number | null): MachineRecord {
  return { ...machine, movingTo, since, until, switches: machine.switches + 1, drifted: false };
}
