import type { DesiredMachine, ObservedMachine } from "../../drivers/driver.ts";
import type { ConditionStatus } from "../../resource/condition.ts";
import { durationText } from "../../reconcile/duration-text.ts";
import type { Decision } from "./decide.ts";
import { describeGap, describeOrder, type MachineWords, reasonFor } from "./machine-words.ts";

interface Verdict {
  status: ConditionStatus;
  reason: string;
  message: string;
}

/** What Ready and Progressing say of a machine. */
export interface MachineConditions {
  ready: Verdict;
  progressing: Verdict;
}

/** What is known of a machine when its conditions are set. */
export interface Assessment {
  /** As in "Node nid000012". */
  subject: string;
  words: MachineWords;
  desired: DesiredMachine;
  observed: ObservedMachine;
  decision: Decision;
  /** It was as it should be, and nobody told it to change. */
  drifted: boolean;
  progressDeadlineMs: number;
}

/** The conditions once the decision was carried out. */
export function conditionsAfter(assessment: Assessment): MachineConditions {
  const { subject, words, desired, observed, decision } = assessment;
  switch (decision.verdict) {
    case "settled": {
      const message = `${subject} is ${words.states[observed.state]}, as it should be`;
      return {
        ready: { status: "True", reason: words.settledReasons[desired.power], message },
        progressing: { status: "False", reason: "AsDesired", message },
      };
    }
    case "wait":
      return underWay(reasonFor(decision.transition.step), `${subject} ${describeGap(words, desired, observed)}`);
    case "act":
      return underWay(reasonOfAct(assessment, decision), `${subject} ${circumstance(assessment, decision)}`);
  }
}

/**
 * The conditions when a step could not be carried out and will be tried again. When that is stands in the queue: here it would
 * be read later.
 */
export function conditionsAfterFailure(assessment: Assessment, failure: string, attempt: number): MachineConditions {
  const { subject, words, desired, observed } = assessment;
  const gap = describeGap(words, desired, observed);
  return halted("False", "CommandFailed", `${subject} ${gap}; attempt ${attempt} failed: ${failure}`);
}

/** Nothing is under way, and somebody or some time has to pass for it to go on. */
export function halted(status: ConditionStatus, reason: string, message: string): MachineConditions {
  return { ready: { status, reason, message }, progressing: { status: "False", reason, message } };
}

type Act = Extract<Decision, { verdict: "act" }>;

function reasonOfAct({ drifted }: Assessment, { step, overdue }: Act): string {
  if (overdue) return "ProgressDeadlineExceeded";
  return drifted ? "Drifted" : reasonFor(step);
}

function circumstance(assessment: Assessment, { step, overdue, tries }: Act): string {
  const { words, desired, observed, drifted, progressDeadlineMs } = assessment;
  const order = describeOrder(step);
  const gap = describeGap(words, desired, observed);
  if (!overdue) return drifted ? `${gap}, without having been told; ${order}` : `${gap}; ${order}`;
  const motion = observed.state === "starting" || observed.state === "stopping";
  const patience = motion ? `still after ${durationText(progressDeadlineMs)}` : "though it was told";
  return `${gap}, ${patience}; ${order} (try ${tries})`;
}

function underWay(reason: string, message: string): MachineConditions {
  return { ready: { status: "False", reason, message }, progressing: { status: "True", reason, message } };
}
