import { z } from "zod";
import type { Clock } from "../../clock.ts";
import { type Driver, DriverError, type Machine, type MachineIdentity, type Step } from "../driver.ts";
import { planMachine } from "../plan-machine.ts";
import { sleep, untilAborted } from "../wait.ts";
import { around, draw } from "./chance.ts";
import { MachineStore } from "./machine-store.ts";
import { type SimulatorSettings, simulatorSettings } from "./settings.ts";
import { advance, apply, type MachineRecord, newMachine, observed } from "./simulated-machine.ts";

/**
 * Machines made up: with latency, boot and shutdown times, failures, hangs, drift and death, as their settings say. The
 * n-th operation on a machine always goes the same way for the same seed; the count resumes after a restart from the
 * last operation that changed the machine.
 */
export class Simulator implements Driver {
  readonly name = "simulator";
  readonly plan = planMachine;
  readonly #clock: Clock;
  readonly #store: MachineStore;
  readonly #operations = new Map<string, number>();

  /** @param file where the machines live: a path, or `:memory:` */
  constructor(file: string, clock: Clock) {
    this.#clock = clock;
    this.#store = new MachineStore(file);
  }

  connect({ id }: MachineIdentity, unchecked: unknown): Machine {
    const settings = parseSettings(unchecked);
    return {
      observe: async (signal) => {
        await this.#answer(id, settings, signal);
        return observed(this.#look(id, settings));
      },
      act: async (step, signal) => {
        await this.#answer(id, settings, signal);
        this.#act(id, settings, step);
      },
    };
  }

  forget({ id }: MachineIdentity): void {
    this.#operations.delete(id);
    this.#store.delete(id);
  }

  close(): void {
    this.#store.close();
  }

  /** All that comes between a question and its answer. */
  async #answer(id: string, settings: SimulatorSettings, signal: AbortSignal): Promise<void> {
    const operation = this.#countOperation(id);
    const chance = (purpose: "latency" | "failure" | "hang"): number => draw(settings.seed, id, purpose, operation);
    const happens = (purpose: "failure" | "hang", rate: number): boolean => rate > 0 && chance(purpose) < rate;
    await sleep(this.#clock, around(settings.latencyMs, 0.5, chance("latency")), signal);
    if (this.#isDead(id, settings, operation)) throw new DriverError("it is dead and will not answer");
    if (happens("hang", settings.hangRate)) await untilAborted(signal);
    if (happens("failure", settings.failureRate)) throw new DriverError("it broke the connection");
  }

  #countOperation(id: string): number {
    const operation = (this.#operations.get(id) ?? this.#store.get(id)?.operations ?? 0) + 1;
    this.#operations.set(id, operation);
    return operation;
  }

  #isDead(id: string, settings: SimulatorSettings, operation: number): boolean {
    if (settings.diesAfterOperations === undefined) return false;
    const machine = this.#load(id);
    if (machine.died) return true;
    if (operation <= settings.diesAfterOperations) return false;
    this.#save(id, { ...machine, died: true });
    return true;
  }

  /** The machine as it is now; what happened to it meanwhile is kept. */
  #look(id: string, settings: SimulatorSettings): MachineRecord {
    const before = this.#load(id);
    const now = advance(before, id, settings, this.#clock.now());
    if (now.drifted && !before.drifted) this.#save(id, now);
    return now;
  }

  #act(id: string, settings: SimulatorSettings, step: Step): void {
    const machine = apply(this.#look(id, settings), id, settings, step, this.#clock.now());
    this.#save(id, { ...machine, died: false });
  }

  #load(id: string): MachineRecord {
    return this.#store.get(id) ?? newMachine(this.#clock.now());
  }

  #save(id: string, machine: MachineRecord): void {
    this.#store.put(id, { ...machine, operations: this.#operations.get(id) ?? machine.operations });
  }
}

/** Of most machines nothing else is said. */
const DEFAULT_SETTINGS: Readonly<SimulatorSettings> = simulatorSettings.parse({});

function parseSettings(unchecked: unknown): Readonly<SimulatorSettings> {
  if (unchecked === undefined || unchecked === null) return DEFAULT_SETTINGS;
  const parsed = simulatorSettings.safeParse(unchecked);
  if (parsed.success) return parsed.data;
  throw new DriverError(`the simulator's settings are wrong: ${z.prettifyError(parsed.error)}`, { permanent: true });
}
