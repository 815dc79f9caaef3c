import type { Clock } from "../clock.ts";
import type { ResourceRef } from "../resource/resource.ts";
import type { Pause, PauseScope, Storage } from "../storage/storage.ts";
import type { Backlog } from "./backlog.ts";
import type { KeptWork } from "./kept-work.ts";
import { newPause, requireScope, scopeOf, type PauseReason } from "./new-pause.ts";
import type { PauseSet } from "./pause-set.ts";
import type { Reason } from "./reason.ts";
import type { Registry } from "./registration.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { WorkStore } from "./work-store.ts";

export interface QueueControlParts {
  storage: Storage;
  registry: Registry;
  backlog: Backlog;
  store: WorkStore;
  pauses: PauseSet;
  /** Absent where nothing is kept. */
  kept: KeptWork | undefined;
  clock: Clock;
}

/**
 * What people do to the queue by hand. All of it takes effect at once, or, where it depends on what was kept over a restart,
 * as soon as that is known; the promises resolve when it is durable.
 */
export class QueueControl {
  readonly #parts: QueueControlParts;

  constructor(parts: QueueControlParts) {
    this.#parts = parts;
  }

  /**
   * From here on the work of the scope collects, but is not done; what is being done goes on. What cannot be kept does not hold.
   * @throws {EngineError} `Invalid`, naming the field.
   */
  async pause(scope: PauseScope, why: PauseReason): Promise<void> {
    const { pauses, storage, kept, clock } = this.#parts;
    const pause = newPause(scope, why, clock.now());
    const before = pauses.get(scope);
    this.#set(scope, pause);
    try {
      if (kept?.loading !== undefined) {
        await kept.loading;
        // Who resumed it before has waited too.
        this.#set(scope, pause);
      }
      await storage.transact?.((tx) => tx.putPause(pause));
    } catch (error) {
      if (pauses.get(scope) === pause) this.#set(scope, before);
      throw error;
    }
  }

  /** Ends a pause of exactly this scope; what has collected is done. @returns whether there was one. */
  async resume(scope: PauseScope): Promise<boolean> {
    const { pauses, storage, kept } = this.#parts;
    requireScope(scope);
    if (kept?.loading !== undefined) await kept.loading;
    const pause = pauses.get(scope);
    if (pause === undefined) return false;
    this.#set(scope, undefined);
    try {
      await storage.transact?.((tx) => tx.removePause(scopeOf(scope)));
    } catch (error) {
      if (pauses.get(scope) === undefined) this.#set(scope, pause);
      throw error;
    }
    return true;
  }

  /**
   * Lets exactly one paused item of the scope through, the first in line; one resource that is named, even if nothing waits
   * for it. @returns which.
   */
  step(scope: PauseScope, actor?: string): ResourceRef | undefined {
    const { backlog } = this.#parts;
    const entry = this.#firstHeld(scope) ?? this.#named(scope, actor);
    if (entry === undefined) return undefined;
    backlog.step(entry);
    return { kind: entry.resourceKind, uid: entry.resourceUid };
  }

  /** Withdraws what waits for a resource, periodic checks included. @returns whether anything did. */
  async cancel(kind: string, uid: string): Promise<boolean> {
    return this.#change(kind, uid, (entry) => this.#parts.backlog.withdraw(entry));
  }

  /** What waits for its time need not wait any longer. @returns whether anything did. */
  async retryNow(kind: string, uid: string, actor?: string): Promise<boolean> {
    return this.#change(kind, uid, (entry) => {
      if (entry.place !== "delayed") return false;
      this.#parts.backlog.want(entry, this.#manual("asked for now", actor));
      return true;
    });
  }

  /** The failures so far no longer count, and what waits because of them need not wait. @returns whether there were any. */
  async forgetBackoff(kind: string, uid: string, actor?: string): Promise<boolean> {
    return this.#change(kind, uid, (entry) => {
      if (entry.attempts === 0 && !entry.rateLimited) return false;
      this.#parts.backlog.forgetBackoff(entry);
      if (entry.place === "delayed" && entry.backingOff) {
        this.#parts.backlog.want(entry, this.#manual("the backoff was forgotten", actor));
      }
      return true;
    });
  }

  /** It is the very next. @returns whether it waits at all. */
  async moveToFront(kind: string, uid: string, actor?: string): Promise<boolean> {
    const { backlog } = this.#parts;
    return this.#change(kind, uid, (entry) => {
      if (entry.place === "idle") return false;
      entry.addReason(this.#manual("moved to the front", actor));
      backlog.queue.moveToFront(entry);
      backlog.changed();
      return true;
    });
  }

  /** Puts one in the place of another, or none. */
  #set(scope: PauseScope, pause: Pause | undefined): void {
    const { backlog, pauses } = this.#parts;
    const { kind, uid } = scope;
    if (pause === undefined) pauses.remove(scope);
    else pauses.add(pause);
    if (kind === undefined || uid === undefined) backlog.applyPauses();
    else backlog.applyPauseOf(kind, uid);
  }

  /** @returns whether there was anything to change. */
  async #change(kind: string, uid: string, change: (entry: WorkEntry) => boolean): Promise<boolean> {
    const { backlog, store, kept } = this.#parts;
    if (kept?.loading !== undefined) await kept.loading;
    const entry = backlog.find(kind, uid);
    if (entry === undefined || !change(entry)) return false;
    await store.save(entry);
    return true;
  }

  #firstHeld({ kind, uid }: PauseScope): WorkEntry | undefined {
    for (const entry of this.#parts.backlog.queue.held()) {
      if ((kind ?? entry.resourceKind) === entry.resourceKind && (uid ?? entry.resourceUid) === entry.resourceUid) {
        return entry;
      }
    }
    return undefined;
  }

  #named({ kind, uid }: PauseScope, actor: string | undefined): WorkEntry | undefined {
    const { registry, backlog } = this.#parts;
    const registration = kind === undefined ? undefined : registry.get(kind);
    if (registration === undefined || uid === undefined) return undefined;
    const entry = backlog.entry(registration, uid);
    backlog.want(entry, this.#manual("one step", actor));
    return entry;
  }

  #manual(message: string, actor: string | undefined): Reason {
    const reason = this.#parts.backlog.reason("manual", message);
    if (actor !== undefined) reason.actor = actor;
    return reason;
  }
}
