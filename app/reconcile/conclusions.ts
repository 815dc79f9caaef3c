import type { Logger } from "../logger.ts";
import type { Backlog } from "./backlog.ts";
import { durationText } from "./duration-text.ts";
import type { Ending } from "./outcome.ts";
import type { ReconcileRun } from "./reconcile-run.ts";
import type { Reason } from "./reason.ts";
import type { Result } from "./reconciler.ts";
import type { ReconcileOutcome } from "./record.ts";
import type { WriteOrigin } from "./write-origin.ts";
import { LOOKED_AT_AGAIN, type Stall } from "./stall-detector.ts";

/** Queues what follows from the end of a reconcile, and counts and logs it. */
export class Conclusions {
  readonly #backlog: Backlog;
  readonly #logger: Pick<Logger, "warn" | "error">;

  constructor(backlog: Backlog, logger: Pick<Logger, "warn" | "error">) {
    this.#backlog = backlog;
    this.#logger = logger;
  }

  draw(run: ReconcileRun, ending: Ending, stall: Stall | undefined, now: number): ReconcileOutcome {
    count(run, ending, now);
    if (stall !== undefined) this.#slowDown(run, stall);
    switch (ending.type) {
      case "aborted":
        return this.#afterAbort(run);
      case "gone":
        this.#backlog.forgetBackoff(run.entry);
        return "gone";
      case "done":
        return this.#afterSuccess(run, ending.result);
      case "failed":
        return ending.terminal ? this.#afterTerminal(run, ending.error) : this.#afterFailure(run, ending.error);
    }
  }

  /** It comes back rate-limited, for the reasons for which it ran and one more. @returns the delay in ms. */
  tryAgain(run: ReconcileRun, why: string, priority = run.entry.takenPriority): number {
    const { entry } = run;
    entry.addOlderReasons(run.causes);
    entry.addReason(this.#backlog.reason("retry", why));
    return this.#backlog.retry(entry, priority);
  }

  /** Still to be done, by whoever comes next. */
  #afterAbort(run: ReconcileRun): ReconcileOutcome {
    run.entry.addOlderReasons(run.causes);
    this.#backlog.schedule(run.entry, 0, run.entry.takenPriority);
    return "aborted";
  }

  #afterSuccess(run: ReconcileRun, { requeue = false, requeueAfter = 0, priority }: Result): ReconcileOutcome {
    const { entry } = run;
    if (requeue && requeueAfter === 0) {
      entry.attempts = 0;
      entry.lastError = undefined;
      this.tryAgain(run, "the reconciler asked to be called again", priority);
      return "requeued";
    }
    this.#backlog.forgetBackoff(entry);
    // If it comes back at once because of a change, what that reconcile asks for counts.
    if (requeueAfter > 0 && entry.place !== "dirty") {
      const reason = this.#backlog.reason("periodic", `after ${durationText(requeueAfter)}, as the reconciler asked`);
      // What it began and waits to see done belongs to what made it begin.
      if (run.isUnderWay) leadOn(reason, run.origin);
      this.#backlog.want(entry, reason, { delayMs: requeueAfter, priority: priority ?? 0 });
    }
    return "succeeded";
  }

  #afterFailure(run: ReconcileRun, error: Error): ReconcileOutcome {
    const { entry } = run;
    entry.attempts++;
    entry.lastError = error.message;
    const delay = durationText(this.tryAgain(run, error.message));
    this.#logger.error(
      `Reconciling ${run.name} failed (attempt ${entry.attempts}), to be tried again in ${delay}: ${error.message}`,
      { error, kind: entry.resourceKind, uid: entry.resourceUid },
    );
    return "failed";
  }

  #afterTerminal(run: ReconcileRun, error: Error): ReconcileOutcome {
    const { entry } = run;
    this.#backlog.forgetBackoff(entry);
    this.#logger.error(`Reconciling ${run.name} failed, and is not tried again until it changes: ${error.message}`, {
      error,
      kind: entry.resourceKind,
      uid: entry.resourceUid,
    });
    return "terminal";
  }

  #slowDown(run: ReconcileRun, stall: Stall): void {
    const { entry } = run;
    this.#backlog.want(entry, this.#backlog.reason("retry", LOOKED_AT_AGAIN), { delayMs: stall.delayMs });
    this.#logger.warn(`${run.name} is stalled: ${stall.message}`, { kind: entry.resourceKind, uid: entry.resourceUid });
  }
}

function leadOn(reason: Reason, { causationId, correlationId }: WriteOrigin): void {
  if (causationId !== undefined) reason.eventId = causationId;
  if (correlationId !== undefined) reason.correlationId = correlationId;
}

function count(run: ReconcileRun, ending: Ending, now: number): void {
  const { counters } = run.entry.registration;
  if (ending.type === "aborted") return;
  counters.duration.observe(now - run.startedAt);
  if (ending.type === "gone") {
    counters.results.success++;
  } else if (ending.type === "done") {
    const { requeue = false, requeueAfter = 0 } = ending.result;
    counters.results[requeueAfter > 0 ? "requeue_after" : requeue ? "requeue" : "success"]++;
  } else {
    counters.results.error++;
    if (ending.terminal) counters.terminalErrors++;
    if (run.timedOutAt !== undefined) counters.timeouts++;
  }
}
