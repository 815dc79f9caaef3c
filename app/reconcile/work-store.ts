import type { CloudEvent } from "cloudevents";
import type { Clock, TimerHandle } from "../clock.ts";
import type { Logger } from "../logger.ts";
import type { Pause, Storage, Transaction } from "../storage/storage.ts";
import type { EntryQueue } from "./entry-queue.ts";
import type { ReconcileRecord } from "./record.ts";
import type { Registry } from "./registration.ts";
import type { WorkEntry } from "./work-entry.ts";
import { collapsed } from "./uneventful-record.ts";
import type { WorkItem } from "./work-item.ts";
import { keptItem } from "./work-row.ts";

const SAVED = Promise.resolve();

/** So long the storage may not know yet that a check found nothing. */
const SOON_MS = 1_000;

/**
 * Keeps pending work in a storage that outlives the process; to any other it is left once, when the controller stops.
 */
export class WorkStore {
  /** Whether work outlives the process. */
  readonly isDurable: boolean;
  readonly #storage: Storage;
  readonly #queue: EntryQueue<WorkEntry>;
  readonly #clock: Clock;
  readonly #logger: Pick<Logger, "error">;
  /** What is to be kept soon: the entries, each with the record of its last check. */
  #uneventful = new Map<WorkEntry, ReconcileRecord>();
  #timer: TimerHandle;

  constructor(storage: Storage, queue: EntryQueue<WorkEntry>, clock: Clock, logger: Pick<Logger, "error">) {
    this.#storage = storage;
    this.#queue = queue;
    this.#clock = clock;
    this.#logger = logger;
    this.isDurable = storage.durable !== undefined && storage.transact !== undefined;
  }

  /** Keeps the entry, as it is now, together with what else the transaction writes. */
  put(tx: Transaction, entry: WorkEntry): void {
    if (!this.isDurable) return;
    const record = this.#uneventful.get(entry);
    if (record !== undefined) {
      this.#uneventful.delete(entry);
      tx.appendRecord(record);
    }
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
      if (event !== undefined) this.#append(tx, event);
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

  /** What an event carries may be nothing that can be kept. The work that it brought is kept all the same. */
  #append(tx: Transaction, event: CloudEvent<unknown>): void {
    const { id, type } = event;
    try {
      tx.appendEvent(event);
    } catch (error) {
      this.#logger.error(`Could not keep what the event ${type} carries; the work that it brought is kept`, {
        error,
        eventId: id,
      });
      appendIfPossible(tx, () => event.cloneWith({ data: undefined }, false));
    }
  }

  /**
   * Keeps, within a second and together with all others of that second, that a check found all as it should be and when the
   * next one is due: a fleet at rest leaves the disk at rest. A crash before that loses the record alone: what is kept of the
   * work until then is that the check is due, and so it is made again.
   */
  putSoon(entry: WorkEntry, record: ReconcileRecord): void {
    const held = this.#uneventful.get(entry);
    const both = held && collapsed(held, record);
    if (held !== undefined && both === undefined) void this.#putUneventful();
    this.#uneventful.set(entry, both ?? record);
    this.#timer ??= this.#clock.setTimeout(() => void this.#putUneventful(), SOON_MS);
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
    await this.#putUneventful();
  }

  /** From here on it is the transaction's: what comes meanwhile is kept by the next. */
  async #putUneventful(): Promise<void> {
    this.#clock.clearTimeout(this.#timer);
    this.#timer = undefined;
    const checked = [...this.#uneventful];
    // Not cleared: its tables would hold on to one another, and to all that ever was in them (see `TransientMap`).
    this.#uneventful = new Map();
    try {
      await this.#storage.transact?.((tx) => {
        for (const [entry, record] of checked) {
          // The work of one that was deleted and made anew is that of another entry.
          if (entry.registration.find(entry.resourceUid) === entry) this.put(tx, entry);
          tx.appendRecord(record);
        }
      });
    } catch (error) {
      this.#logger.error(
        "Could not keep when the next checks are due: they go on, but a restart now would repeat some",
        {
          error,
        },
      );
    }
  }
}

/** That it came can be told in most cases. */
function appendIfPossible(tx: Transaction, event: () => CloudEvent<unknown>): void {
  try {
    tx.appendEvent(event());
  } catch {
    // An attribute of it is what cannot be kept. The log has been told.
  }
}
