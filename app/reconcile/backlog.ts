import { readCoarsely, type Clock } from "../clock.ts";
import { isThenable } from "../is-thenable.ts";
import { Listeners } from "../listeners.ts";
import type { Logger } from "../logger.ts";
import { EntryList, OwnLinks } from "./entry-list.ts";
import { EntryQueue } from "./entry-queue.ts";
import type { PauseSet } from "./pause-set.ts";
import { OwnFields } from "./queue-entry.ts";
import type { WorkKey, RateLimiter } from "./rate-limiter.ts";
import type { Cause, Reason } from "./reason.ts";
import type { Registration, Registry } from "./registration.ts";
import type { WorkEntry } from "./work-entry.ts";

/** So many resources with nothing to do are remembered, to see which of them come back too often. */
const MAX_PARKED = 256;

export interface BacklogOptions {
  clock: Clock;
  registry: Registry;
  pauses: PauseSet;
  limiter: RateLimiter<WorkKey>;
  logger: Pick<Logger, "error">;
}

/** What is to be reconciled, why, and when: the queue of entries and the rules by which they come into it. */
export class Backlog {
  readonly queue: EntryQueue<WorkEntry>;
  readonly #clock: Clock;
  readonly #registry: Registry;
  readonly #pauses: PauseSet;
  readonly #limiter: RateLimiter<WorkKey>;
  readonly #parked = new EntryList(new OwnLinks<WorkEntry>());
  readonly #listeners = new Listeners();
  readonly #logger: Pick<Logger, "error">;

  constructor({ clock, registry, pauses, limiter, logger }: BacklogOptions) {
    this.#clock = clock;
    this.#registry = registry;
    this.#pauses = pauses;
    this.#limiter = limiter;
    this.#logger = logger;
    this.queue = new EntryQueue(new OwnFields<WorkEntry>(), clock);
  }

