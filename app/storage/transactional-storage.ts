import { readCoarsely, type ReadableClock } from "../clock.ts";
import { EngineError } from "../errors.ts";
import type { Resource, ResourceDraft, ResourceRef } from "../resource/resource.ts";
import { asGiven } from "./as-given.ts";
import type { ChangeFeed } from "./change-feed.ts";
import type { RowStore } from "./row-store.ts";
import type { Alongside, Change, DeleteOptions, ListOptions, ResourceList, Storage, WatchOptions } from "./storage.ts";
import { StorageTransaction } from "./storage-transaction.ts";

/** A storage whose every write is a transaction over its rows. What is left to it is how rows are kept, read and committed. */
export abstract class TransactionalStorage implements Storage {
  abstract readonly sequence: number;
  protected closed = false;
  readonly #rows: RowStore;
  readonly #feed: ChangeFeed;
  readonly #clock: ReadableClock;
  #busy = false;

  constructor(rows: RowStore, feed: ChangeFeed, clock: ReadableClock) {
    this.#rows = rows;
    this.#feed = feed;
    this.#clock = clock;
  }

  abstract load(kind: string, uid: string): Promise<Resource | undefined>;
  abstract list(kind: string, options?: ListOptions): Promise<ResourceList>;
  abstract dependents(ownerUid: string): Promise<ResourceRef[]>;
  abstract danglingDependents(): Promise<ResourceRef[]>;
  abstract markedForDeletion(): Promise<ResourceRef[]>;
  abstract close(): Promise<void>;

  /** Makes what the transaction wrote durable and then tells watchers of `changes`; resolves with `result` after that. */
  protected abstract commit<T>(result: T, changes: readonly Change[]): Promise<T>;

  /** What to reject with when a transaction threw. */
  protected explain(error: unknown): unknown {
    return error;
  }

  transact<T>(run: (tx: StorageTransaction) => T): Promise<T> {
    if (this.closed) return Promise.reject(closedError());
    if (this.#busy) return Promise.resolve().then(() => this.transact(run));
    const tx = new StorageTransaction(this.#rows, readCoarsely(this.#clock));
    this.#busy = true;
    let result: T;
    try {
      result = run(tx);
    } catch (error) {
      this.#rows.rollback();
      return Promise.reject(this.explain(error));
    } finally {
      tx.end();
      this.#busy = false;
    }
    return this.commit(result, tx.changes);
  }

  save<R extends Resource>(kind: string, uid: string, resource: R, alongside?: Alongside): Promise<R> {
    return this.transact((tx) => asGiven<R>(tx.save(kind, uid, resource, alongside)));
  }

  create<R extends Resource>(resource: R | ResourceDraft, alongside?: Alongside): Promise<R> {
    return this.transact((tx) => asGiven<R>(tx.create(resource, alongside)));
  }

  update<R extends Resource>(resource: R, alongside?: Alongside): Promise<R> {
    return this.transact((tx) => asGiven<R>(tx.update(resource, alongside)));
  }

  updateStatus<R extends Resource>(resource: R, alongside?: Alongside, answer?: "copy" | "stored"): Promise<R> {
    return this.transact((tx) => asGiven<R>(tx.updateStatus(resource, alongside, answer)));
  }

  delete(kind: string, uid: string, options?: DeleteOptions, alongside?: Alongside): Promise<boolean> {
    return this.transact((tx) => tx.delete(kind, uid, options, alongside));
  }

  watch(options: WatchOptions, onChange: (change: Change) => void): () => void {
    if (this.closed) throw closedError();
    return this.#feed.watch(options, onChange);
  }
}

export function closedError(): EngineError {
  return new EngineError("Closed", "The storage was closed; open it again to go on");
}
