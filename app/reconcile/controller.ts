import type { Registry as MetricsRegistry } from "prom-client";
import { checkNumber } from "../check-number.ts";
import type { Clock } from "../clock.ts";
import { EngineError } from "../errors.ts";
import type { EventBus, SubscriptionId } from "../events/event-bus.ts";
import type { Logger } from "../logger.ts";
import { controllerMetrics } from "../metrics/controller-metrics.ts";
import { quote } from "../quote.ts";
import type { Resource, ResourceDraft, ResourceRef } from "../resource/resource.ts";
import type { Pause, PauseScope, Storage } from "../storage/storage.ts";
import { within } from "../within.ts";
import { BaseReconciler } from "./base-reconciler.ts";
import type { Client } from "./client.ts";
import { checkedOptions, type ControllerOptions, type StopOptions } from "./controller-options.ts";
import { assemble, type ControllerParts } from "./controller-parts.ts";
import { durationText } from "./duration-text.ts";
import type { Plan } from "./plan.ts";
import type { PauseReason } from "./new-pause.ts";
import type { PausedOfKind } from "./pause-set.ts";
import { totalsOf, type ReconcileTotals } from "./reconcile-counters.ts";
import { validateRequest } from "./reconcile-request.ts";
import { requireReconciler, type Reconciler } from "./reconciler.ts";
import type { RegisterOptions, Registration } from "./registration.ts";
import type { ReconcileRequest, WorkCounts, WorkerStatus, WorkItem, WorkQuery } from "./work-item.ts";
import { shownItem } from "./work-row.ts";
import type { WorkPage } from "./work-view.ts";

type Phase = "new" | "started" | "stopping" | "stopped";

/**
 * Keeps resources as they should be: learns from the bus and from its client what changed, and has the reconciler of each
 * kind look at it, one resource at a time, until it is so. Over a durable storage no pending work is lost, whatever happens.
 */
export class Controller {
  readonly #eventBus: EventBus;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #workers: number;
  readonly #parts: ControllerParts;
  readonly #metrics: MetricsRegistry;
  #phase: Phase = "new";
  #subscription: SubscriptionId | undefined;
  #stopped: Promise<void> | undefined;

  /** @throws {EngineError} `Invalid`, naming the option. */
  constructor(eventBus: EventBus, storage: Storage, options: ControllerOptions = {}) {
    const checked = checkedOptions(options);
    this.#eventBus = eventBus;
    this.#clock = checked.clock;
    this.#logger = checked.logger;
    this.#workers = checked.workers;
    this.#parts = assemble(eventBus, storage, options, checked);
    this.client.writer.planner = this.#parts.planner;
    const { backlog, registry } = this.#parts;
    this.#metrics = controllerMetrics({ queue: backlog.queue, workers: checked.workers, kinds: () => registry });
    this.#parts.kept?.load();
  }

  /** What is written through it is committed together with the work that it causes. */
  get client(): Client {
    return this.#parts.client;
  }

