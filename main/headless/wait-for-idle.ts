import type { Clock } from "../../app/clock.ts";
import type { WorkItem } from "../../app/reconcile/work-item.ts";

/** What comes back later than this is not waited for. */
const FAR_OFF_MS = 60_000;
/** What has failed so often in a row is not about to succeed. */
const LAST_HOPEFUL_ATTEMPT = 5;
const LOOK_EVERY_MS = 250;
/** So often in a row there must be nothing to do: between the end of one thing and the beginning of the next there may be. */
const QUIET_LOOKS = 3;
/** A machine that is switched on again and again and never comes up would be waited for for ever. */
const NO_PROGRESS_MS = 15 * 60_000;

/** What there is to see of the work that is left. */
export interface WorkView {
  /** Whether anything is being done, or about to be. */
  isBusy(): boolean;
  /** What is not being done. */
  waiting(): readonly WorkItem[];
  /** The resources that are not Ready, each as `kind/uid`. */
  notReady(): ReadonlySet<string>;
  /** How many resources are Ready. */
  ready(): number;
  /** How many resources are there whose newest generation no finished reconcile has seen. */
  unobserved(): number;
}

export type IdleOutcome =
  | "idle"
  /** What is left is paused, so that nothing will come of waiting. */
  | "paused"
  /** Nothing has become ready for a quarter of an hour. */
  | "stuck";

/**
 * Resolves when nothing is queued or in processing and every resource has been looked at, or when that is not to be.
 * Rejects with the signal's reason when that is aborted.
 */
export async function waitForIdle(work: WorkView, clock: Clock, signal: AbortSignal): Promise<IdleOutcome> {
  let quietLooks = 0;
  let ready = work.ready();
  let progressAt = clock.now();
  for (;;) {
    signal.throwIfAborted();
    quietLooks = isQuiet(work) ? quietLooks + 1 : 0;
    if (quietLooks >= QUIET_LOOKS) {
      if (work.waiting().some(({ state }) => state === "paused")) return "paused";
      if (work.unobserved() === 0) return "idle";
    }
    if (work.ready() !== ready) {
      ready = work.ready();
      progressAt = clock.now();
    }
    if (clock.now() - progressAt >= NO_PROGRESS_MS) return "stuck";
    await wait(clock, LOOK_EVERY_MS);
  }
}

function isQuiet(work: WorkView): boolean {
  if (work.isBusy()) return false;
  const notReady = work.notReady();
  return !work.waiting().some((item) => isUnderWay(item, notReady));
}

/** Whether whoever waits for the fleet to settle waits for this. A check of what is as it should be is not worth it. */
function isUnderWay(item: WorkItem, notReady: ReadonlySet<string>): boolean {
  const { state, attempts, reasons, notBefore = item.since } = item;
  if (state === "paused") return false;
  if (state === "backoff") return attempts <= LAST_HOPEFUL_ATTEMPT;
  if (notBefore - item.since > FAR_OFF_MS) return false;
  return reasons.some(({ cause }) => cause !== "periodic") || notReady.has(`${item.resourceKind}/${item.resourceUid}`);
}

function wait(clock: Clock, ms: number): Promise<void> {
  return new Promise((resolve) => {
    clock.setTimeout(resolve, ms);
  });
}
