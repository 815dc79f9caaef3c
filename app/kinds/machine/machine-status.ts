import type { StatusBase } from "../../resource/resource.ts";
import type { Transition } from "./decide.ts";

/** What was observed of a machine. */
export interface MachineStatus extends StatusBase {
  /** Of a device: running, stopped, starting or stopping. */
  state?: string;
  /** Of a node: on, off, booting or stopping. */
  power?: string;
  config?: string;
  /**
   * When the machine last answered; ISO 8601. Between changes it is brought up to date once an hour at most: a fleet in
   * which nothing changes is not to write. That it answered since is in the records of its reconciles.
   */
  lastSeen?: string;
  /** The step that is under way. */
  transition?: Transition;
}
