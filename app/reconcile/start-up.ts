import { setImmediate } from "node:timers/promises";
import { isRecord } from "../is-record.ts";
import { findCondition } from "../resource/condition.ts";
import type { Resource } from "../resource/resource.ts";
import type { Storage } from "../storage/storage.ts";
import type { Backlog } from "./backlog.ts";
import type { Registration, Registry } from "./registration.ts";

/** What waits since before the start comes after everything that happens now. */
export const START_UP_PRIORITY = -100;

/** Between two pages others get a turn: a hundred thousand resources must not hold up anybody. */
const PAGE = 2_000;

/** Finds, when the controller starts, what the storage holds and nobody has looked at in its newest form. */
export class StartUp {
  readonly #storage: Storage;
  readonly #registry: Registry;
  readonly #backlog: Backlog;
  #stopped = false;

  constructor(storage: Storage, registry: Registry, backlog: Backlog) {
    this.#storage = storage;
    this.#registry = registry;
    this.#backlog = backlog;
  }

  /** Resolves when all of it is queued. */
  async queueUnobserved(): Promise<void> {
    await this.#queueUnobserved(this.#registry);
  }

  /** The same for a reconciler that came later. */
  async queueUnobservedOf(registration: Registration): Promise<void> {
    await this.#queueUnobserved([registration]);
  }

  stop(): void {
    this.#stopped = true;
  }

  async #queueUnobserved(registrations: Iterable<Registration>): Promise<void> {
    if (this.#storage.durable !== undefined) {
      await this.#queueFromIndex(new Map([...registrations].map((registration) => [registration.kind, registration])));
    } else {
      for (const registration of registrations) await this.#queueFromList(registration);
    }
  }

  async #queueFromList(registration: Registration): Promise<void> {
    let token: string | undefined;
    do {
      const page = await this.#storage.list(registration.kind, {
        limit: PAGE,
        ...(token !== undefined && { continue: token }),
      });
      for (const resource of page) {
        const why = unfinished(resource);
        if (why !== undefined) this.#queue(registration, resource.metadata.uid, why);
      }
      token = page.continue;
      if (token !== undefined) await setImmediate();
    } while (token !== undefined && !this.#stopped);
  }

  async #queueFromIndex(byKind: ReadonlyMap<string, Registration>): Promise<void> {
    let after: number | undefined;
    do {
      const page = await this.#storage.durable?.unobserved({ limit: PAGE, ...(after !== undefined && { after }) });
      for (const { kind, uid } of page?.refs ?? []) {
        const registration = byKind.get(kind);
        if (registration !== undefined) this.#queue(registration, uid, "its newest generation was not observed");
      }
      after = page?.next;
      if (after !== undefined) await setImmediate();
    } while (after !== undefined && !this.#stopped);
    for (const { kind, uid } of (await this.#storage.markedForDeletion?.()) ?? []) {
      const registration = byKind.get(kind);
      if (registration !== undefined) this.#queue(registration, uid, "it is to be deleted");
    }
  }

  /** Not kept: a restart would find it again. */
  #queue(registration: Registration, uid: string, why: string): void {
    const entry = this.#backlog.entry(registration, uid);
    if (entry.place !== "idle" || entry.processing) return;
    this.#backlog.want(entry, this.#backlog.reason("startup", why), { priority: START_UP_PRIORITY });
  }
}

/** A storage that keeps no work does not know what was to be tried again, but the resource does. */
function unfinished(resource: Resource): string | undefined {
  const { metadata, status } = resource;
  if (metadata.deletionTimestamp !== undefined) return "it is to be deleted";
  if (!isRecord(status) || status["observedGeneration"] !== metadata.generation) {
    return "its newest generation was not observed";
  }
  return findCondition(resource, "Reconciled")?.reason === "ReconcileError" ? "its last reconcile failed" : undefined;
}
