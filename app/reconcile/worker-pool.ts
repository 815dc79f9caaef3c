import { setImmediate } from "node:timers";
import { readCoarsely, type Clock } from "../clock.ts";
import { EngineError } from "../errors.ts";
import { DONE } from "../known-promise.ts";
import type { Logger } from "../logger.ts";
import type { Storage } from "../storage/storage.ts";
import type { Backlog } from "./backlog.ts";
import { Bag } from "../bag.ts";
import { Deadlines } from "./deadlines.ts";
import { durationText } from "./duration-text.ts";
import { execute } from "./execute.ts";
import { currentPlanning, leavePlanning } from "./planning.ts";
import { ReconcileRun, type RunEnvironment } from "./reconcile-run.ts";
import type { Settlement } from "./settlement.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { WorkerStatus } from "./work-item.ts";

/** While so many reconciles have ended that are not committed yet, workers wait for them. */
const MAX_UNSETTLED = 256;

/** After so many reconciles without a turn of the event loop, timers and everybody else get theirs. */
const RUNS_BETWEEN_TURNS = 512;

export interface WorkerPoolParts {
  workers: number;
  timeoutMs: number;
  storage: Storage;
  backlog: Backlog;
  settlement: Settlement;
  environment: RunEnvironment;
  clock: Clock;
  logger: Logger;
}

/**
 * Takes work from the backlog, so many at a time. A worker goes on to the next key while what the last one came to is
 * being committed, so that commits are shared; the key itself is not given back before. A reconcile that runs out of time
 * and does not stop keeps its key, but gives up its worker: it cannot bring the others to a halt.
 */
export class WorkerPool {
  readonly #parts: WorkerPoolParts;
  readonly #workers: Worker[] = [];
  readonly #deadlines: Deadlines<ReconcileRun>;
  readonly #inFlight = new Bag<ReconcileRun>();
  readonly #resting: Worker[] = [];
  #unsettled = 0;
  #sinceTurn = 0;
  #turnAsked = false;
  #onEmpty: (() => void) | undefined;
  #stopping = false;

  constructor(parts: WorkerPoolParts) {
    this.#parts = parts;
    this.#deadlines = new Deadlines(parts.clock, parts.timeoutMs, (run) => this.#onTimeout(run));
  }

  start(): void {
    const { workers, clock } = this.#parts;
    for (let slot = 0; slot < workers; slot++) {
      this.#workers.push(new Worker(slot, clock.now(), (worker, entry) => void this.#work(worker, entry)));
    }
    for (const worker of this.#workers) this.#next(worker);
  }

  /** What each worker does. Reconciles that are stuck have none. */
  status(): WorkerStatus[] {
    return this.#workers.map(({ slot, run, since }) => ({
      slot,
      since,
      ...(run !== undefined && { item: { kind: run.entry.resourceKind, uid: run.entry.resourceUid } }),
    }));
  }

  /** Takes no more, and tells what is in flight to stop. Resolves when all of it has ended and is committed. */
  async stop(): Promise<void> {
    this.#stopping = true;
    for (const run of this.#inFlight) this.#tellToStop(run);
    if (this.#inFlight.size > 0) {
      await new Promise<void>((resolve) => {
        this.#onEmpty = resolve;
      });
    }
    this.#deadlines.stop();
  }

  /** Nobody waits any longer for what has not stopped. @returns what that is. */
  abandon(): ReconcileRun[] {
    this.#deadlines.stop();
    const abandoned = [...this.#inFlight];
    for (const run of abandoned) run.abandoned = true;
    return abandoned;
  }

  async #work(worker: Worker, entry: WorkEntry): Promise<void> {
    // One that asks for a reconcile wakes a worker, which is no part of it.
    if (currentPlanning() !== undefined) return leavePlanning(() => this.#work(worker, entry));
    if (this.#stopping) {
      this.#parts.backlog.putBack(entry);
      return;
    }
    const run = this.#begin(worker, entry);
    // Whoever made the entry ready goes on first.
    await DONE;
    const ending = await execute(run, this.#parts.storage);
    this.#deadlines.end(run);
    run.entry.registration.counters.active--;
    this.#unsettled++;
    if (worker.run === run) this.#free(worker);
    const settled = this.#parts.settlement.settle(run, ending);
    if (settled !== undefined) await settled;
    this.#unsettled--;
    this.#inFlight.delete(run);
    if (this.#resting.length > 0) this.#wake();
    if (this.#inFlight.size === 0) this.#onEmpty?.();
  }

  #begin(worker: Worker, entry: WorkEntry): ReconcileRun {
    const { environment, clock, timeoutMs, backlog } = this.#parts;
    const now = clock.now();
    const run = new ReconcileRun(entry, environment, now, timeoutMs);
    entry.run = run;
    worker.run = run;
    worker.since = now;
    this.#inFlight.add(run);
    this.#deadlines.begin(run);
    entry.registration.counters.active++;
    backlog.taken(entry);
    return run;
  }

  #free(worker: Worker): void {
    worker.run = undefined;
    worker.since = readCoarsely(this.#parts.clock);
    this.#sinceTurn++;
    if (this.#mustRest()) this.#resting.push(worker);
    else this.#next(worker);
  }

  #next(worker: Worker): void {
    if (!this.#stopping) this.#parts.backlog.queue.take(worker.onEntry);
  }

  #mustRest(): boolean {
    if (this.#sinceTurn >= RUNS_BETWEEN_TURNS && !this.#turnAsked) {
      this.#turnAsked = true;
      setImmediate(() => {
        this.#sinceTurn = 0;
        this.#turnAsked = false;
        this.#wake();
      });
    }
    return this.#turnAsked || this.#unsettled >= MAX_UNSETTLED;
  }

  #wake(): void {
    while (this.#resting.length > 0 && !this.#mustRest()) {
      const worker = this.#resting.pop();
      if (worker !== undefined) this.#next(worker);
    }
  }

  #onTimeout(run: ReconcileRun): void {
    const { clock, logger, backlog, timeoutMs } = this.#parts;
    const { resourceKind: kind, resourceUid: uid } = run.entry;
    const limit = durationText(timeoutMs);
    run.timedOutAt = clock.now();
    run.abort(new EngineError("Unavailable", `The reconcile took longer than ${limit}`));
    logger.warn(`Reconciling ${run.name} takes longer than ${limit}; told it to stop`, { kind, uid });
    const worker = this.#workers.find((one) => one.run === run);
    // One that stops at once ends in the microtasks to come, and needs no other worker.
    if (worker !== undefined) setImmediate(() => worker.run === run && this.#free(worker));
    backlog.changed();
  }

  #tellToStop(run: ReconcileRun): void {
    run.stopping = true;
    run.abort(new EngineError("Closed", "The controller is stopping"));
  }
}

class Worker {
  readonly slot: number;
  readonly onEntry: (entry: WorkEntry | undefined) => void;
  /** What it does; undefined when it waits for work. */
  run: ReconcileRun | undefined;
  /** Since when, in ms since the epoch. */
  since: number;

  constructor(slot: number, since: number, work: (worker: Worker, entry: WorkEntry) => void) {
    this.slot = slot;
    this.since = since;
    this.onEntry = (entry) => {
      if (entry !== undefined) work(this, entry);
    };
  }
}
