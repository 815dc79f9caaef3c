import { conditionsOf, type Condition } from "../resource/condition.ts";
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
    const progress = fingerprint !== this.#fingerprint;
    const edited = run.generation !== this.#generation;
    this.#fingerprint = fingerprint;
    this.#generation = run.generation;
    this.#count(progress, edited, flips, now, options);
    if (!run.reasons.some((reason) => reason.cause === "manual")) this.#runs++;
    const flapping = this.#flips >= options.flips;
    const loopGoesOn = this.#delayMs > 0 && !progress && !run.reasons.every(isOwn);
    if (!flapping && !loopGoesOn && this.#runs < options.runs) {
      this.#delayMs = 0;
      return undefined;
    }
    const [count, ms] = flapping ? [this.#flips, now - this.#flipsSince] : [this.#runs, now - this.#runsSince];
    this.#delayMs = this.#delayMs === 0 ? options.firstDelayMs : Math.min(this.#delayMs * 2, options.maxDelayMs);
    this.#slowUntil = now + this.#delayMs;
    const wait = `reconciled at most every ${this.#delayMs / 1000} s until that ends. Woken by ${listed(run.reasons)}`;
    return flapping
      ? {
          reason: "ConditionsFlapping",
          message: `Conditions went back and forth ${count} times in ${seconds(ms)}; ${wait}`,
          delayMs: this.#delayMs,
        }
      : {
          reason: "HotLoop",
          message: `Reconciled ${count} times in ${seconds(ms)} without progress; ${wait}`,
          delayMs: this.#delayMs,
        };
  }

  #count(progress: boolean, edited: boolean, flips: number, now: number, options: StallOptions): void {
    if (progress || (this.#delayMs === 0 && now - this.#runsSince > options.withinMs)) {
      this.#runs = 0;
      this.#runsSince = now;
    }
    if (edited || now - this.#flipsSince > options.flipsWithinMs) {
      this.#flips = 0;
      this.#flipsSince = now;
    }
    this.#flips += flips;
  }
}

function isOwn(reason: Reason): boolean {
  return reason.message === LOOKED_AT_AGAIN;
}

function fingerprintOf(run: ReconcileRun, ending: Ending): string {
  const outcome = ending.type === "failed" ? `failed: ${ending.error.message}` : ending.type;
  // What the engine itself says of the resource is no progress.
  const conditions = (conditionsOf(run.resource?.status) ?? []).filter(({ type }) => !ENGINE_CONDITIONS.has(type));
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

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
