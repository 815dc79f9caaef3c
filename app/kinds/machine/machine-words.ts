import type { DesiredMachine, MachineState, ObservedMachine, Step, StepAction } from "../../drivers/driver.ts";

/** How people speak of a kind of machine. */
export interface MachineWords {
  readonly kind: string;
  /** The field of the status that says what state it is in, in one of the words of `states`. */
  readonly statusField: "state" | "power";
  readonly states: Readonly<Record<MachineState, string>>;
  /** Reasons of Ready for a machine that is as it should be. */
  readonly settledReasons: Readonly<Record<"on" | "off", string>>;
}

const reasons: Readonly<Record<StepAction, string>> = {
  configure: "Configuring",
  powerOn: "Starting",
  powerOff: "Stopping",
  powerCycle: "PowerCycling",
};

const eventVerbs: Readonly<Record<StepAction, string>> = {
  configure: "configured",
  powerOn: "started",
  powerOff: "stopped",
  powerCycle: "started",
};

/** The reason of a condition while a step is under way. */
export function reasonFor(step: Step): string {
  return reasons[step.action];
}

/** The last word of the type of the event that tells of a step that is done. */
export function eventVerbFor(step: Step): string {
  return eventVerbs[step.action];
}

/** What a step does, as in "Switch Node nid000012 on". */
export function describeStep(step: Step, subject: string): string {
  switch (step.action) {
    case "configure":
      return `Give ${subject} its configuration`;
    case "powerOn":
      return `Switch ${subject} on`;
    case "powerOff":
      return `Switch ${subject} off`;
    case "powerCycle":
      return `Power-cycle ${subject}`;
  }
}

/** What was made of a step that the machine accepted, as in "it was told to switch on". */
export function describeOrder(step: Step): string {
  switch (step.action) {
    case "configure":
      return "it was given its configuration";
    case "powerOn":
      return "it was told to switch on";
    case "powerOff":
      return "it was told to switch off";
    case "powerCycle":
      return "it was told to power-cycle";
  }
}

/** How a machine differs from what it should be, as in "is off but should be on". */
export function describeGap(words: MachineWords, desired: DesiredMachine, observed: ObservedMachine): string {
  const { states } = words;
  if (observed.state === desired.power) return `is ${states[observed.state]} with another configuration than it should`;
  const isOnItsWay = observed.state === (desired.power === "on" ? "starting" : "stopping");
  return isOnItsWay
    ? `is ${states[observed.state]}`
    : `is ${states[observed.state]} but should be ${states[desired.power]}`;
}
