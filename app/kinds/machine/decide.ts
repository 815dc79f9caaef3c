import type { DesiredMachine, ObservedMachine, Step } from "../../drivers/driver.ts";
import { isoTime } from "../../iso-time.ts";

/** A step that the machine accepted and that was not seen to its end yet. */
export interface Transition {
  step: Step;
  /** When it was accepted, or first seen; ISO 8601. */
  since: string;
  /** How often it has been tried. */
  tries: number;
}

/** What is to be done about a machine. */
export type Decision =
  | { verdict: "settled" }
  | { verdict: "wait"; transition: Transition }
  | { verdict: "act"; step: Step; tries: number; overdue: boolean };

export interface Deadlines {
  /** How long a machine may be on its way, ms. */
  progressMs: number;
  /** How long until an accepted step must show, ms. */
  acceptanceMs: number;
}

/**
 * What is to be done next: a step that was accepted is waited for until its deadline, and only then tried again. A
 * machine that is stuck on its way is power-cycled, or switched off.
 */
export function decide(
  desired: DesiredMachine,
  observed: ObservedMachine,
  plan: readonly Step[],
  pending: Transition | undefined,
  now: number,
  deadlines: Deadlines,
): Decision {
  const [next] = plan;
  const step = next ?? stepInMotion(observed);
  if (step === undefined) return { verdict: "settled" };
  const same = pending !== undefined && leadsTo(pending.step, step) ? notAfter(pending, now) : undefined;
  if (next !== undefined) {
    if (same === undefined) return { verdict: "act", step, tries: 1, overdue: false };
    const deadlineMs = Math.min(deadlines.acceptanceMs, deadlines.progressMs);
    if (!isOverdue(same, now, deadlineMs)) return { verdict: "wait", transition: same };
    return { verdict: "act", step, tries: same.tries + 1, overdue: true };
  }
  const transition = same ?? { step, since: isoTime(now), tries: 1 };
  if (!isOverdue(transition, now, deadlines.progressMs)) return { verdict: "wait", transition };
  const remedy: Step = { action: desired.power === "on" ? "powerCycle" : "powerOff" };
  return { verdict: "act", step: remedy, tries: transition.tries + 1, overdue: true };
}

/** Whether a step got the machine where it should. */
export function isDone(step: Step, observed: ObservedMachine): boolean {
  switch (step.action) {
    case "configure":
      return observed.config === step.config;
    case "powerOff":
      return observed.state === "off";
    case "powerOn":
    case "powerCycle":
      return observed.state === "on";
  }
}

/** How long to wait before looking again: often at first, and less so the longer it takes. */
export function pollDelayMs(transition: Transition, now: number): number {
  return Math.min(Math.max((now - Date.parse(transition.since)) / 4, 1_000), 10_000);
}

/** A machine that is as it should be is looked at so often. */
export const CHECK_INTERVAL_MS = 5 * 60_000;
const CHECK_TICK_MS = 1_000;

/**
 * How long to wait before looking again at a machine that is as it should be: at least the interval, and then to the
 * next full second of the clock. Checks that share a second share a wake-up, and one wake-up for each of thousands of
 * machines is most of what a fleet at rest costs.
 */
export function checkDelayMs(now: number): number {
  return Math.ceil((now + CHECK_INTERVAL_MS) / CHECK_TICK_MS) * CHECK_TICK_MS - now;
}

function stepInMotion(observed: ObservedMachine): Step | undefined {
  if (observed.state === "starting") return { action: "powerOn" };
  if (observed.state === "stopping") return { action: "powerOff" };
  return undefined;
}

/** A power cycle ends in a start. */
function leadsTo(pending: Step, step: Step): boolean {
  if (pending.action === "configure") return step.action === "configure" && pending.config === step.config;
  return pending.action === step.action || (pending.action === "powerCycle" && step.action === "powerOn");
}

/** The clock may have been set back since: nothing is waited for longer because of that. */
function notAfter(transition: Transition, now: number): Transition {
  return Date.parse(transition.since) > now ? { ...transition, since: isoTime(now) } : transition;
}

function isOverdue(transition: Transition, now: number, deadlineMs: number): boolean {
  return now - Date.parse(transition.since) >= deadlineMs;
}
