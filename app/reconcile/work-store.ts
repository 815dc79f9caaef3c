import type { CloudEvent } from "cloudevents";
import type { Logger } from "../logger.ts";
import type { Pause, Storage, Transaction } from "../storage/storage.ts";
import type { EntryQueue } from "./entry-queue.ts";
import type { Registry } from "./registration.ts";
import type { WorkEntry } from "./work-entry.ts";
import type { WorkItem } from "./work-item.ts";
import { keptItem } from "./work-row.ts";

const SAVED = Promise.resolve();

/**
 * Keeps pending work in a storage that outlives the process; to any other it is left once, when the controller stops.
 */
export class WorkStore {
  /** Whether work outlives the process. */
  readonly isDurable: boolean;
  readonly #storage: Storage;
  readonly #queue: EntryQueue<WorkEntry>;
  readonly #logger: Pick<Logger, "error">;

  constructor(storage: Storage, queue: EntryQueue<WorkEntry>, logger: Pick<Logger, "error">) {
    this.#storage = storage;
    this.#queue = queue;
    this.#logger = logger;
    this.isDurable = storage.durable !== undefined && storage.transact !== undefined;
  }

  /** Keeps the entry, as it is now, together with what else the transaction writes. */
  put(tx: Transaction, entry: WorkEntry): void {
    if (!this.isDurable) return;
    const item = keptItem(entry, this.#queue);
    if (item === undefined) tx.removeWork(entry.resourceKind, entry.resourceUid);
    else tx.putWork(item);
  }

  remove(tx: Transaction, kind: string, uid: string): void {
    if (this.isDurable) tx.removeWork(kind, uid);
  }

  /**
   * Keeps the entry as it is now, and the event that brought the work. Resolves when that is durable, and rejects when it
   * cannot be made so; the failure is logged here, so a caller may ignore it.
   */
  save(entry: WorkEntry | undefined, event?: CloudEvent<unknown>): Promise<void> {
    if (!this.isDurable || this.#storage.transact === undefined) return SAVED;
    const saved = this.#storage.transact((tx) => {
      if (event !== undefined) tx.appendEvent(event);
      if (entry !== undefined) this.put(tx, entry);
    });
    saved.catch((error: unknown) => {
      this.#logger.error("Could not keep pending work: it goes on, but a restart now would not know of it", {
        error,
        kind: entry?.resourceKind,
        uid: entry?.resourceUid,
      });
    });
    return saved;
  }

  /** Leaves what is pending to the next controller, where it is not kept already. */
  leave(registry: Registry, pauses: readonly Pause[]): void {
    const { handover } = this.#storage;
    if (this.isDurable || handover === undefined) return;
    const kinds = new Set<string>();
    const work: WorkItem[] = [];
    for (const registration of registry) {
      kinds.add(registration.kind);
      for (const entry of registration.entries()) {
        const item = keptItem(entry, this.#queue);
        if (item !== undefined) work.push(item);
      }
    }
    handover.leave(kinds, work, pauses);
  }

  /** Resolves when all that was to be kept is, or could not be. */
  async saved(): Promise<void> {
    if (!this.isDurable) return;
    // Transactions are committed in the order in which they were begun.
    await this.#storage.transact?.(() => undefined).catch(() => undefined);
  }
}
