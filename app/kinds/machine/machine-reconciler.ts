import type { z } from "zod";
import type { Clock } from "../../clock.ts";
import {
  type DesiredMachine,
  type Driver,
  DriverError,
  type Machine,
  type ObservedMachine,
} from "../../drivers/driver.ts";
import { withDeadline } from "../../drivers/wait.ts";
import { messageOf } from "../../errors.ts";
import { isoTime } from "../../iso-time.ts";
import { BaseReconciler } from "../../reconcile/base-reconciler.ts";
import { durationText } from "../../reconcile/duration-text.ts";
import type { Plan, Plannable } from "../../reconcile/plan.ts";
import type { ReconcileContext, Reconciler, Result } from "../../reconcile/reconciler.ts";
import { TerminalError } from "../../reconcile/terminal-error.ts";
import { cloneJson } from "../../resource/clone-json.ts";
import { type Condition, findCondition, isConditionTrue, setCondition } from "../../resource/condition.ts";
import { jsonEqual } from "../../resource/json-equal.ts";
import type { Resource } from "../../resource/resource.ts";
import { describeIssue, faultsOf } from "../describe-issues.ts";
import type { KindParts } from "../kind.ts";
import { checkDelayMs, type Deadlines, decide, isDone, pollDelayMs, type Transition } from "./decide.ts";
import {
  type Assessment,
  conditionsAfter,
  conditionsAfterFailure,
  halted,
  type MachineConditions,
} from "./machine-conditions.ts";
import type { MachineSpec } from "./machine-spec.ts";
import type { MachineStatus } from "./machine-status.ts";
import { describeOrder, describeStep, eventVerbFor, type MachineWords } from "./machine-words.ts";

/** What tells one kind of machine from another. */
export interface MachineKind<Spec extends MachineSpec> {
  words: MachineWords;
  specSchema: z.ZodType<Spec>;
  desired(spec: Spec): DesiredMachine;
}

type MachineResource = Resource<unknown, MachineStatus>;

/** A machine that has not answered by then will not. */
const ANSWER_TIMEOUT_MS = 10_000;
/** What a machine accepted must show by then. */
const ACCEPTANCE_MS = 15_000;
/** So many observations in a row may fail before a machine that was Ready is not known to be any more. */
const FAILURES_TO_LOSE_SIGHT = 3;
const LAST_SEEN_RESOLUTION_MS = 3_600_000;

