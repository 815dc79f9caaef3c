import { checkCount, checkPositive } from "../check-number.ts";
import { isRecord, requireRecord } from "../is-record.ts";
import type { Condition } from "../resource/condition.ts";
import { withoutUndefined } from "../without-undefined.ts";
import { jsonEqual } from "../resource/json-equal.ts";
import { durationText } from "./duration-text.ts";
import type { Ending } from "./outcome.ts";
import { ENGINE_CONDITIONS } from "./settled-status.ts";
import type { Reason } from "./reason.ts";
import type { ReconcileRun } from "./reconcile-run.ts";

export interface StallOptions {
  /** So many reconciles ... */
  runs: number;
  /** ... in so many milliseconds that all come to the same are a hot loop. */
  withinMs: number;
  /** So many changes of conditions back and forth ... */
  flips: number;
  /** ... in so many milliseconds, with the spec as it was, are flapping. */
  flipsWithinMs: number;
  /** What is found to be either waits so long before it is reconciled again, then twice as long, and so on, ... */
  firstDelayMs: number;
  /** ... but never longer. */
  maxDelayMs: number;
}

const DEFAULT_STALL_OPTIONS: StallOptions = {
  runs: 200,
  withinMs: 10_000,
  flips: 20,
  flipsWithinMs: 60_000,
  firstDelayMs: 1_000,
  maxDelayMs: 60_000,
};

/** @throws {EngineError} `Invalid`, naming the option: all are numbers, the counts whole ones of at least 1. */
export function checkedStallOptions(given: Partial<StallOptions> = {}): StallOptions {
  requireRecord("stall", given);
  const options = { ...DEFAULT_STALL_OPTIONS, ...withoutUndefined(given) };
  for (const name of ["runs", "flips"] as const) checkCount(`stall.${name}`, options[name]);
  for (const name of ["withinMs", "flipsWithinMs", "firstDelayMs", "maxDelayMs"] as const) {
    checkPositive(`stall.${name}`, options[name]);
  }
  return options;
}

/** What there is to say of a resource that is reconciled to no avail. */
export interface Stall {
  /** For the condition `Stalled`. */
  reason: "HotLoop" | "ConditionsFlapping";
  message: string;
  /** How long it is made to wait. */
  delayMs: number;
}

/** Why a slowed-down resource is looked at once more by itself: so that the end of its loop is noticed. */
export const LOOKED_AT_AGAIN = "slowed down; looked at again to see whether it still runs in a loop";

/** Runs that are further apart are no loop worth watching. */
const SELDOM_MS = 1_000;

/**
 * Finds resources that are reconciled again and again without progress. Progress is a new generation, another outcome,
 * another state of the conditions, or a status that does not come back to what it was; what people ask for by hand is not
 * counted.
 */
export class StallDetector {
  readonly #options: StallOptions;

  constructor(options: StallOptions) {
    this.#options = options;
  }

