/** What should be of a machine. */
export interface DesiredMachine {
  power: "on" | "off";
  /** Left out where nobody cares what it is. */
  config?: string | undefined;
}

export type MachineState = "on" | "off" | "starting" | "stopping";

/** What was seen of a machine. */
export interface ObservedMachine {
  state: MachineState;
  config?: string | undefined;
}

/** One thing to do to a machine. */
export type Step =
  | { action: "configure"; config: string }
  | { action: "powerOn" }
  | { action: "powerOff" }
  /** Off and on again, whatever state it hangs in. */
  | { action: "powerCycle" };

export type StepAction = Step["action"];

/** Names the machine behind a resource. */
export interface MachineIdentity {
  /** The resource's uid. */
  id: string;
}

/** A way to one machine. Holds nothing that needs closing. */
export interface Machine {
  /** @throws {DriverError} */
  observe(signal: AbortSignal): Promise<ObservedMachine>;
  /**
   * Resolves once the machine accepted the step. That is no proof that it happened: only what `observe` sees is.
   * @throws {DriverError}
   */
  act(step: Step, signal: AbortSignal): Promise<void>;
}

/** A way to reach machines of one sort. */
export interface Driver {
  /** As `spec.driver` names it; the settings are in the field of the spec that has this name. */
  readonly name: string;
  /** @throws {DriverError} permanent, when the settings make no sense. */
  connect(identity: MachineIdentity, settings: unknown): Machine;
  /**
   * What is to be done to get from `observed` to `desired`, in order; nothing when it is there, or on its way on or off
   * and has to get there first. Pure.
   */
  plan(desired: DesiredMachine, observed: ObservedMachine): Step[];
  /** The resource is gone: whatever is remembered of its machine may go too. */
  forget(identity: MachineIdentity): void;
  close(): void;
}

/** Why a machine could not be asked or told. */
export class DriverError extends Error {
  override readonly name = "DriverError";
  /** Asking again will not help until somebody changes the resource. */
  readonly permanent: boolean;

  constructor(message: string, options: ErrorOptions & { permanent?: boolean } = {}) {
    super(message, options);
    this.permanent = options.permanent ?? false;
  }
}
