import { addReason, addReasons } from "./merge-reasons.ts";
import { QueueEntry } from "./queue-entry.ts";
import type { Reason } from "./reason.ts";
import type { ReconcileRun } from "./reconcile-run.ts";
import type { Registration } from "./registration.ts";
import type { LoopWatch } from "./stall-detector.ts";

const NONE: Reason[] = [];

/** One resource that is reconciled, and the work that waits for it. There is one for each, so it can be held by identity. */
export class WorkEntry extends QueueEntry<WorkEntry> {
  readonly registration: Registration;
  readonly resourceUid: string;
  /** How many reconciles in a row have failed. */
  attempts = 0;
  /** How often in a row it came back rate-limited, for a failure or because its reconciler asked for it. */
  requeues = 0;
  /** The error of the last reconcile, where it failed. */
  lastError: string | undefined;
  /** Whether the rate limiter counts its tries. */
  rateLimited = false;
  /** Whether what it waits for is the end of a backoff, where it waits for a time. */
  backingOff = false;
  /** The reconcile in flight, until all that it came to is committed. */
  run: ReconcileRun | undefined;
  /** It is to run once although it is paused. */
  stepping = false;
  /** Whether it is among those that are kept for a while although there is nothing to do. */
  parked = false;
  /** When its last reconcile ended, ms since the epoch. */
  lastEndedAt = -Infinity;
  /** What tells whether it runs again and again to no avail; absent until it runs often. */
  loop: LoopWatch | undefined;
  /** Why it waits. */
  #reasons = NONE;
  /** Why it will wait, for each write that caused work and is not committed yet. */
  #uncommitted: readonly Reason[] | undefined;

  constructor(registration: Registration, resourceUid: string) {
    super();
    this.registration = registration;
    this.resourceUid = resourceUid;
  }

  get resourceKind(): string {
    return this.registration.kind;
  }

  /** Not to be changed. */
  get reasons(): readonly Reason[] {
    return this.#reasons;
  }

  get uncommitted(): readonly Reason[] {
    return this.#uncommitted ?? NONE;
  }

  /** @param reason is the entry's from here on. */
  addReason(reason: Reason): void {
    if (this.#reasons === NONE) this.#reasons = [reason];
    else addReason(this.#reasons, reason);
  }

  /** Adds reasons that are older than those held. */
  addOlderReasons(older: readonly Reason[]): void {
    const reasons: Reason[] = [];
    addReasons(reasons, older);
    addReasons(reasons, this.#reasons);
    this.#reasons = reasons;
  }

  /** The reasons so far go to whoever deals with them; from here on new ones collect. */
  takeReasons(): readonly Reason[] {
    const reasons = this.#reasons;
    this.#reasons = NONE;
    return reasons;
  }

  expect(reason: Reason): void {
    this.#uncommitted = this.#uncommitted === undefined ? [reason] : [...this.#uncommitted, reason];
  }

  unexpect(reason: Reason): void {
    const isTheOnlyOne = this.#uncommitted?.length === 1 && this.#uncommitted[0] === reason;
    this.#uncommitted = isTheOnlyOne ? undefined : this.#uncommitted?.filter((one) => one !== reason);
  }

  /** Whether there is nothing to do, now or later. */
  get isIdle(): boolean {
    return this.place === "idle" && !this.processing && this.#uncommitted === undefined;
  }
}