  /** To be asked once at the end of each run. @param now ms since the epoch */
  judge(run: ReconcileRun, ending: Ending, now: number): Stall | undefined {
    const { entry } = run;
    const seldom = Math.abs(now - entry.lastEndedAt) > SELDOM_MS;
    entry.lastEndedAt = now;
    const flips = run.flips();
    if (entry.loop === undefined) {
      if (flips === 0 && seldom) return undefined;
      entry.loop = new LoopWatch(now);
    }
    const stall = entry.loop.judge(run, fingerprintOf(run, ending), flips, now, this.#options);
    if (stall === undefined && entry.loop.isOver(now, this.#options)) entry.loop = undefined;
    return stall;
  }
}

/** The memory of one resource that runs often. Times in ms since the epoch. */
export class LoopWatch {
  #fingerprint = "";
  #generation: number | undefined;
  /** The status when the counting began. */
  #status: unknown;
  /** In how many of the last runs it was another, where that was looked at. One that goes back and forth is soon the same. */
  #otherInARow = 0;
  #runs = 0;
  #runsSince: number;
  #flips = 0;
  #flipsSince: number;
  #delayMs = 0;
  #slowUntil = 0;

  constructor(now: number) {
    this.#runsSince = now;
    this.#flipsSince = now;
  }

  /** How long it still has to wait. A clock that was set back makes it wait no longer. */
  waitMs(now: number): number {
    return Math.min(Math.max(0, this.#slowUntil - now), this.#delayMs);
  }

  isOver(now: number, { withinMs, flipsWithinMs }: StallOptions): boolean {
    return this.#delayMs === 0 && now - this.#runsSince > withinMs && now - this.#flipsSince > flipsWithinMs;
  }

  judge(run: ReconcileRun, fingerprint: string, flips: number, now: number, options: StallOptions): Stall | undefined {
    this.#otherInARow = this.#hasOtherStatus(run, options) ? this.#otherInARow + 1 : 0;
    const isProgress = fingerprint !== this.#fingerprint || (this.#delayMs > 0 && this.#otherInARow > 1);
    const isEdited = run.generation !== this.#generation;
    this.#fingerprint = fingerprint;
    this.#generation = run.generation;
    // Nothing woke it while it was made to wait.
    const isCalm = this.#delayMs > 0 && run.causes.every(isOwn);
    if (isCalm || isProgress || this.#isPast(this.#runsSince, options.withinMs, now)) this.#forgetRuns(run, now);
    if (isCalm || isEdited || this.#isPast(this.#flipsSince, options.flipsWithinMs, now)) this.#forgetFlips(now);
    if (!run.causes.some(({ cause }) => cause === "manual")) this.#runs++;
    this.#flips += flips;

    const goesOn = this.#delayMs > 0 && !isCalm && !isEdited && (!isProgress || flips > 0);
    const isFlapping = this.#flips >= options.flips;
    const isLoop = this.#runs >= options.runs && this.#otherInARow === 0;
    if (!goesOn && !isFlapping && !isLoop) {
      this.#delayMs = 0;
      return undefined;
    }
    this.#delayMs = this.#delayMs === 0 ? options.firstDelayMs : Math.min(this.#delayMs * 2, options.maxDelayMs);
    this.#slowUntil = now + this.#delayMs;
    return this.#describe(isFlapping || flips > 0, run.causes, now);
  }

  #describe(isFlapping: boolean, reasons: readonly Reason[], now: number): Stall {
    const delayMs = this.#delayMs;
    const consequence = `reconciled at most every ${durationText(delayMs)} until that ends. Woken by ${listed(reasons)}`;
    if (isFlapping) {
      const when = durationText(now - this.#flipsSince);
      const message = `Conditions went back and forth ${this.#flips} times in ${when}; ${consequence}`;
      return { reason: "ConditionsFlapping", message, delayMs };
    }
    const when = durationText(now - this.#runsSince);
    return {
      reason: "HotLoop",
      message: `Reconciled ${this.#runs} times in ${when} without progress; ${consequence}`,
      delayMs,
    };
  }

  /** While it is made to wait, all is counted from the beginning. */
  #isPast(since: number, withinMs: number, now: number): boolean {
    return this.#delayMs === 0 && now - since > withinMs;
  }

  /** Looked at only where this run could make it a loop: to compare all costs more than to count. */
  #hasOtherStatus(run: ReconcileRun, options: StallOptions): boolean {
    return (this.#delayMs > 0 || this.#runs + 1 >= options.runs) && !isSameStatus(this.#status, run.statusAfter);
  }

  #forgetRuns(run: ReconcileRun, now: number): void {
    this.#status = run.statusAfter;
    this.#runs = 0;
    this.#runsSince = now;
  }

  #forgetFlips(now: number): void {
    this.#flips = 0;
    this.#flipsSince = now;
  }
}

function isOwn(reason: Reason): boolean {
  return reason.message === LOOKED_AT_AGAIN;
}

function fingerprintOf(run: ReconcileRun, ending: Ending): string {
  const outcome = ending.type === "failed" ? `failed: ${ending.error.message}` : ending.type;
  // What the engine itself says of the resource is no progress.
  const conditions = run.conditionsAfter.filter(({ type }) => !ENGINE_CONDITIONS.has(type));
  return `${run.generation} ${outcome} ${conditions.map(stateOf).join(" ")}`;
}

/** Apart from what is said of it by conditions, and from the generation that was seen, which are looked at anyway. */
function isSameStatus(before: unknown, after: unknown): boolean {
  try {
    return jsonEqual(apartFromConditions(before), apartFromConditions(after));
  } catch {
    // A copy that fails when it is looked at shows no progress.
    return true;
  }
}

function apartFromConditions(status: unknown): unknown {
  if (!isRecord(status)) return status;
  const { conditions: _conditions, observedGeneration: _generation, ...others } = status;
  return others;
}

function stateOf({ type, status, reason }: Condition): string {
  return `${type}=${status}/${reason}`;
}

function listed(reasons: readonly Reason[]): string {
  return reasons
    .filter((reason) => !isOwn(reason))
    .map(({ cause, message, count }) => `${cause} "${message}"${count > 1 ? ` (${count} times)` : ""}`)
    .join(", ");
}