  /**
   * A reconciler derived from `BaseReconciler` is supplied with what it was not given. One that is registered after the
   * start finds what is there already, as those before it did.
   * @throws {EngineError} `AlreadyExists` when the kind has a reconciler, `Invalid` when it is no kind or no
   *   reconciler, `Closed` after `stop`.
   */
  registerReconciler(reconciler: Reconciler, options: RegisterOptions = {}): void {
    requireReconciler(reconciler);
    const kind = reconciler.getResourceKind();
    if (this.#isOver) {
      throw new EngineError("Closed", `The controller was stopped: it takes no reconciler of ${quote(kind)}`);
    }
    const registration = this.#parts.registry.register(kind, reconciler, options);
    if (reconciler instanceof BaseReconciler) {
      reconciler.supply({ client: this.client, eventBus: this.#eventBus, logger: this.#logger, clock: this.#clock });
    }
    this.#logger.info(`Registered reconciler for ${kind}`);
    this.#parts.kept?.claim(registration);
    if (this.#phase === "started") void this.#catchUp(registration);
  }

  /**
   * Begins to reconcile: what was pending when the process ended, what nobody has looked at in its newest form, and what
   * happens from now on. Resolves when all that there is to do is in the queue; by then much of it may be done.
   * @param signal stops the controller when it is aborted.
   * @throws {EngineError} `Invalid` when it was started before, or what the storage has kept of it cannot be read.
   *   A start that fails stops it.
   */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#phase !== "new") {
      throw new EngineError("Invalid", "The controller was started before: make a new one to start again");
    }
    this.#phase = "started";
    try {
      await this.#start(signal);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  /**
   * Takes no more work, tells what is in flight to stop, and waits for it up to the deadline. All that is not done is left
   * to be resumed. Again it waits for the same end.
   */
  stop(options: StopOptions = {}): Promise<void> {
    const { deadlineMs = 30_000 } = options;
    checkNumber("deadlineMs", deadlineMs, 0);
    this.#stopped ??= this.#stop(deadlineMs);
    return this.#stopped;
  }

  /**
   * Asks for a reconcile. It is in the queue at once, also before `start`.
   * @returns a promise that resolves when that is durable; need not be waited for.
   * @throws {EngineError} at once: `Invalid` naming the field, also for a kind without a reconciler; `Closed` after `stop`.
   */
  enqueue(request: ReconcileRequest): Promise<void> {
    return this.enqueueAfter(request, 0);
  }

  /** The same, to be done after so many milliseconds, or sooner if it is asked for sooner. */
  enqueueAfter(request: ReconcileRequest, delayMs: number): Promise<void> {
    const { backlog, registry, store } = this.#parts;
    validateRequest(request);
    checkNumber("delayMs", delayMs, 0);
    if (this.#isOver) {
      throw new EngineError("Closed", "The controller was stopped: it takes no more requests");
    }
    const registration = registry.get(request.resourceKind);
    if (registration === undefined) {
      throw new EngineError("Invalid", `resourceKind ${quote(request.resourceKind)} has no reconciler`, {
        field: "resourceKind",
      });
    }
    const entry = backlog.entry(registration, request.resourceUid);
    const reason = backlog.reason(request.cause ?? "manual", request.reason);
    if (request.actor !== undefined) reason.actor = request.actor;
    backlog.want(entry, reason, { delayMs, priority: request.priority ?? 0 });
    return store.save(entry);
  }

  /** What a reconcile of a resource would do: of one that exists, as it is or as it is to be, or of a new one. */
  plan(wanted: Resource | ResourceDraft): Promise<Plan> {
    return this.#parts.dryRun.plan(wanted);
  }

  /** What there is to do: what is in processing first, then what is ready, paused, and waits for its time, each in order. */
  snapshot(query?: WorkQuery): WorkItem[] {
    return this.work(query).items;
  }

  /** A part of it, and how much there is of that. */
  work(query?: WorkQuery): WorkPage {
    return this.#parts.view.page(query);
  }

  /** The resources of a part of it, in no particular order. */
  workRefs(query: WorkQuery): ResourceRef[] {
    return this.#parts.view.refs(query);
  }

  workItem(kind: string, uid: string): WorkItem | undefined {
    const { backlog } = this.#parts;
    const entry = backlog.find(kind, uid);
    return entry && shownItem(entry, backlog.queue);
  }

  counts(): WorkCounts {
    return this.#parts.view.counts();
  }

  /** In Prometheus' text format: `workqueue_*` and `controller_runtime_*`, under their standard names. */
  metrics(): Promise<string> {
    return this.#metrics.metrics();
  }

  /** What reconciles have come to since the controller was made. */
  totals(): ReconcileTotals {
    return totalsOf([...this.#parts.registry].map(({ counters }) => counters));
  }

  /** How many items are ready and have come into the queue, and a copy of how long they were ready until they were taken. */
  queueTotals(): { queued: number; added: number; waits: Float64Array } {
    const { length: queued, counters } = this.#parts.backlog.queue;
    return { queued, added: counters.adds, waits: counters.queueDuration.counts.slice() };
  }

  workers(): WorkerStatus[] {
    return this.#parts.pool.status();
  }

  /** The listener is called whenever the queue changes, often: it should do no more than note it. @returns ends that. */
  onQueueChange(listener: () => void): () => void {
    return this.#parts.backlog.onChange(listener);
  }

  /** What is paused, why and by whom: the broad pauses first, at most `limit` of them. */
  pauses(limit?: number): Pause[] {
    return this.#parts.pauses.list(limit);
  }

  get pauseCount(): number {
    return this.#parts.pauses.size;
  }

  /** The listener is called whenever something is paused or resumed. @returns ends that. */
  onPauseChange(listener: () => void): () => void {
    return this.#parts.pauses.onChange(listener);
  }

  pausedOfKind(kind: string): PausedOfKind {
    return this.#parts.pauses.ofKind(kind);
  }

  /** The pause of exactly this scope. */
  pauseOf(scope: PauseScope): Pause | undefined {
    return this.#parts.pauses.get(scope);
  }

  /** What keeps a resource from being reconciled, the narrowest first. */
  pauseCovering(kind: string, uid: string): Pause | undefined {
    return this.#parts.pauses.covering(kind, uid);
  }

  /** From here on the work of the scope (everything, a kind or one resource) collects, but is not done. Survives a restart. */
  pause(scope: PauseScope, why: PauseReason): Promise<void> {
    return this.#parts.control.pause(scope, why);
  }

  /** Ends a pause of exactly this scope. @returns whether there was one. */
  resume(scope: PauseScope): Promise<boolean> {
    return this.#parts.control.resume(scope);
  }

  /** Lets exactly one paused item of the scope through; a resource that is named, even if nothing waits for it. @returns which. */
  step(scope: PauseScope = {}, actor?: string): ResourceRef | undefined {
    return this.#parts.control.step(scope, actor);
  }

  /** Withdraws what waits for a resource, periodic checks included. @returns whether anything did. */
  cancel(kind: string, uid: string): Promise<boolean> {
    return this.#parts.control.cancel(kind, uid);
  }

  /** What waits for its time need not wait any longer. @returns whether anything did. */
  retryNow(kind: string, uid: string, actor?: string): Promise<boolean> {
    return this.#parts.control.retryNow(kind, uid, actor);
  }

  /** The failures so far no longer count, and what waits because of them need not wait. @returns whether there were any. */
  forgetBackoff(kind: string, uid: string, actor?: string): Promise<boolean> {
    return this.#parts.control.forgetBackoff(kind, uid, actor);
  }

  /** What waits for a resource is the very next to be done. @returns whether anything waits. */
  moveToFront(kind: string, uid: string, actor?: string): Promise<boolean> {
    return this.#parts.control.moveToFront(kind, uid, actor);
  }

  get #isOver(): boolean {
    return this.#phase === "stopping" || this.#phase === "stopped";
  }

  async #start(signal: AbortSignal | undefined): Promise<void> {
    const { intake, planner, pool, startUp, collector, kept } = this.#parts;
    this.#logger.info(`Starting reconciliation controller with ${this.#workers} workers`);
    this.#subscription = this.#eventBus.subscribe("**", intake.handle, { ignoresPlannedBy: planner.id });
    signal?.addEventListener("abort", () => void this.stop(), { once: true });
    if (signal?.aborted === true) return this.stop();
    await kept?.loading;
    if (this.#isOver) return;
    pool.start();
    await Promise.all([startUp.queueUnobserved(), collector.start()]);
  }

  /** Queues what a reconciler that came after the start would have found at it. */
  async #catchUp(registration: Registration): Promise<void> {
    try {
      await this.#parts.kept?.loading;
      await this.#parts.startUp.queueUnobservedOf(registration);
    } catch (error) {
      const kind = registration.kind;
      this.#logger.error(`Could not find out which ${kind} nobody has looked at yet; changes are seen`, {
        error,
        kind,
      });
    }
  }

  async #stop(deadlineMs: number): Promise<void> {
    const { pool, startUp, collector, backlog, store, planner, registry, pauses } = this.#parts;
    this.#phase = "stopping";
    if (this.#subscription !== undefined) this.#eventBus.unsubscribe(this.#subscription);
    startUp.stop();
    if (!(await within(this.#clock, deadlineMs, Promise.all([pool.stop(), collector.stop()])))) {
      for (const { name } of pool.abandon()) {
        this.#logger.error(`Reconciling ${name} did not stop within ${durationText(deadlineMs)}, and is abandoned`);
      }
    }
    // Not before: what is in flight may write, and that may cause work.
    if (this.client.writer.planner === planner) this.client.writer.planner = undefined;
    store.leave(registry, pauses.list());
    backlog.queue.shutDown();
    await store.saved();
    this.#phase = "stopped";
  }
}
