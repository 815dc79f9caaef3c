import { setMaxListeners } from "node:events";
import type { BagItem } from "../bag.ts";
import type { Logger } from "../logger.ts";
import { pushed } from "../pushed.ts";
import { conditionsOf, validateConditionType, type Condition } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import type { Client } from "./client.ts";
import type { Timed } from "./deadlines.ts";
import type { Reason } from "./reason.ts";
import type { ReconcileContext } from "./reconciler.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { WriteOrigin } from "./write-origin.ts";

/** A record keeps so many actions; a reconciler that says more is not worth more. */
const MAX_ACTIONS = 50;

const NONE: readonly never[] = [];

/** What runs share. */
export interface RunEnvironment {
  client: Client;
  logger: Logger;
}

/** One reconcile in flight. What few reconcilers use is only made when they ask for it. */
export class ReconcileRun implements ReconcileContext, Timed<ReconcileRun>, BagItem {
  readonly entry: WorkEntry;
  readonly attempt: number;
  /** Why it runs. What reconcilers see is `reasons`. */
  readonly causes: readonly Reason[];
  readonly startedAt: number;
  /** How long it may take. */
  readonly timeoutMs: number;
  /** The reconciler's private copy, once it is loaded. */
  resource: Resource | undefined;
  /** The generation and the version that the reconciler sees, and when the resource was created. */
  generation: number | undefined;
  version: string | undefined;
  createdAt: string | undefined;
  /** Since when it has been told to stop because it ran out of time. */
  timedOutAt: number | undefined;
  /** Whether the controller is stopping and has told it so. */
  stopping = false;
  /** Whether it has ended, so that what is left is to commit what it came to. */
  ended = false;
  /** Whether the resource was deleted meanwhile: what comes of it concerns nobody, least of all a namesake. */
  isGone = false;
  /** Whether nobody waits for its end any more. */
  abandoned = false;

  bagIndex = -1;
  deadline = Infinity;
  previous: ReconcileRun | undefined = undefined;
  next: ReconcileRun | undefined = undefined;

  readonly #environment: RunEnvironment;
  #aborter: AbortController | undefined;
  #abortReason: Error | undefined;
  #client: Client | undefined;
  #origin: WriteOrigin | undefined;
  #logger: Logger | undefined;
  #actions: string[] | undefined;
  #reasons: readonly Reason[] | undefined;
  #conditionsBefore: readonly Condition[] = NONE;
  #conditionsAfter: readonly Condition[] = NONE;
  #statusAfter: unknown;

  constructor(entry: WorkEntry, environment: RunEnvironment, startedAt: number, timeoutMs: number) {
    this.entry = entry;
    this.attempt = entry.attempts;
    this.causes = entry.takeReasons();
    this.startedAt = startedAt;
    this.timeoutMs = timeoutMs;
    this.#environment = environment;
  }

  /** As messages call it. */
  get name(): string {
    return `${this.entry.resourceKind}/${this.entry.resourceUid}`;
  }

  get signal(): AbortSignal {
    if (this.#aborter === undefined) {
      this.#aborter = new AbortController();
      // One reconcile may do many things at once that all listen to it.
      setMaxListeners(0, this.#aborter.signal);
      if (this.#abortReason !== undefined) this.#aborter.abort(this.#abortReason);
    }
    return this.#aborter.signal;
  }

  get client(): Client {
    return (this.#client ??= this.#environment.client.withOrigin(this.origin));
  }

  get logger(): Logger {
    return (this.#logger ??= this.#loggerThatNotes(this.#environment.logger));
  }

  get origin(): WriteOrigin {
    return (this.#origin ??= originOf(this.entry, this.causes));
  }

  /** The reconciler's own: nothing that it does to them is of any consequence. */
  get reasons(): readonly Reason[] {
    return (this.#reasons ??= this.causes.map((reason) => ({ ...reason })));
  }

  get actions(): readonly string[] {
    return this.#actions ?? NONE;
  }

  note(action: string): void {
    this.#actions ??= [];
    if (this.#actions.length < MAX_ACTIONS) this.#actions.push(action);
  }

  abort(reason: Error): void {
    this.#abortReason ??= reason;
    this.#aborter?.abort(this.#abortReason);
  }

  loaded(resource: Resource): void {
    this.resource = resource;
    this.generation = resource.metadata.generation;
    this.version = resource.metadata.resourceVersion;
    this.createdAt = resource.metadata.createdAt;
    const conditions = conditionsOf(resource.status);
    if (conditions !== undefined) this.#conditionsBefore = conditions.slice();
  }

  /**
   * At the end: what the reconciler said of the resource on its copy.
   * @throws {EngineError} `Invalid` for a condition of a malformed type, and whatever that throws when it is looked at
   */
  readStatus(): void {
    const status = this.resource?.status;
    const conditions = conditionsOf(status) ?? NONE;
    for (const condition of conditions) {
      if (!this.#conditionsBefore.includes(condition)) validateConditionType(condition.type);
    }
    this.#conditionsAfter = conditions;
    this.#statusAfter = status;
  }

  /** The same where the reconcile has failed anyway. */
  tryToReadStatus(): void {
    try {
      this.readStatus();
    } catch {
      // A copy that fails when it is looked at says nothing.
    }
  }

  /** The conditions that the resource had when it was loaded. */
  get conditionsBefore(): readonly Condition[] {
    return this.#conditionsBefore;
  }

  /** The conditions that its copy had in the end. */
  get conditionsAfter(): readonly Condition[] {
    return this.#conditionsAfter;
  }

  /** The status that its copy had in the end. */
  get statusAfter(): unknown {
    return this.#statusAfter;
  }

  /** Whether the reconciler says that something is on its way, by the condition that Kubernetes' own kinds say it with. */
  get isUnderWay(): boolean {
    return this.#conditionsAfter.some(({ type, status }) => type === "Progressing" && status === "True");
  }

  /** The conditions that the reconciler set on its copy, saved or not. */
  conditionsSet(): Condition[] {
    let set: Condition[] = [];
    for (const condition of this.#conditionsAfter) {
      if (!this.#conditionsBefore.includes(condition)) set = pushed(set, condition);
    }
    return set;
  }

  /** How many conditions have gone from one status to another since it was loaded; new ones do not count. */
  flips(): number {
    let flips = 0;
    for (const before of this.#conditionsBefore) {
      const after = this.#conditionsAfter.find(({ type }) => type === before.type);
      if (after !== undefined && after.status !== before.status) flips++;
    }
    return flips;
  }

  #loggerThatNotes(logger: Logger): Logger {
    const { resourceKind: kind, resourceUid: uid } = this.entry;
    const noted =
      (level: "info" | "warn" | "error") =>
      (message: string, fields?: Record<string, unknown>): void => {
        this.note(message);
        logger[level](message, { kind, uid, ...fields });
      };
    return {
      debug: (message, fields) => logger.debug(message, { kind, uid, ...fields }),
      info: noted("info"),
      warn: noted("warn"),
      error: noted("error"),
    };
  }
}

function originOf({ resourceKind: kind, resourceUid: uid }: WorkEntry, reasons: readonly Reason[]): WriteOrigin {
  const cause = latestEvent(reasons);
  return {
    actor: `reconciler/${kind}`,
    causationId: cause?.eventId,
    correlationId: cause?.correlationId,
    reconciling: { kind, uid },
  };
}

function latestEvent(reasons: readonly Reason[]): Reason | undefined {
  let latest: Reason | undefined;
  for (const reason of reasons) {
    if (reason.eventId !== undefined && (latest === undefined || reason.lastAt >= latest.lastAt)) latest = reason;
  }
  return latest;
}
