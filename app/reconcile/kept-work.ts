import type { Clock } from "../clock.ts";
import type { KeptForStart } from "../storage/storage.ts";
import type { Backlog } from "./backlog.ts";
import type { PauseSet } from "./pause-set.ts";
import type { Registration, Registry } from "./registration.ts";
import { START_UP_PRIORITY } from "./start-up.ts";
import type { WorkItem } from "./work-item.ts";
import type { WorkStore } from "./work-store.ts";

export interface KeptWorkParts {
  storage: KeptForStart;
  registry: Registry;
  backlog: Backlog;
  store: WorkStore;
  pauses: PauseSet;
  clock: Clock;
}

/** What the storage kept over a restart: what is paused, and the work, of which each kind's goes to its reconciler as soon as there is one. */
export class KeptWork {
  readonly #parts: KeptWorkParts;
  readonly #unclaimed = new Map<string, WorkItem[]>();
  #loaded = false;
  #loading: Promise<void> | undefined;

  constructor(parts: KeptWorkParts) {
    this.#parts = parts;
  }

  /** Begins to read what was kept; to be called once. */
  load(): void {
    this.#loading = this.#load();
    // Whoever needs it is told.
    this.#loading.catch(() => {});
  }

  /** Resolves once what was kept is known, and rejects when it cannot be; undefined if it is known. */
  get loading(): Promise<void> | undefined {
    return this.#loaded ? undefined : this.#loading;
  }

  async #load(): Promise<void> {
    const { storage, registry, backlog, pauses } = this.#parts;
    const [items, kept] = await Promise.all([storage.loadWork(), storage.loadPauses()]);
    for (const item of items) {
      const ofKind = this.#unclaimed.get(item.resourceKind);
      if (ofKind === undefined) this.#unclaimed.set(item.resourceKind, [item]);
      else ofKind.push(item);
    }
    this.#loaded = true;
    for (const registration of registry) this.claim(registration);
    // What is paused anew meanwhile is so for another reason.
    for (const pause of kept) if (pauses.get(pause) === undefined) pauses.add(pause);
    backlog.applyPauses();
  }

  /** Work of kinds that nobody claims stays in the storage, for a time when somebody will. */
  claim(registration: Registration): void {
    if (!this.#loaded) return;
    for (const item of this.#unclaimed.get(registration.kind) ?? []) this.#resume(registration, item);
    this.#unclaimed.delete(registration.kind);
  }

  #resume(registration: Registration, item: WorkItem): void {
    const { backlog, store } = this.#parts;
    const entry = backlog.entry(registration, item.resourceUid);
    // Something was asked for since this process began, and kept in place of what was known from before.
    const isOverwritten = !entry.isIdle;
    entry.addOlderReasons(item.reasons);
    entry.lastError = item.lastError;
    const { attempts, requeues = attempts } = item;
    if (requeues > 0) backlog.resumeBackoff(entry, attempts, requeues);
    const delayMs = this.#remainingMs(item);
    // What fell due while the program was not running comes after what happens now.
    const priority = item.notBefore !== undefined && delayMs === 0 ? START_UP_PRIORITY : item.priority;
    backlog.schedule(entry, delayMs, priority);
    entry.backingOff = item.state === "backoff" && delayMs > 0;
    if (isOverwritten) void store.save(entry);
  }

  /** The clock may have been set back meanwhile: nothing waits longer than it was to wait when it was kept. */
  #remainingMs({ notBefore, since }: WorkItem): number {
    if (notBefore === undefined) return 0;
    const remainingMs = notBefore - this.#parts.clock.now();
    return Math.max(0, Math.min(remainingMs, Math.max(0, notBefore - since)));
  }
}