  reason(cause: Cause, message: string): Reason {
    const now = readCoarsely(this.#clock);
    return { cause, message, count: 1, firstAt: now, lastAt: now };
  }

  find(kind: string, uid: string): WorkEntry | undefined {
    return this.#registry.get(kind)?.find(uid);
  }

  /** The one entry of a resource, made when there is none. */
  entry(registration: Registration, uid: string): WorkEntry {
    const held = registration.find(uid);
    if (held !== undefined) return held;
    const entry = registration.add(uid);
    if (this.#pauses.covers(registration.kind, uid)) this.queue.hold(entry);
    return entry;
  }

  /**
   * Asks for a reconcile: now, or after a while. One that runs in a loop is made to wait, unless a person asks.
   * @param options.isEdit whether somebody other than a reconciler wants the resource to be something else
   */
  want(entry: WorkEntry, reason: Reason, { priority = 0, delayMs = 0, isEdit = false } = {}): void {
    this.#unpark(entry);
    entry.addReason(reason);
    const isAsked = isEdit || reason.cause === "manual";
    this.schedule(entry, isAsked ? delayMs : Math.max(delayMs, this.#slowedDownFor(entry)), priority);
  }

  /** Queues an entry whose reasons are known already. */
  schedule(entry: WorkEntry, delayMs: number, priority: number): void {
    if (entry.place === "idle") entry.backingOff = false;
    if (delayMs > 0) this.queue.addAfter(entry, delayMs, priority);
    else this.queue.add(entry, priority);
    this.changed();
  }

  /** Comes back when the rate limiter says so. @returns the delay in ms. */
  retry(entry: WorkEntry, priority: number): number {
    const delayMs = this.#limiter.when(entry);
    entry.requeues = this.#limiter.numRequeues(entry);
    entry.rateLimited = true;
    // What is to be done sooner anyway does not wait for the end of the backoff.
    const waitsUntilMs = entry.place === "idle" ? Infinity : entry.place === "delayed" ? entry.dueMs : -Infinity;
    this.queue.addAfter(entry, delayMs, priority);
    if (entry.place === "delayed" && entry.dueMs < waitsUntilMs) entry.backingOff = true;
    this.changed();
    return delayMs;
  }

  /** It went well, or there is no point in trying again: the next failure is the first. */
  forgetBackoff(entry: WorkEntry): void {
    entry.attempts = 0;
    entry.lastError = undefined;
    if (!entry.rateLimited) return;
    entry.rateLimited = false;
    entry.requeues = 0;
    this.#limiter.forget(entry);
  }

  /** It has failed, and come back rate-limited, so often in a row, as is known from before. */
  resumeBackoff(entry: WorkEntry, attempts: number, requeues = attempts): void {
    entry.attempts = attempts;
    entry.requeues = requeues;
    this.#limiter.restore?.(entry, requeues);
    entry.rateLimited = true;
  }

  /** A worker has it. If it is paused and was let through for one step, what is asked for from here on waits again. */
  taken(entry: WorkEntry): void {
    this.#endStep(entry);
    this.changed();
  }

  /** A worker has it and will not run it. */
  putBack(entry: WorkEntry): void {
    this.queue.add(entry, entry.takenPriority);
    this.queue.done(entry);
  }

  /** A worker is done with it, and all that it came to is committed. */
  done(entry: WorkEntry): void {
    entry.run = undefined;
    this.queue.done(entry);
    this.park(entry);
    this.changed();
  }

  /** Withdraws what waits. What a worker has stays with it. @returns whether anything was withdrawn. */
  withdraw(entry: WorkEntry): boolean {
    const withdrawn = this.queue.remove(entry);
    if (withdrawn) {
      entry.takeReasons();
      this.forgetBackoff(entry);
      this.#endStep(entry);
    }
    this.park(entry);
    this.changed();
    return withdrawn;
  }

  /** The resource is gone: nothing about it needs to be known any more, nor what a reconcile of it may come to. */
  drop(entry: WorkEntry): void {
    if (entry.run !== undefined) entry.run.isGone = true;
    this.withdraw(entry);
    if (!entry.isIdle) return;
    this.#unpark(entry);
    entry.registration.remove(entry);
  }

  /** Says that a write will want it, once it is committed: until then its entry must not be forgotten. */
  expect(entry: WorkEntry, reason: Reason): void {
    this.#unpark(entry);
    entry.expect(reason);
  }

  /** What was expected came, or will not come. */
  unexpect(entry: WorkEntry, reason: Reason): void {
    entry.unexpect(reason);
    this.park(entry);
  }

  /** Keeps the entry of a resource with nothing to do for a while, in place of the one that has been kept longest. */
  park(entry: WorkEntry): void {
    if (entry.parked || !entry.isIdle) return;
    entry.parked = true;
    this.#parked.push(entry);
    const oldest = this.#parked.first;
    if (this.#parked.length <= MAX_PARKED || oldest === undefined) return;
    this.#unpark(oldest);
    oldest.registration.remove(oldest);
  }

  /** Lets an entry through once, paused or not. */
  step(entry: WorkEntry): void {
    if (!entry.held) return;
    entry.stepping = true;
    this.queue.release(entry);
    this.changed();
  }

  /** Holds what is paused, and lets go of what is not. */
  applyPauses(): void {
    // What is ready in the order in which it would be done, so that it is in that order too when it is let go of.
    const ready = this.#pauses.size > 0 ? Array.from(this.queue.ready()) : [];
    for (const entry of ready) if (this.#isPaused(entry)) this.#hold(entry);
    const released: WorkEntry[] = [];
    for (const registration of this.#registry) {
      for (const entry of registration.entries()) {
        if (this.#isPaused(entry)) this.#hold(entry);
        else if (entry.held || entry.stepping) released.push(entry);
      }
    }
    for (const entry of released) entry.stepping = false;
    this.queue.releaseAll(released);
    this.changed();
  }

  /** The same where a pause concerns one resource: there may be a great many of those. */
  applyPauseOf(kind: string, uid: string): void {
    const entry = this.find(kind, uid);
    if (entry !== undefined) this.#holdIfPaused(entry);
    this.changed();
  }

  /** The listener is called on every change: it should do no more than note that there was one. */
  onChange(listener: () => void): () => void {
    return this.#listeners.add(() => this.#tell(listener));
  }

  changed(): void {
    this.#listeners.tell();
  }

  /** Workers call from the middle of what they do: a listener that fails is nothing to them. */
  #tell(listener: () => unknown): void {
    try {
      const result = listener();
      if (isThenable(result)) void result.then(undefined, this.#listenerFailed);
    } catch (error) {
      this.#listenerFailed(error);
    }
  }

  readonly #listenerFailed = (error: unknown): void => {
    this.#logger.error("A listener to changes of the queue failed; it is told of the next one", { error });
  };

  #holdIfPaused(entry: WorkEntry): void {
    if (this.#isPaused(entry)) {
      this.#hold(entry);
    } else {
      entry.stepping = false;
      this.queue.release(entry);
    }
  }

  #isPaused({ resourceKind, resourceUid }: WorkEntry): boolean {
    return this.#pauses.covers(resourceKind, resourceUid);
  }

  #hold(entry: WorkEntry): void {
    if (!entry.stepping) this.queue.hold(entry);
  }

  /** What it was let through for is begun, or will not be. */
  #endStep(entry: WorkEntry): void {
    if (!entry.stepping) return;
    entry.stepping = false;
    this.#holdIfPaused(entry);
  }

  #slowedDownFor(entry: WorkEntry): number {
    return entry.loop === undefined ? 0 : entry.loop.waitMs(this.#clock.now());
  }

  #unpark(entry: WorkEntry): void {
    if (!entry.parked) return;
    entry.parked = false;
    this.#parked.remove(entry);
  }
}
