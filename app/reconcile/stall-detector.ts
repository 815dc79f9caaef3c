import type { Condition } from "../resource/condition.ts";
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

export const DEFAULT_STALL_OPTIONS: StallOptions = {
  runs: 200,
  withinMs: 10_000,
  flips: 20,
  flipsWithinMs: 60_000,
  firstDelayMs: 1_000,
  maxDelayMs: 60_000,
};

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
 * Finds resources that are reconciled again and again without progress. Progress is a new generation, another outcome or
 * another state of the conditions; what people ask for by hand is not counted.
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
    const isProgress = fingerprint !== this.#fingerprint;
    const isEdited = run.generation !== this.#generation;
    this.#fingerprint = fingerprint;
    this.#generation = run.generation;
    // Nothing woke it while it was made to wait.
    const isCalm = this.#delayMs > 0 && run.causes.every(isOwn);
    if (isCalm || isProgress || this.#isPast(this.#runsSince, options.withinMs, now)) this.#forgetRuns(now);
    if (isCalm || isEdited || this.#isPast(this.#flipsSince, options.flipsWithinMs, now)) this.#forgetFlips(now);
    if (!run.causes.some(({ cause }) => cause === "manual")) this.#runs++;
    this.#flips += flips;

    const goesOn = this.#delayMs > 0 && !isCalm && !isEdited && (!isProgress || flips > 0);
    const isFlapping = this.#flips >= options.flips;
    if (!goesOn && !isFlapping && this.#runs < options.runs) {
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

  #forgetRuns(now: number): void {
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

function stateOf({ type, status, reason }: Condition): string {
  return `${type}=${status}/${reason}`;
}

function listed(reasons: readonly Reason[]): string {
  return reasons
    .filter((reason) => !isOwn(reason))
    .map(({ cause, message, count }) => `${cause} "${message}"${count > 1 ? ` (${count} times)` : ""}`)
    .join(", ");
}
