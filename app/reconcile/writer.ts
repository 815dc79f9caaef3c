import type { Clock } from "../clock.ts";
import type { EventBus } from "../events/event-bus.ts";
import { DEFAULT_EVENT_PREFIX, type LifecycleVerb } from "../events/event-type.ts";
import { guardedLevel } from "../guarded-logger.ts";
import type { Logger } from "../logger.ts";
import { DONE, isKnown } from "../known-promise.ts";
import { pushed } from "../pushed.ts";
import { systemClock } from "../system-clock.ts";
import type { Alongside, Change, Storage, Transaction } from "../storage/storage.ts";
import type { ChangeNotice } from "./change-notice.ts";
import { LifecycleEvents } from "./lifecycle-events.ts";
import type { PlannedWork, WorkPlanner } from "./work-planner.ts";
import type { WriteOrigin } from "./write-origin.ts";

export interface WriterOptions {
  /** What the types of lifecycle events begin with; `io.fabrica` by default. */
  eventPrefix?: string;
  clock?: Clock;
  /** Told of events that could not be published. */
  logger?: Pick<Logger, "error">;
}

/** Sees to it that a write, the events that tell of it and the work that it causes are one. */
export class Writer {
  readonly storage: Storage;
  readonly eventBus: EventBus;
  readonly events: LifecycleEvents;
  /** Plans the work that writes cause; without one, controllers learn of writes from the bus. */
  planner: WorkPlanner | undefined;
  /** Whether a storage may keep the events that are put into its transactions. */
  readonly keepsEvents: boolean;
  readonly #logError: Logger["error"] | undefined;

  /** @throws {EngineError} `Invalid` for a malformed `eventPrefix`. */
  constructor(storage: Storage, eventBus: EventBus, options: WriterOptions) {
    const { eventPrefix = DEFAULT_EVENT_PREFIX } = options;
    this.storage = storage;
    this.eventBus = eventBus;
    this.keepsEvents = storage.handover === undefined;
    this.events = new LifecycleEvents(eventPrefix, options.clock ?? systemClock);
    this.#logError = options.logger && guardedLevel(options.logger, "error");
  }

  begin(verb: LifecycleVerb, origin: WriteOrigin): PendingWrite {
    return new PendingWrite(this, verb, origin);
  }

  /**
   * Resolves once the bus has accepted the event. Never rejects: it tells of what is committed, so that what goes wrong here
   * cannot be the writer's fault.
   */
  publish(notice: ChangeNotice): Promise<void> {
    const bus = this.eventBus;
    try {
      if (bus.isUnheard?.(notice.type, notice.plannedBy) === true) return DONE;
      const accepted = bus.publish(notice.event());
      if (accepted instanceof Promise && isKnown(accepted)) return accepted;
      return Promise.resolve(accepted).then(undefined, (error: unknown) => this.#notPublished(notice, error));
    } catch (error) {
      this.#notPublished(notice, error);
      return DONE;
    }
  }

  #notPublished({ type }: ChangeNotice, error: unknown): void {
    this.#logError?.(`Could not publish ${type}, though what it tells of is committed`, { error });
  }
}

/** A write on its way: what goes with it into its transaction, and what follows once that is committed. */
export class PendingWrite {
  /** Whether the storage has told what changed. One that knows nothing of what goes alongside never does. */
  changed = false;
  readonly #writer: Writer;
  readonly #verb: LifecycleVerb;
  readonly #origin: WriteOrigin;
  #notices: readonly ChangeNotice[] = NONE;
  #work: PlannedWork[] = NO_WORK;

  constructor(writer: Writer, verb: LifecycleVerb, origin: WriteOrigin) {
    this.#writer = writer;
    this.#verb = verb;
    this.#origin = origin;
  }

  /** `record`, for the storage to call. */
  get alongside(): Alongside {
    return (tx, change) => this.record(tx, change);
  }

  /**
   * For each change of it. Within the transaction, where there is one: puts the events into the log, and the work that the
   * change causes beside.
   */
  record(tx: Transaction | undefined, change: Change): void {
    const { events, planner, keepsEvents } = this.#writer;
    this.changed = true;
    if (tx !== undefined && this.#origin.actor !== undefined) tx.setActor(this.#origin.actor);
    const notices = events.of(change, this.#verb, this.#origin, planner?.id);
    if (tx !== undefined && keepsEvents) for (const notice of notices) tx.appendEvent(notice.event());
    this.#notices = this.#notices === NONE ? notices : [...this.#notices, ...notices];
    const work = notices[0] && planner?.plan(change, notices[0], tx);
    if (work !== undefined) this.#work = pushed(this.#work, work);
  }

  /** For a storage that told nothing of what it deleted. */
  recordDeleted(kind: string, uid: string): void {
    this.changed = true;
    this.#notices = [this.#writer.events.deleted(kind, uid, this.#origin)];
  }

  /**
   * The write is committed: queues the work, and hands the events to the bus, in order. All that matters for the order of
   * several writes is done before it returns.
   * @returns what resolves once the bus has accepted the events; undefined if it has.
   */
  commit(): Promise<void> | undefined {
    for (const work of this.#work) work.commit();
    let accepted: Promise<void> | undefined;
    // The bus takes what waits for room in its order, so that with the last all are accepted.
    for (const notice of this.#notices) accepted = this.#writer.publish(notice);
    return accepted === undefined || isKnown(accepted) ? undefined : accepted;
  }

  /** The write failed. */
  discard(): void {
    for (const work of this.#work) work.discard();
  }
}

const NONE: readonly ChangeNotice[] = [];
const NO_WORK: PlannedWork[] = [];