/** Observe, plan, act, and look again until it is seen to be so: the same for all kinds of machines. */
export class MachineReconciler<Spec extends MachineSpec>
  extends BaseReconciler
  implements Reconciler<MachineResource>, Plannable<MachineResource>
{
  readonly #kind: MachineKind<Spec>;
  readonly #parts: KindParts;
  readonly #clock: Clock;

  constructor(kind: MachineKind<Spec>, parts: KindParts) {
    super();
    this.#kind = kind;
    this.#parts = parts;
    this.#clock = parts.clock;
  }

  getResourceKind(): string {
    return this.#kind.words.kind;
  }

  async reconcile(ctx: ReconcileContext, resource: MachineResource): Promise<Result> {
    if (resource.metadata.deletionTimestamp !== undefined) return {};
    const target = this.#target(resource);
    const before = cloneJson(observationIn(resource.status));
    const observed = await this.#observe(ctx, resource, target);
    const assessment = this.#assess(resource, target, observed);
    const events = eventsOf(assessment, resource.status.transition);
    this.#noteObservation(resource.status, observed);
    let result: Result;
    try {
      result = await this.#follow(ctx, resource, target, assessment);
    } catch (failure) {
      // Why it failed decides whether it is tried again, also when that cannot be told.
      await this.#tell(ctx, resource, before, events).catch((error: unknown) =>
        ctx.logger.warn(`What was seen of ${target.subject} could not be told`, { error }),
      );
      throw failure;
    }
    await this.#tell(ctx, resource, before, events);
    return result;
  }

  async plan(ctx: ReconcileContext, resource: MachineResource): Promise<Plan> {
    if (resource.metadata.deletionTimestamp !== undefined) {
      return { steps: [], conditions: [], events: [], nothingToDo: true };
    }
    const target = this.#target(resource);
    const observed = await this.#observe(ctx, resource, target);
    const assessment = this.#assess(resource, target, observed);
    const { decision } = assessment;
    this.#setConditions(resource, conditionsAfter(assessment));
    const planned = target.driver.plan(target.desired, observed);
    const steps = decision.verdict === "act" && decision.overdue ? [decision.step] : planned;
    return {
      steps: steps.map((step) => ({ action: step.action, description: describeStep(step, target.subject) })),
      conditions: ["Ready", "Progressing"]
        .map((type) => findCondition(resource, type))
        .filter((condition): condition is Condition => condition !== undefined),
      events: [...eventsOf(assessment, resource.status.transition), ...steps.map(eventVerbFor)].map((verb) =>
        this.#eventType(verb),
      ),
      nothingToDo: decision.verdict === "settled",
    };
  }

  /** @throws {TerminalError} when the spec names no machine. */
  #target(resource: MachineResource): Target {
    const { kind, metadata } = resource;
    const subject = `${kind} ${metadata.name || metadata.uid}`;
    resource.status ??= {};
    const parsed = this.#kind.specSchema.safeParse(resource.spec, { error: describeIssue });
    if (!parsed.success) {
      const faults = faultsOf(parsed.error.issues, "spec").map(({ field, message }) => `${field} ${message}`);
      throw this.#giveUp(resource, "InvalidSpec", `${subject} cannot be reconciled: ${faults.join("; ")}`);
    }
    try {
      const driver = this.#parts.drivers.get(parsed.data.driver);
      const machine = driver.connect({ id: metadata.uid }, parsed.data[parsed.data.driver]);
      const progressDeadlineMs = parsed.data.progressDeadlineSeconds * 1_000;
      return { subject, driver, machine, desired: this.#kind.desired(parsed.data), progressDeadlineMs };
    } catch (error) {
      throw this.#giveUp(resource, "InvalidSettings", `${subject} cannot be reached: ${messageOf(error)}`);
    }
  }

  async #observe(ctx: ReconcileContext, resource: MachineResource, target: Target): Promise<ObservedMachine> {
    try {
      return await this.#ask(ctx, (signal) => target.machine.observe(signal));
    } catch (error) {
      if (ctx.signal.aborted) throw error;
      const message = `${target.subject} cannot be seen: ${messageOf(error)}`;
      if (isPermanent(error)) throw this.#giveUp(resource, "Unreachable", message);
      if (ctx.attempt + 1 >= FAILURES_TO_LOSE_SIGHT || !isConditionTrue(resource, "Ready")) {
        this.#setConditions(resource, halted("Unknown", "Unreachable", `${message} (attempt ${ctx.attempt + 1})`));
      }
      throw new Error(message, { cause: error });
    }
  }

  #assess(resource: MachineResource, target: Target, observed: ObservedMachine): Assessment {
    const { subject, driver, desired, progressDeadlineMs } = target;
    const { status, metadata } = resource;
    const plan = driver.plan(desired, observed);
    const deadlines: Deadlines = { progressMs: progressDeadlineMs, acceptanceMs: ACCEPTANCE_MS };
    const wasSettled = status.observedGeneration === metadata.generation && isConditionTrue(resource, "Ready");
    return {
      subject,
      words: this.#kind.words,
      desired,
      observed,
      decision: decide(desired, observed, plan, status.transition, this.#clock.now(), deadlines),
      drifted: wasSettled && plan.length > 0,
      progressDeadlineMs,
    };
  }

  /** Does what was decided, and says so in the status. */
  async #follow(
    ctx: ReconcileContext,
    resource: MachineResource,
    target: Target,
    assessment: Assessment,
  ): Promise<Result> {
    const { transition } = await this.#carryOut(ctx, resource, target, assessment);
    if (transition === undefined) delete resource.status.transition;
    else resource.status.transition = transition;
    this.#setConditions(resource, conditionsAfter(assessment));
    const now = this.#clock.now();
    return { requeueAfter: transition ? pollDelayMs(transition, now) : checkDelayMs(now) };
  }

  /** Saves what was seen and tells what happened. */
  async #tell(
    ctx: ReconcileContext,
    resource: MachineResource,
    before: object,
    events: readonly string[],
  ): Promise<void> {
    await this.#saveObservation(ctx, resource, before);
    for (const verb of events) await this.emitEvent(ctx, this.#eventType(verb), resource);
  }

  /** What is under way once the decision was carried out. */
  async #carryOut(
    ctx: ReconcileContext,
    resource: MachineResource,
    target: Target,
    assessment: Assessment,
  ): Promise<{ transition?: Transition }> {
    const { decision } = assessment;
    if (decision.verdict === "settled") return {};
    if (decision.verdict === "wait") return { transition: decision.transition };
    try {
      await this.#ask(ctx, (signal) => target.machine.act(decision.step, signal));
    } catch (error) {
      if (ctx.signal.aborted) throw error;
      const failure = messageOf(error);
      if (isPermanent(error)) throw this.#giveUp(resource, "CommandRefused", `${target.subject} refuses: ${failure}`);
      this.#setConditions(resource, conditionsAfterFailure(assessment, failure, ctx.attempt + 1));
      throw new Error(`${describeStep(decision.step, target.subject)} failed: ${failure}`, { cause: error });
    }
    ctx.logger.info(`${target.subject}: ${describeOrder(decision.step)}`);
    return { transition: { step: decision.step, since: isoTime(this.#clock.now()), tries: decision.tries } };
  }

  #ask<T>(ctx: ReconcileContext, question: (signal: AbortSignal) => Promise<T>): Promise<T> {
    const timeOut = (): Error => new DriverError(`no answer within ${durationText(ANSWER_TIMEOUT_MS)}`);
    return withDeadline(this.#clock, ANSWER_TIMEOUT_MS, ctx.signal, timeOut, question);
  }

  #noteObservation(status: MachineStatus, observed: ObservedMachine): void {
    const { statusField, states } = this.#kind.words;
    status[statusField] = states[observed.state];
    if (observed.config === undefined) delete status.config;
    else status.config = observed.config;
  }

  /** Conditions alone are written by the controller when the reconcile ends. */
  async #saveObservation(ctx: ReconcileContext, resource: MachineResource, before: object): Promise<void> {
    const { status } = resource;
    const now = this.#clock.now();
    const isFresh = now - Date.parse(status.lastSeen ?? "") < LAST_SEEN_RESOLUTION_MS;
    if (isFresh && jsonEqual(observationIn(status), before)) return;
    status.lastSeen = isoTime(now);
    await this.updateStatus(ctx, resource);
  }

  #setConditions(resource: MachineResource, { ready, progressing }: MachineConditions): void {
    const now = this.#clock.now();
    setCondition(resource, "Ready", ready.status, ready.reason, ready.message, now);
    setCondition(resource, "Progressing", progressing.status, progressing.reason, progressing.message, now);
  }

  /** Only a change of the resource can help. */
  #giveUp(resource: MachineResource, reason: string, message: string): TerminalError {
    this.#setConditions(resource, halted("False", reason, message));
    return new TerminalError(message);
  }

  #eventType(verb: string): string {
    return `${this.#parts.eventPrefix}.${this.getResourceKind().toLowerCase()}.${verb}`;
  }
}

/** The machine behind a resource, and what should be of it. */
interface Target {
  subject: string;
  driver: Driver;
  machine: Machine;
  desired: DesiredMachine;
  progressDeadlineMs: number;
}

/** What happened since the last look, as the last words of event types. */
function eventsOf({ drifted, observed }: Assessment, transition: Transition | undefined): string[] {
  const events: string[] = [];
  if (drifted) events.push("drifted");
  if (transition !== undefined && isDone(transition.step, observed)) events.push(eventVerbFor(transition.step));
  return events;
}

/** What of a status the machine itself decides. */
function observationIn({ observedGeneration: _generation, conditions: _conditions, ...observation }: MachineStatus) {
  return observation;
}

function isPermanent(error: unknown): boolean {
  return error instanceof DriverError && error.permanent;
}
