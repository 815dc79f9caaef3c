import type { DesiredMachine, ObservedMachine, Step } from "./driver.ts";

/**
 * The plan that fits every machine which takes a configuration at any time: configure it, then switch it. A machine on
 * its way on or off is left alone until it got there.
 */
export function planMachine(desired: DesiredMachine, observed: ObservedMachine): Step[] {
  const steps: Step[] = [];
  if (desired.config !== undefined && desired.config !== observed.config) {
    steps.push({ action: "configure", config: desired.config });
  }
  if (observed.state === "off" && desired.power === "on") steps.push({ action: "powerOn" });
  if (observed.state === "on" && desired.power === "off") steps.push({ action: "powerOff" });
  return steps;
}
